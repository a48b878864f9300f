import {
  type ComparisonBase,
  type LocalizedText,
  type NoValue,
  type Value,
  exactSum,
  noValue,
  withoutNoise,
} from '#core';
import {
  type Catalogue,
  type FactSource,
  type Formula,
  type MeasureDefinition,
  MeasureVersion,
  RatioFormula,
  Side,
  childrenIn,
  existsIn,
  inhabitantsIn,
} from '#catalogue';

/** What can be shared out among inhabitants or employees, and what it then counts. */
const SHARED_OUT: Partial<Record<FactSource, LocalizedText>> = {
  cost: { sv: 'kr', en: 'SEK' },
  transactions: { sv: 'ärenden', en: 'transactions' },
  cases: { sv: 'ärenden', en: 'cases' },
};

const PER: Readonly<Record<Exclude<ComparisonBase, 'none'>, LocalizedText>> = {
  inhabitant: { sv: 'per invånare', en: 'per inhabitant' },
  fte: { sv: 'per årsarbetare', en: 'per FTE' },
};

/** What is counted by a numerator that can be shared out: costs, transactions and cases; `null` for all others. */
function sharedOut(formula: Formula): LocalizedText | null {
  return formula.kind === 'ratio' ? (SHARED_OUT[formula.numerator.from] ?? null) : null;
}

/** What a measure's numbers count on a base; `null` when the base makes no sense for it. */
export function unitOnBase(definition: MeasureDefinition, base: ComparisonBase): LocalizedText | null {
  if (base === 'none') return definition.unitOfMeasure;
  const counted = sharedOut(definition.formula);
  return counted && { sv: `${counted.sv} ${PER[base].sv}`, en: `${counted.en} ${PER[base].en}` };
}

/** The mean FTE in the months of a measure's numerator, as a formula whose numerator it is; `null` without such a base. */
export function fteFormula(formula: Formula): RatioFormula | null {
  if (formula.kind !== 'ratio' || !sharedOut(formula)) return null;
  const window = formula.numerator.window ?? formula.window;
  const fte = Object.assign(new Side(), { from: 'base-figures', add: { fte: 1 }, window: 'mean-of-months' });
  return Object.assign(new RatioFormula(), { kind: 'ratio', window, numerator: fte, denominator: fte });
}

/** {@link fteFormula} as a measure of its own. */
export function fteDefinition({ id, version, formula }: MeasureDefinition): MeasureDefinition | null {
  const fte = fteFormula(formula);
  return (
    fte &&
    Object.assign(new MeasureVersion(), {
      id: `fte of ${id}`,
      formerIds: [],
      perspective: 'cost' as const,
      version,
      subjects: ['unit' as const],
      formula: fte,
    })
  );
}

/** A number to divide by, or why there is none. */
export type Base = number | NoValue['kind'];

/** A unit's own figure in the year of a month, otherwise the sum of those below it then when they all have one. */
export function inhabitantsOf(catalogue: Catalogue, unitId: string, month: string): Base {
  const own = inhabitantsIn(catalogue.units.get(unitId)?.inhabitants, Number(month.slice(0, 4)));
  if (own !== undefined) return own;
  const there = childrenIn(catalogue, unitId, month).filter((unit) => existsIn(unit, month));
  const below = there.map(({ id }) => inhabitantsOf(catalogue, id, month));
  const known = below.filter((inhabitants) => typeof inhabitants === 'number');
  if (known.length === 0 || known.length < below.length) return 'not-applicable';
  return exactSum(known);
}

/** The numerator of a value divided by a base; to be shared out among nobody makes no sense. */
export function onBase(value: Value, base: Base): Value {
  if (value.kind !== 'number') return value;
  if (typeof base !== 'number') return noValue(base);
  if (base === 0) return noValue('not-applicable');
  return { ...value, number: withoutNoise(value.numerator / base), denominator: base, interval: null };
}
