import { type Status, type Trend, type Value } from '#core';
import { type MeasureDefinition, type TargetLevels } from '#catalogue';
import { differ } from './uncertainty.js';

/** Rounding of sums must not decide on an arrow or a status. */
const ROUNDING = 1e-9;

type Better = MeasureDefinition['better'];
type Levels = Pick<TargetLevels, keyof TargetLevels>;

function reaches(number: number, level: number, better: Better): boolean {
  return better === 'higher' ? number >= level - ROUNDING : number <= level + ROUNDING;
}

/**
 * 0–100: linear from `scoreFloor` to `target`, clamped; which way is better follows from which of the two is higher.
 * Without a way between them it is all or nothing.
 */
export function scoreAt(
  number: number,
  { target, scoreFloor }: Pick<Levels, 'target' | 'scoreFloor'>,
  better: Better,
): number {
  if (reaches(number, target, better)) return 100;
  if (target === scoreFloor) return 0;
  return Math.min(100, Math.max(0, (100 * (number - scoreFloor)) / (target - scoreFloor)));
}

/** The score of a value; `null` when it is not a number or there is no target. */
export function scoreOf(value: Value, levels: Levels | null, better: Better): number | null {
  return value.kind === 'number' && levels ? scoreAt(value.number, levels, better) : null;
}

/** How a value stands against its target (domain.md, section 5). */
export function statusOf(value: Value, levels: Levels | null, better: Better): Status {
  if (value.kind !== 'number') return value.kind;
  if (!levels) return 'informative';
  if (reaches(value.number, levels.target, better)) return 'met';
  return reaches(value.number, levels.nearTarget, better) ? 'near' : 'not-met';
}

function change(now: Value, before: Value): number | null {
  return now.kind === 'number' && before.kind === 'number' ? now.number - before.number : null;
}

/** Whether a change is more than noise: by the intervals of what people answered, otherwise by the least that counts. */
function counts(now: Value, before: Value, { formula, minimumChange }: MeasureDefinition): boolean {
  if (now.kind !== 'number' || before.kind !== 'number' || now.number === before.number) return false;
  if (formula.kind === 'answer-mean' && now.interval && before.interval) {
    return differ(
      { number: now.number, interval: now.interval },
      { number: before.number, interval: before.interval },
    );
  }
  return Math.abs(now.number - before.number) >= minimumChange - ROUNDING;
}

/**
 * Where a value is heading against the period before. What was measured by another definition is not compared: it is given
 * as `not-provided` here.
 */
export function trendOf(
  definition: MeasureDefinition,
  now: Value,
  compared: { readonly previous: Value; readonly sameLastYear: Value },
): Trend {
  const since = change(now, compared.previous);
  const changeSinceLastYear = change(now, compared.sameLastYear);
  if (since === null) return { direction: 'unknown', change: null, changeSinceLastYear };
  if (!counts(now, compared.previous, definition)) {
    return { direction: 'steady', change: since, changeSinceLastYear };
  }
  const better = since > 0 === (definition.better === 'higher');
  return { direction: better ? 'better' : 'worse', change: since, changeSinceLastYear };
}
