import {
  type Interval,
  Period,
  type PlannedMaintenance,
  type Sample,
  cityDate,
  cityDates,
  inTurn,
  midnightMs,
} from '#core';
import { type System } from '#catalogue';
import { isOutOfReach } from '#store';
import { Arrears } from './arrears.js';
import { lastRollUps } from './last-roll-ups.js';
import { type ReRolled, reRollDay } from './re-roll.js';
import { type Stage } from '../stage.js';
import { type Changed, type RollUpStage, inParts, rollUp } from './roll-up.js';
import { type Shares } from './sharing.js';

/** So soon is stored what others measure. */
const STORED_WITHIN_MS = 120_000;

/** Brings hours, days and outages up to the samples that are stored: one piece of work at a time. */
export class RollingUp {
  private readonly arrears = new Arrears();
  private readonly turn = inTurn();
  private probed: readonly System[];
  private upToMs: number | null = null;
  /** When that was, by the monotonic clock. */
  private rolledAtMs = 0;

  constructor(
    private readonly stage: RollUpStage & Pick<Stage, 'revisions'>,
    private readonly shares: Shares | null,
  ) {
    this.probed = this.probedNow();
  }

  /** The catalogue has changed: what it has no longer is rolled up no more, and what is new begins where it was left. */
  renew(nowMs: number): Promise<void> {
    const before = new Set(this.probed.map(({ id }) => id));
    this.probed = this.probedNow();
    this.arrears.keepOnly(new Set(this.probed.map(({ id }) => id)));
    const added = this.probed.filter(({ id }) => !before.has(id));
    if (added.length === 0 || this.upToMs === null || this.shares) return Promise.resolve();
    return this.turn(() => this.findWhereLeft(added, nowMs));
  }

  /** The time up to which everything that happened is rolled up; `null` before a start. */
  get rolledUpToMs(): number | null {
    return this.upToMs;
  }

  /** How long ago that was, also when the clock was set since; `null` before a start. */
  get behindMs(): number | null {
    return this.upToMs === null ? null : performance.now() - this.rolledAtMs;
  }

  /** Begins where the last process left off: what lies between was not measured, and is rolled up so. */
  async start(nowMs: number): Promise<void> {
    await this.findWhereLeft(this.probed, nowMs);
    this.rolledUpTo(nowMs);
  }

  /** Rolls up a last time, if it was begun, and if nobody else has taken over by now. */
  async stop(nowMs: number): Promise<void> {
    if (this.upToMs !== null && !this.shares) await this.catchUp('all', nowMs);
    this.upToMs = null;
  }

  /** Samples that this process measured are stored. */
  note(system: System['id'], sample: Sample): void {
    // Of a system that another process rolls up nothing is noted here: that one looks back for what comes late.
    if (this.shares?.rollsUp(system) !== false) this.arrears.note(system, sample);
  }

  /**
   * Rolls up every probed system from where it was left to now (silence is time, too: unmonitored), or only those that are
   * due: in which something happens, and some of the others in turn.
   */
  catchUp(which: 'all' | 'due', nowMs: number): Promise<void> {
    return this.turn(async () => {
      await this.takeOver(nowMs);
      const taken = this.arrears.take(which, nowMs);
      const changes = taken.flatMap(({ system: id, fromMs }): Changed[] => {
        const system = this.stage.catalogue.systems.get(id);
        return system ? [{ system, changed: { startMs: fromMs, endMs: nowMs } }] : [];
      });
      try {
        const rolled = await this.rollUpParts(changes, nowMs);
        for (const { system, fromMs } of taken) if (!rolled.has(system)) this.arrears.add(system, fromMs);
        this.rolledUpTo(nowMs);
        if (this.shares) for (const { system } of taken) this.arrears.add(system, nowMs - STORED_WITHIN_MS);
      } catch (error) {
        for (const { system, fromMs } of taken) this.arrears.add(system, fromMs);
        throw error;
      }
    });
  }

