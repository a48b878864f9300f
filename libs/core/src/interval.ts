/** A stretch of time, half-open `[startMs, endMs)`, in milliseconds since the epoch. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** Sorted, without overlaps, touching neighbours joined, empty ones dropped. */
export function normalise(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  const sorted = intervals.filter((i) => i.endMs > i.startMs).sort((a, b) => a.startMs - b.startMs);
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last && next.startMs <= last.endMs) {
      joined[joined.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, next.endMs) };
    } else joined.push(next);
  }
  return joined;
}

/** The time that lies in both. Both inputs normalised; so is the answer. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const shared: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) return shared;
    const startMs = Math.max(left.startMs, right.startMs);
    const endMs = Math.min(left.endMs, right.endMs);
    if (startMs < endMs) shared.push({ startMs, endMs });
    if (left.endMs <= right.endMs) i++;
    else j++;
  }
}

/** The time of `a` that is not in `b`. Both inputs normalised; so is the answer. */
export function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const rest: Interval[] = [];
  let first = 0;
  for (const whole of a) {
    let fromMs = whole.startMs;
    while ((b[first]?.endMs ?? Infinity) <= whole.startMs) first++;
    for (let j = first; ; j++) {
      const hole = b[j];
      if (!hole || hole.startMs >= whole.endMs) break;
      if (hole.startMs > fromMs) rest.push({ startMs: fromMs, endMs: hole.startMs });
      fromMs = Math.max(fromMs, hole.endMs);
    }
    if (fromMs < whole.endMs) rest.push({ startMs: fromMs, endMs: whole.endMs });
  }
  return rest;
}

/** Total length in milliseconds of normalised intervals. */
export function lengthMs(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, i) => sum + (i.endMs - i.startMs), 0);
}
