import {
  type AcceptedDeviation,
  type Derivation,
  type ExplainedDelivery,
  type ExplainedPart,
  type FactOrigin,
  type LocalizedText,
  type MeasureScore,
  type Period,
  type Subject,
  rounded,
} from '#core';
import { type Catalogue, type MeasureDefinition, type TargetLevels, subjectName } from '#catalogue';
import { type UnitPeriod } from '../completeness.js';

import { groupedBy } from '../grouped-by.js';
import { type Reorganisation } from '../reorganisations.js';
import { planOf } from '../sides.js';
import { arithmeticOf } from './arithmetic.js';
import { type Composition } from './composition.js';
import { exclusionsOf, kindExclusion, reorganisedOf, withheldOf } from './exclusions.js';
import { definitionInWords } from './formula-words.js';
import { ownFactsOf } from './own-facts.js';

/** A value explained from its facts, and where to look for what is behind them. */
export interface Explained {
  readonly derivation: Derivation;
  /** The slices that hold the facts. */
  readonly origins: readonly FactOrigin[];
  /** The systems that were probed for it. */
  readonly systems: readonly string[];
}

export interface DerivationQuestion {
  readonly catalogue: Catalogue;
  readonly definition: MeasureDefinition;
  readonly subject: Subject & { readonly name: LocalizedText };
  readonly period: Period;
  readonly measure: MeasureScore;
  readonly levels: TargetLevels | null;
  readonly accepted: AcceptedDeviation | null;
  /** Those in the months that the value, and the one it is compared with, look at. */
  readonly reorganisations: readonly Reorganisation[];
  /** `null` when the measure has no meaning for the subject. */
  readonly composition: Composition | null;
}

function partNamed(catalogue: Catalogue, part: Composition['parts'][number]): ExplainedPart {
  const { of, id } = part;
  const name = subjectName(catalogue, { kind: of === 'system' ? 'system' : 'unit', id });
  return { ...part, name: name ?? { sv: id, en: id } };
}

function deliveriesOf(unitPeriods: Composition['unitPeriods']): ExplainedDelivery[] {
  return [...unitPeriods].flatMap(([unit, periods]) =>
    [...groupedBy(periods, ({ delivery }) => delivery)].flatMap(([delivery, own]) => {
      const [first] = own;
      if (!first) return [];
      const inState = (state: UnitPeriod['state']): string[] =>
        own.filter((one) => one.state === state).map(({ period }) => period);
      return [
        {
          unit,
          delivery,
          dataset: first.dataset,
          delivered: inState('delivered'),
          missing: inState('missing'),
          notApplicable: inState('not-applicable'),
        },
      ];
    }),
  );
}

/** The derivation of a value (domain.md, section 9). */
export function explained(question: DerivationQuestion): Explained {
  const { catalogue, definition, subject, period, measure, levels, accepted, composition } = question;
  const plan = composition?.plan ?? planOf(definition.formula, period);
  const common = {
    subject,
    period: period.toString(),
    definition: definitionInWords(catalogue, definition, plan),
    measure,
    accepted,
    shown: measure.value.kind === 'number' ? rounded(measure.value.number, definition.decimals) : null,
    levels: levels && {
      target: levels.target,
      nearTarget: levels.nearTarget,
      scoreFloor: levels.scoreFloor,
    },
  };
  if (!composition) {
    const nothing = { parts: [], remainder: null, facts: [], steps: [], deliveries: [], withheld: [] };
    const derivation = { ...common, ...nothing, excluded: [kindExclusion(definition, subject)] };
    return { derivation, origins: [], systems: [] };
  }
  const facts = ownFactsOf(catalogue, composition);
  const derivation: Derivation = {
    ...common,
    parts: composition.parts.map((part) => partNamed(catalogue, part)),
    remainder: composition.remainder,
    facts,
    steps: arithmeticOf(definition, composition, { facts, levels }),
    deliveries: deliveriesOf(composition.unitPeriods),
    excluded: [...exclusionsOf(catalogue, composition), ...reorganisedOf(question.reorganisations, subject)],
    withheld: withheldOf(catalogue, composition, subject),
  };
  return { derivation, origins: composition.origins, systems: composition.systems };
}
