/** A status code of HTTP, or the first and last of a range: `200`, `'200-299'`. */
export type StatusRange = number | string;

const RANGE = /^\s*([1-9]\d\d)\s*[-–]\s*([1-9]\d\d)\s*$/;

/** First and last code of a range; `null` for what is none. */
function boundsOf(range: unknown): readonly [first: number, last: number] | null {
  if (typeof range === 'number') {
    return Number.isInteger(range) && range >= 100 && range <= 999 ? [range, range] : null;
  }
  const [, first, last] = (typeof range === 'string' ? RANGE.exec(range) : null) ?? [];
  return first !== undefined && last !== undefined && first <= last ? [Number(first), Number(last)] : null;
}

/** Whether this is a status code, or a range of them. */
export function isStatusRange(range: unknown): range is StatusRange {
  return boundsOf(range) !== null;
}

/** Whether a status code is one of those that are accepted. */
export function isExpectedStatus(statusCode: number, expected: readonly StatusRange[]): boolean {
  return expected.some((range) => {
    if (typeof range === 'number') return range === statusCode;
    const bounds = boundsOf(range);
    return bounds !== null && bounds[0] <= statusCode && statusCode <= bounds[1];
  });
}
