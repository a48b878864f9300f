/**
 * Sums that do not depend on the order of what is added, the same in every engine to the last bit. A number is split without
 * loss into its whole part, its fraction in steps of 2⁻³⁰, and the rest; each is added up by itself, where nothing is
 * rounded: up to 2⁵³ of whole parts, and 2²² observations in one group. So three ordinary sums, in whichever order and
 * whichever slices they were made, add up to one result (Rump, Ogita and Oishi, Accurate Floating-Point Summation, 2008,
 * by constant splitting). DuckDB's own `fsum` loses a last bit when a number is larger than the sum before it.
 */
export interface SumParts {
  whole: number;
  fraction: number;
  rest: number;
}

/** Adding this to a fraction, and taking it away again, rounds the fraction to steps of 2⁻³⁰. */
const STEPS = 1.5 * 2 ** 22;

export function noSum(): SumParts {
  return { whole: 0, fraction: 0, rest: 0 };
}

/** Adds a number to what was added before. */
export function addTo(parts: SumParts, number: number): void {
  const whole = Math.trunc(number);
  const beyond = number - whole;
  const fraction = beyond + STEPS - STEPS;
  parts.whole += whole;
  parts.fraction += fraction;
  parts.rest += beyond - fraction;
}

/** The sum of an SQL expression over a group, for DuckDB and PostgreSQL: the same operations as {@link addTo}. */
export function exactSum(number: string): string {
  const beyond = `(${number} - trunc(${number}))`;
  const fraction = `((${beyond} + ${STEPS}::FLOAT8) - ${STEPS}::FLOAT8)`;
  return `(sum(trunc(${number})) + (sum(${fraction}) + sum(${beyond} - ${fraction})))`;
}
