import { createHash } from 'node:crypto';
import { type Clock, SteadyTime } from './clock.js';
import { DeadlineHeap } from './deadline-heap.js';

/** Of a long gap so many missed slots are told per probe: what follows them is unmonitored without saying. */
const MAX_MISSES_TOLD = 10;

/** A probe's turn. */
export interface Slot<T> {
  readonly entry: T;
  /** When it was to start, milliseconds since the epoch: the sample's time. */
  readonly dueMs: number;
  /** Absent: it is time. Otherwise the turn is lost, because we were `late` or `paused`. */
  readonly missed?: 'late' | 'paused' | undefined;
}

/** What is to be done regularly; the id decides when in the interval. */
export interface Recurring {
  readonly id: string;
  readonly intervalMs: number;
}

interface Planned<T> {
  readonly dueMs: number;
  readonly entry: T;
}

/** When in its interval a probe has its turn: spread evenly by hash, and the same after every restart. */
export function phaseMs({ id, intervalMs }: Recurring): number {
  const hash = createHash('sha256').update(id).digest().readUInt32BE();
  return Math.floor((hash / 2 ** 32) * intervalMs);
}

/**
 * Whose turn it is, by absolute deadlines: slot k of a probe is at `phase + k × interval` since the epoch, so nothing
 * drifts and a restart changes nothing. A turn that comes more than half an interval late is `late`, one that comes more
 * than a whole interval late, or over which the clock was set, is `paused`.
 */
export class Schedule<T extends Recurring> {
  private readonly time: SteadyTime;
  private phases: ReadonlyMap<T, number>;
  private heap = new DeadlineHeap<Planned<T>>();

  constructor(entries: readonly T[], clock: Clock) {
    this.time = new SteadyTime(clock);
    this.phases = new Map(entries.map((entry) => [entry, phaseMs(entry)]));
    this.skipMissed();
  }

  /** Leaves out, without a word, the turns that came before now. */
  skipMissed(): void {
    this.time.followWall();
    const nowMs = this.time.nowMs();
    this.heap = new DeadlineHeap();
    for (const entry of this.phases.keys()) this.heap.push({ entry, dueMs: this.dueAfter(entry, nowMs) });
  }

  /** Goes on with other entries: those that were there before keep their turns. */
  renew(entries: readonly T[]): void {
    const before = this.phases;
    this.phases = new Map(entries.map((entry) => [entry, before.get(entry) ?? phaseMs(entry)]));
    const planned = this.heap;
    this.heap = new DeadlineHeap();
    for (let next = planned.pop(); next; next = planned.pop())
      if (this.phases.has(next.entry)) this.heap.push(next);
    const nowMs = this.time.nowMs();
    for (const entry of entries)
      if (!before.has(entry)) this.heap.push({ entry, dueMs: this.dueAfter(entry, nowMs) });
  }

  nowMs(): number {
    return this.time.nowMs();
  }

  /** When the next turn comes; infinite when there is none. */
  get nextDueMs(): number {
    return this.heap.earliest?.dueMs ?? Infinity;
  }

  /** The turns that have come since the last call, by time. */
  take(): Slot<T>[] {
    const jumpMs = this.time.followWall();
    const nowMs = this.time.nowMs();
    if (jumpMs < 0) this.goBackTo(nowMs);
    const slots: Slot<T>[] = [];
    const turns = new Map<T, number>();
    for (let next = this.heap.earliest; next && next.dueMs <= nowMs; next = this.heap.earliest) {
      this.heap.pop();
      const { entry, dueMs } = next;
      slots.push({ entry, dueMs, missed: missedBy(nowMs - dueMs, entry.intervalMs, jumpMs > 0) });
      const count = (turns.get(entry) ?? 0) + 1;
      turns.set(entry, count);
      const afterMs = count < MAX_MISSES_TOLD ? dueMs : Math.max(dueMs, nowMs - entry.intervalMs);
      this.heap.push({ entry, dueMs: this.dueAfter(entry, afterMs) });
    }
    return slots;
  }

  /** A turn that was taken and has waited since: it may have become too late meanwhile. */
  again(slot: Slot<T>): Slot<T> {
    const { entry, dueMs, missed } = slot;
    return { ...slot, missed: missed ?? missedBy(this.time.nowMs() - dueMs, entry.intervalMs, false) };
  }

  /**
   * The clock was set back. Time that is lived through twice has its samples already, so a turn that is near is awaited;
   * after a long way back the turns go on from what the clock shows now, for probing must not rest.
   */
  private goBackTo(nowMs: number): void {
    const before = this.heap;
    this.heap = new DeadlineHeap();
    for (let planned = before.pop(); planned; planned = before.pop()) {
      const { entry, dueMs } = planned;
      const isNear = dueMs - nowMs <= 2 * entry.intervalMs;
      this.heap.push(isNear ? planned : { entry, dueMs: this.dueAfter(entry, nowMs) });
    }
  }

  /** The first of an entry's slots after a time. */
  private dueAfter(entry: T, afterMs: number): number {
    const phase = this.phases.get(entry) ?? 0;
    return phase + (Math.floor((afterMs - phase) / entry.intervalMs) + 1) * entry.intervalMs;
  }
}

function missedBy(lateMs: number, intervalMs: number, jumped: boolean): Slot<never>['missed'] {
  if (lateMs <= intervalMs / 2) return undefined;
  return jumped || lateMs > intervalMs ? 'paused' : 'late';
}
