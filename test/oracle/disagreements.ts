import { type MeasurePoint, Period, type Subject, type Value } from '#core';
import { type OracleAnswers, type OracleValue, keyOf } from './oracle.js';
import { type Product, shown } from './product.js';

/** As domain.md, section 8, has it. */
const FEWEST_RESPONDENTS = 5;

function alike(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function isFew(respondents: number | null): boolean {
  return respondents !== null && respondents > 0 && respondents < FEWEST_RESPONDENTS;
}

function sameNumber(value: Value, by: OracleValue): boolean {
  return (
    value.kind === 'number' &&
    alike(value.number, by.value) &&
    alike(value.numerator, by.numerator) &&
    alike(value.denominator, by.denominator)
  );
}

/** The periods that an oracle must be asked for to judge some periods: with every month of their years. */
export function periodsToAsk(periods: readonly Period[]): Period[] {
  const months = periods.flatMap(({ year }) => Period.of(String(year)).months());
  return [...new Map([...periods, ...months].map((period) => [period.toString(), period])).values()];
}

/** Whether so few answered, somewhere in the city and the same year, that other values must not give them away. */
function hidesSomebody(answers: OracleAnswers, measure: string, { keys, year }: CityYear): boolean {
  const months = Period.of(String(year)).months();
  return keys.some((key) => months.some((month) => isFew(answers(measure, key, month).smallestWave)));
}

interface CityYear {
  /** Of its subjects. */
  readonly keys: readonly string[];
  readonly year: number;
}

/** Whether what the product shows is what the oracle says: suppressed where few answered, or where that hides a few. */
function agrees(value: Value, by: OracleValue, hides: () => boolean): boolean {
  if (isFew(by.respondents) && by.kind === 'number') return value.kind === 'suppressed';
  if (value.kind === 'suppressed') return by.kind === 'number' && by.respondents !== null && hides();
  if (by.kind !== 'number') return value.kind === by.kind;
  return sameNumber(value, by) && (by.respondents === null || value.n === by.respondents);
}

/** Measures of probes count time, which is compared where there are samples. */
function sameCompleteness({ completeness, value }: MeasurePoint, measure: string, by: OracleValue): boolean {
  if (OF_PROBES.has(measure)) return true;
  const nothing = value.kind === 'not-applicable' && by.kind === 'not-applicable';
  return (
    (completeness.actual === by.actual && completeness.expected === by.expected) ||
    (nothing && completeness.expected === 0)
  );
}

const OF_PROBES = new Set(['availability', 'outages-per-system', 'response-apdex']);

/** Every value and completeness for which the product shows something else than what follows from the definitions. */
export async function disagreements(
  product: Pick<Product, 'catalogue' | 'scoring'>,
  answers: OracleAnswers,
  periods: readonly Period[],
): Promise<string[]> {
  const units = [...product.catalogue.units.keys()];
  const subjects = units.map((id): Subject => ({ kind: 'unit', id }));
  return disagreementsOf(product, answers, { periods, subjects });
}

/** The same for subjects of any kind. */
export async function disagreementsOf(
  product: Pick<Product, 'catalogue' | 'scoring'>,
  answers: OracleAnswers,
  { periods, subjects }: { readonly periods: readonly Period[]; readonly subjects: readonly Subject[] },
): Promise<string[]> {
  const found: string[] = [];
  const keys = subjects.map(keyOf);
  for (const [measure, { versions }] of product.catalogue.measures) {
    const kinds = versions.at(-1)?.subjects ?? [];
    for (const subject of subjects.filter(({ kind }) => kinds.includes(kind))) {
      const points = await shown(product, { measure, subject, periods });
      for (const [i, period] of periods.entries()) {
        const point = points[i];
        const by = answers(measure, keyOf(subject), period);
        const hides = (): boolean => hidesSomebody(answers, measure, { keys, year: period.year });
        if (point && agrees(point.value, by, hides) && sameCompleteness(point, measure, by)) continue;
        const { value, completeness } = point ?? {};
        const place = `${measure} of ${keyOf(subject)} in ${period.toString()}`;
        found.push(`${place}: ${JSON.stringify({ value, completeness, by })}`);
      }
    }
  }
  return found;
}