  /**
   * Rolls up the hours that changed, also long ago. Answers `false` when an engine is out of reach just now: then the next turn
   * of the schedule does it.
   */
  rollUpChanges(changes: readonly Changed[], nowMs: number): Promise<boolean> {
    return this.turn(async () => {
      try {
        await this.rollUpParts(changes, nowMs);
        return true;
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
        for (const { system, changed } of changes) this.arrears.add(system.id, changed.startMs);
        return false;
      }
    });
  }

  /** Rolls one day of the city up anew for every probed system whose samples of that day are all there. */
  reRollDay(day: Interval, nowMs: number): Promise<ReRolled> {
    return this.turn(() => this.rollDayAnew(new Set(this.probed), day, nowMs));
  }

  /**
   * Rolls up anew, for some systems, the days that past times of planned work touch, as far as their samples reach; what is
   * older stays as it was judged. What is frozen is never changed by it.
   */
  async reRollWork(work: readonly PlannedMaintenance[], nowMs: number): Promise<void> {
    const { catalogue } = this.stage;
    const keptFromMs = Period.at('month', nowMs).shift(-catalogue.rules.keepSamplesMonths).startMs;
    const byDay = new Map<number, Set<System>>();
    for (const { system: id, startMs, endMs } of work) {
      const system = catalogue.systems.get(id);
      if (!system || system.probes.length === 0) continue;
      for (const date of cityDates(Math.max(startMs, keptFromMs), Math.min(endMs, nowMs))) {
        const dayMs = midnightMs(date);
        byDay.set(dayMs, (byDay.get(dayMs) ?? new Set()).add(system));
      }
    }
    for (const [startMs, systems] of [...byDay].sort(([a], [b]) => a - b)) {
      const day = { startMs, endMs: midnightMs(cityDate(startMs + 26 * 3_600_000)) };
      await this.turn(() => this.rollDayAnew(systems, day, nowMs));
    }
  }

  private probedNow(): System[] {
    return [...this.stage.catalogue.systems.values()].filter(({ probes }) => probes.length > 0);
  }

  private rolledUpTo(ms: number): void {
    this.upToMs = ms;
    this.rolledAtMs = performance.now();
  }

  /** Finds where others left off with the systems that this process has taken over, and forgets those that it has not. */
  private async takeOver(nowMs: number): Promise<void> {
    const { shares } = this;
    if (!shares) return;
    const taken: System[] = [];
    for (const system of this.probed) {
      const isOurs = shares.rollsUp(system.id);
      if (isOurs === false) this.arrears.drop(system.id);
      else if (isOurs && !this.arrears.has(system.id)) taken.push(system);
    }
    if (taken.length > 0) await this.findWhereLeft(taken, nowMs);
  }

  private async findWhereLeft(systems: readonly System[], nowMs: number): Promise<void> {
    const lastRolled = await lastRollUps(this.stage.facts, nowMs);
    for (const { id } of systems) this.arrears.add(id, lastRolled.get(id) ?? nowMs);
  }

  private async rollDayAnew(systems: ReadonlySet<System>, day: Interval, nowMs: number): Promise<ReRolled> {
    const { rollUps, ...counts } = await reRollDay(this.stage, systems, { day, nowMs });
    for (const { startMs } of rollUps) this.stage.revisions.rolledUp(startMs);
    return counts;
  }

  /** A part at a time: of a large city not all samples of an hour need be in memory. Answers what was rolled up. */
  private async rollUpParts(changes: readonly Changed[], nowMs: number): Promise<ReadonlySet<string>> {
    const rolled = new Set<string>();
    for (const some of inParts(changes)) {
      for (const { system, startMs } of await rollUp(this.stage, some, nowMs)) {
        rolled.add(system);
        this.stage.revisions.rolledUp(startMs);
      }
    }
    return rolled;
  }
}
