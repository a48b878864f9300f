/**
 * A number as every surface shows it: rounded half away from zero (1.005 to two decimals is 1.01, as a person reads it),
 * and never a negative zero.
 */
export function rounded(number: number, decimals: number): number {
  if (Math.abs(number) >= Number.MAX_SAFE_INTEGER) return number; // has no decimals
  const [digits = '0', exponent = '0'] = Math.abs(number).toString().split('e');
  const whole = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  const magnitude = Number(`${whole}e${-decimals}`);
  return magnitude === 0 ? 0 : Math.sign(number) * magnitude;
}
