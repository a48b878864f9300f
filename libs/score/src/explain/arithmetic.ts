import {
  type ArithmeticStep,
  type ExplainedFact,
  type LocalizedText,
  type Value,
  exactSum,
  rounded,
  withoutNoise,
} from '#core';
import { type MeasureDefinition, type TargetLevels } from '#catalogue';
import { dimensionLevels } from '../assessed-level.js';
import { type Pairing } from '../contributions.js';

import { scoreAt, wayFromFloor } from '../judge.js';
import { type FormulaPlan } from '../sides.js';
import { type Composition } from './composition.js';
import { numberText, operandText, reckoning, sumText } from './number-text.js';

type SideName = 'numerator' | 'denominator';
type NumberValue = Extract<Value, { kind: 'number' }>;

const SIDE_WORDS: Readonly<Record<SideName, LocalizedText>> = {
  numerator: { sv: 'Täljaren', en: 'The numerator' },
  denominator: { sv: 'Nämnaren', en: 'The denominator' },
};

function joined(left: LocalizedText, sign: string, right: LocalizedText): LocalizedText {
  return { sv: `${left.sv} ${sign} ${right.sv}`, en: `${left.en} ${sign} ${right.en}` };
}

function within(text: LocalizedText): LocalizedText {
  return { sv: `(${text.sv})`, en: `(${text.en})` };
}

/** `=` when the line gives the very same number, `≈` when rounding on the way moved its last digit. */
function equation(left: LocalizedText, reckoned: number, result: number): LocalizedText {
  return joined(left, withoutNoise(reckoned) === result ? '=' : '≈', numberText(result));
}

/** One side as the sum of parts, divided by the number of months for a mean; nothing to say of a single one. */
function sideStep(
  side: SideName,
  terms: readonly number[],
  { result, months }: { readonly result: number; readonly months: number | null },
): ArithmeticStep[] {
  if (terms.length < 2 && months === null) return [];
  const about = SIDE_WORDS[side];
  if (months === null) {
    const text = equation(sumText(terms), exactSum(terms), result);
    return [
      {
        id: side,
        about: { sv: `${about.sv}: summan av delarna`, en: `${about.en}: the sum of the parts` },
        text,
        result,
      },
    ];
  }
  const left = joined(within(sumText(terms)), '/', numberText(months));
  return [
    {
      id: side,
      about: {
        sv: `${about.sv}: medeltalet av månaderna`,
        en: `${about.en}: the mean of the months`,
      },
      text: equation(left, exactSum(terms) / months, result),
      result,
    },
  ];
}

/** The level of an assessment, and what it adds: level × FTE. */
function levelSteps({ numerator, denominator, contribution }: Pairing): ArithmeticStep[] {
  if (!numerator || !denominator || !contribution) return [];
  const levels = dimensionLevels(numerator);
  const level = withoutNoise(exactSum(levels) / levels.length);
  return [
    {
      id: 'level',
      about: { sv: 'Nivån: medeltalet av dimensionerna', en: 'The level: the mean of the dimensions' },
      text: equation(joined(within(sumText(levels)), '/', numberText(levels.length)), level, level),
      result: level,
    },
    {
      id: 'numerator',
      about: { sv: 'Täljaren: nivån gånger årsarbetarna', en: 'The numerator: the level times the FTE' },
      text: reckoning`${level} × ${denominator.sum} = ${contribution.numerator}`,
      result: contribution.numerator,
    },
  ];
}

/** How the sums of a subject without parts follow from its facts. */
function ownSteps(plan: FormulaPlan, pairing: Pairing, facts: readonly ExplainedFact[]): ArithmeticStep[] {
  const assessed = plan.numerator.source === 'maturity';
  return (['numerator', 'denominator'] as const).flatMap((side) => {
    const sum = pairing[side];
    if (!sum) return [];
    if (assessed && side === 'numerator') return levelSteps(pairing);
    const terms = facts.filter((fact) => fact.side === side).map((fact) => fact.sum);
    return sideStep(side, terms, { result: sum.sum, months: sum.months === 1 ? null : sum.months });
  });
}

