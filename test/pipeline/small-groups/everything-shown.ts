import { type Period, type Result } from '#core';
import { type Catalogue } from '#catalogue';
import { type Scorer } from '#score';
import { type Answers, type ShownSum } from './attack.js';
import { sumsExplained, sumsShown } from './reading.js';
import { subjectsIn } from './surveyed-city.js';

/** Everything that a scorer shows of surveys: on scorecards, and in explanations. */
export function shownBy(
  scorer: Scorer,
  { catalogue, all, periods }: { catalogue: Catalogue; all: readonly Answers[]; periods: readonly Period[] },
): ShownSum[] {
  const found = <T>(result: Result<T>): T => {
    if (!result.ok) throw new Error(result.problem);
    return result.value;
  };
  return periods.flatMap((period) =>
    subjectsIn(catalogue).flatMap((subject) => {
      const card = found(scorer.scorecard(subject, period, { computedAtMs: 0 }));
      const explained = [...catalogue.measures.keys()].map((id) =>
        found(scorer.explain(id, subject, period)),
      );
      return [
        ...sumsShown(catalogue, all, card),
        ...explained.flatMap(({ derivation }) => sumsExplained(catalogue, all, derivation)),
      ];
    }),
  );
}
