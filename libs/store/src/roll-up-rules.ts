import { type RollUp, PerspektivError } from '#core';

/** Refuses roll-ups that bring what is not theirs; see the contract in time-series.ts. */
export function checkRollUps(rollUps: readonly RollUp[]): void {
  rollUps.forEach(check);
}

function check(rollUp: RollUp): void {
  const { system, startMs, endMs, rows, outages } = rollUp;
  const window = `${system} from ${startMs} to ${endMs}`;
  const stray = [...rows, ...outages].find(
    (each) => each.system !== system || each.startMs < startMs || each.startMs >= endMs,
  );
  if (stray) {
    throw new PerspektivError(
      'store/outside-window',
      `A roll-up of ${window} brings ${stray.system} at ${stray.startMs}`,
    );
  }
  if (new Set(rows.map((row) => `${row.granularity} ${row.startMs}`)).size < rows.length) {
    throw new PerspektivError('store/row-twice', `A roll-up of ${window} brings a row twice`);
  }
}

/**
 * The roll-ups in groups that can each be replaced at once. Almost always that is one group; only when windows
 * of a system overlap is the order of the roll-ups kept one by one, for then the later replaces what the earlier wrote.
 */
export function withoutOverlap(rollUps: readonly RollUp[]): readonly (readonly RollUp[])[] {
  const sorted = [...rollUps].sort((a, b) => compare(a.system, b.system) || a.startMs - b.startMs);
  const overlap = sorted.some((rollUp, index) => {
    const next = sorted[index + 1];
    return next?.system === rollUp.system && next.startMs < rollUp.endMs;
  });
  return overlap ? rollUps.map((rollUp) => [rollUp]) : [rollUps];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
