import { Period, type Value } from '#core';
import { type OracleAnswers, type OracleValue } from './oracle.js';
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
function hidesSomebody(answers: OracleAnswers, measure: string, { units, year }: CityYear): boolean {
  const months = Period.of(String(year)).months();
  return units.some((unit) => months.some((month) => isFew(answers(measure, unit, month).smallestWave)));
}

interface CityYear {
  readonly units: readonly string[];
  readonly year: number;
}

/** Whether what the product shows is what the oracle says: suppressed where few answered, or where that hides a few. */
function agrees(value: Value, by: OracleValue, hides: () => boolean): boolean {
  if (isFew(by.respondents) && by.kind === 'number') return value.kind === 'suppressed';
  if (value.kind === 'suppressed') return by.kind === 'number' && by.respondents !== null && hides();
  if (by.kind !== 'number') return value.kind === by.kind;
  return sameNumber(value, by) && (by.respondents === null || value.n === by.respondents);
}

/** Every value for which the product shows something else than what follows from the definitions. */
export async function disagreements(
  product: Pick<Product, 'catalogue' | 'scoring'>,
  answers: OracleAnswers,
  periods: readonly Period[],
): Promise<string[]> {
  const found: string[] = [];
  const units = [...product.catalogue.units.keys()];
  for (const measure of product.catalogue.measures.keys()) {
    for (const unit of units) {
      const values = await shown(product, { measure, unit, periods });
      for (const [i, period] of periods.entries()) {
        const value = values[i];
        const by = answers(measure, unit, period);
        const hides = (): boolean => hidesSomebody(answers, measure, { units, year: period.year });
        if (value && agrees(value, by, hides)) continue;
        found.push(`${measure} of ${unit} in ${period.toString()}: ${JSON.stringify({ value, by })}`);
      }
    }
  }
  return found;
}
