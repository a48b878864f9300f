import { cityDate, midnightMs } from '#core';

/** How often what other processes write is looked up again; seldom for what ended longer ago than `CLOSED_AFTER_MS`. */
const LOOK_AGAIN_MS = 10_000;
const CLOSED_AFTER_MS = 86_400_000;
const LOOK_AGAIN_LATE_MS = 600_000;

/** Counts what has changed without the ledger telling of it, so that caches know when to read again. */
export class Revisions {
  private refills = 0;
  private configs = 0;
  /** Start of a day → how many roll-ups that reach into it were written. */
  private readonly rollUpsByDay = new Map<number, number>();

  constructor(
    private readonly nowMs: () => number,
    /** Whether other processes write to the same store. */
    private readonly isShared: boolean,
  ) {}

  /** Observations were made anew from the ledger. */
  refilled(): void {
    this.refills += 1;
  }

  /** Another catalogue is in use. */
  configTaken(): void {
    this.configs += 1;
  }

  /** Grows whenever another catalogue is taken into use. */
  config(): number {
    return this.configs;
  }

  /** A roll-up that begins at an instant was written. */
  rolledUp(startMs: number): void {
    const dayMs = midnightMs(cityDate(startMs));
    this.rollUpsByDay.set(dayMs, (this.rollUpsByDay.get(dayMs) ?? 0) + 1);
  }

  /** Grows whenever this process makes observations anew; what is handed in, the ledger tells of. */
  observations(): number {
    return this.refills;
  }

  /** Grows with every roll-up of this process that begins on the day that begins at an instant. */
  rollUpsOn(dayMs: number): number {
    return this.rollUpsByDay.get(dayMs) ?? 0;
  }

  /** Grows with every roll-up of this process that begins before an instant. */
  ownRollUps(beforeMs: number): number {
    let writes = 0;
    for (const [dayMs, count] of this.rollUpsByDay) if (dayMs < beforeMs) writes += count;
    return writes;
  }

  /** The same, and while other processes may write some. */
  rollUps(beforeMs: number): number {
    return this.ownRollUps(beforeMs) + this.others(beforeMs);
  }

  /** Grows while other processes may write what begins before an instant: often while it is open, seldom afterwards. */
  private others(beforeMs: number): number {
    if (!this.isShared) return 0;
    const nowMs = this.nowMs();
    return Math.floor(nowMs / (beforeMs < nowMs - CLOSED_AFTER_MS ? LOOK_AGAIN_LATE_MS : LOOK_AGAIN_MS));
  }
}
