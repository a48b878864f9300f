/**
 * A sum that is rounded once, however many numbers were added and in which order: what is lost in each addition is kept
 * beside it (Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974), as the embedded
 * engine's `fsum` keeps it.
 */
export class ExactSum {
  private sum = 0;
  private lost = 0;

  add(number: number): void {
    const sum = this.sum + number;
    const larger = Math.abs(this.sum) >= Math.abs(number);
    this.lost += larger ? this.sum - sum + number : number - sum + this.sum;
    this.sum = sum;
  }

  /** Infinite when a number is, or when the sum is beyond all numbers. */
  get value(): number {
    return Number.isFinite(this.sum) ? this.sum + this.lost : this.sum;
  }
}

/** The digits of a number that is told: a sum of money in öre is exact up to ten thousand billion SEK. */
const DIGITS = 15;

/**
 * A number without what binary fractions leave in its last digits: 279607.60000000003 is 279607.6, and 2.9999999999999996
 * is 3. Whole numbers stay as they are.
 */
export function withoutNoise(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toPrecision(DIGITS));
}

/** The sum in hundredths; `null` when some number has more decimals than two. */
function inHundredths(numbers: readonly number[]): number | null {
  let sum = 0;
  for (const number of numbers) {
    const hundredths = Math.round(number * 100);
    if (hundredths / 100 !== number) return null;
    sum += hundredths;
  }
  return Number.isSafeInteger(sum) ? sum : null;
}

/** The sum of some numbers as a person adds them: exact for whole counts and for öre. */
export function exactSum(numbers: readonly number[]): number {
  const hundredths = inHundredths(numbers);
  if (hundredths !== null) return hundredths / 100;
  const sum = new ExactSum();
  for (const number of numbers) sum.add(number);
  return withoutNoise(sum.value);
}