/** How the sums of a subject follow from its parts'; what is not told cannot be added up. */
function partSteps({ parts, remainder }: Composition, value: NumberValue): ArithmeticStep[] {
  if (remainder && !remainder.sums) return [];
  const sums = [...parts.map((part) => part.sums), remainder?.sums ?? null].filter((sum) => sum !== null);
  return (['numerator', 'denominator'] as const).flatMap((side) =>
    sideStep(
      side,
      sums.map((sum) => sum[side]),
      { result: value[side], months: null },
    ),
  );
}

function valueSteps(
  { decimals }: MeasureDefinition,
  { scale }: FormulaPlan,
  value: NumberValue,
): ArithmeticStep[] {
  const { number, numerator, denominator } = value;
  const left = joined(
    scale === 1 ? numberText(numerator) : joined(numberText(numerator), '×', numberText(scale)),
    '/',
    operandText(denominator),
  );
  const result = rounded(number, decimals);
  return [
    {
      id: 'value',
      about: { sv: 'Värdet: täljaren genom nämnaren', en: 'The value: numerator by denominator' },
      text: equation(left, (numerator * scale) / denominator, number),
      result: number,
    },
    {
      id: 'rounding',
      about: {
        sv: `Avrundat till ${decimals} decimaler, mitt emellan avrundas bort från noll`,
        en: `Rounded to ${decimals} decimals, half away from zero`,
      },
      text: reckoning`${number} → ${result}`,
      result,
    },
  ];
}

function scoreSteps(
  { better, decimals }: MeasureDefinition,
  levels: TargetLevels,
  value: NumberValue,
): ArithmeticStep[] {
  const { target, scoreFloor } = levels;
  const number = rounded(value.number, decimals); // as it is shown
  const score = scoreAt(number, levels, better);
  if (target === scoreFloor) {
    const about = {
      sv: 'Poängen: 100 i mål, annars 0, för golv och mål är desamma',
      en: 'The score: 100 at target and 0 otherwise, for floor and target are the same',
    };
    return [{ id: 'limits', about, text: reckoning`${number} → ${score}`, result: score }];
  }
  const straight = wayFromFloor(number, levels);
  const difference = (a: number, b: number): LocalizedText =>
    within(joined(numberText(a), '−', operandText(b)));
  const left = joined(
    joined(numberText(100), '×', difference(number, scoreFloor)),
    '/',
    difference(target, scoreFloor),
  );
  const line: ArithmeticStep = {
    id: 'score',
    about: {
      sv: 'Poängen: vägen från golvet till målet',
      en: 'The score: the way from the floor to the target',
    },
    text: equation(left, straight, straight),
    result: straight,
  };
  if (straight === score) return [line];
  return [
    line,
    {
      id: 'limits',
      about: { sv: 'Lägst 0 och högst 100', en: 'At least 0 and at most 100' },
      text: reckoning`${straight} → ${score}`,
      result: score,
    },
  ];
}

/** The arithmetic of a value from parts, or own facts, to what is shown and its score; nothing when there is no number. */
export function arithmeticOf(
  definition: MeasureDefinition,
  composition: Composition,
  { facts, levels }: { readonly facts: readonly ExplainedFact[]; readonly levels: TargetLevels | null },
): ArithmeticStep[] {
  const { plan, parts, remainder, own, value } = composition;
  if (value.kind !== 'number') return [];
  const [only] = own;
  const adding = parts.filter(({ sums }) => sums !== null).length + (remainder ? 1 : 0);
  const sides =
    only && own.length === 1 && adding <= 1 ? ownSteps(plan, only, facts) : partSteps(composition, value);
  return [
    ...sides,
    ...valueSteps(definition, plan, value),
    ...(levels ? scoreSteps(definition, levels, value) : []),
  ];
}
