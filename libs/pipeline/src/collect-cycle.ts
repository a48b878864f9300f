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
import { type Catalogue, type HeartbeatProbe, type Probe, type System, isTakenFrom } from '#catalogue';
import {
  type CallsKnown,
  type ConfirmedState,
  type ParsedSamples,
  type PushRules,
  ProbeRunner,
  ProbeTaker,
  parseSamples,
} from '#collect';
import { type TimeSeries } from '#store';
import { Arrears } from './arrears.js';
import { type Present } from './present.js';
import { type ReRolled, reRollDay } from './re-roll.js';
import { lastRollUps } from './last-roll-ups.js';
import { type Changed, type Stage, inParts, rollUp } from './roll-up.js';
import { type SecretOf, checkSecrets } from './secrets.js';
import { type Shares } from './sharing.js';
import { type BufferStatus, SampleBuffer } from './sample-buffer.js';

/** So soon is stored what others measure. */
const STORED_WITHIN_MS = 120_000;

/** How collecting goes. */
export interface CollectStatus extends BufferStatus {
  /** The last confirmed state of each probe of this process. */
  readonly verdicts: readonly ConfirmedState[];
  readonly vantage: string;
  /** The time up to which everything that happened is rolled up; `null` while not collecting. */
  readonly rolledUpToMs: number | null;
}

/** Where this process probes from, and what it may do there. */
export interface ProbingPlace {
  readonly vantage: string;
  readonly secretOf: SecretOf;
  readonly callsOf: (probe: HeartbeatProbe) => CallsKnown;
  /** What of it is this process' own; `null`: everything. */
  readonly shares: Shares | null;
}

/** What collecting is made of. */
interface CollectParts extends Stage {
  readonly present: Present;
  /** Of our own probes. */
  readonly place: ProbingPlace;
  /** Something became known that may deserve an alert. Must not throw. */
  readonly onNews: () => void;
  /** The same, of a target of our own. Must not throw. */
  readonly onConfirmed: (confirmed: ConfirmedState) => void;
}

function canariesOf({ canaries }: Catalogue, here: string): Probe[] {
  return canaries.flatMap(({ vantage = here, probes }) => (vantage === here ? probes : []));
}

/** Where data enters by itself: samples of our probes, and pushed ones, are stored and then rolled up. */
export class CollectCycle {
  private readonly taker: ProbeTaker;
  private readonly runner: ProbeRunner;
  private readonly buffer: SampleBuffer;
  private readonly systemOf: ReadonlyMap<string, System>;
  private readonly verdicts = new Map<string, ConfirmedState>();
  /** Target → the days that its certificate had left when it was last seen. */
  private readonly certDays = new Map<string, number>();
  private readonly arrears = new Arrears();
  /** Start of a day → how many roll-ups that reach into it were written. */
  private readonly writesByDay = new Map<number, number>();
  private readonly turn = inTurn();
  private readonly stage: Stage;
  /** The probes that this process takes itself. */
  private readonly taken: readonly Probe[];
  private rolledUpToMs: number | null = null;

  private readonly catalogue: Catalogue;
  private readonly timeSeries: TimeSeries;
  private readonly present: Present;
  private readonly place: ProbingPlace;
  private readonly onNews: () => void;

  constructor(parts: CollectParts) {
    const { catalogue, timeSeries, present, place } = parts;
    this.stage = parts;
    this.catalogue = catalogue;
    this.timeSeries = timeSeries;
    this.present = present;
    this.place = place;
    this.onNews = parts.onNews;
    const targets = [...catalogue.systems.values()].flatMap((system) =>
      system.probes.map((probe) => ({ system, probe })),
    );
    this.systemOf = new Map(targets.map(({ system, probe }) => [probe.id, system]));
    this.buffer = new SampleBuffer((samples) => this.storeMeasured(samples));
    const taken = targets.filter(({ probe }) => isTakenFrom(place.vantage, probe));
    this.taken = [...taken.map(({ probe }) => probe), ...canariesOf(catalogue, place.vantage)];
    const networks = catalogue.rules.reachableNetworks;
    this.taker = new ProbeTaker({ ...place, probes: this.taken, networks });
    this.runner = new ProbeRunner({
      targets: taken.map(({ system, probe }) => ({ system: system.id, probe })),
      canaries: canariesOf(catalogue, place.vantage),
      take: (probe) => this.taker.take(probe),
      vantage: place.vantage,
      isOurs: ({ system }, dueMs) => (place.shares ? place.shares.probes(system, dueMs) : true),
      onSample: (sample) => {
        this.buffer.add(sample);
        this.note(sample);
      },
      onConfirmed: (confirmed) => {
        const isNews = confirmed.state === 'down' || this.verdicts.has(confirmed.target);
        this.verdicts.set(confirmed.target, confirmed);
        present.confirm(confirmed);
        // That all is well at a start is no news, and comes from every target at once.
        if (isNews) parts.onConfirmed(confirmed);
      },
    });
  }

  /**
   * Begins probing where the last process left off: what lies between was not measured, and is rolled up so. Throws
   * `collect/secret-missing`.
   */
  async start(nowMs: number): Promise<void> {
    checkSecrets(this.taken, this.place.secretOf);
    await this.findWhereLeft([...new Set(this.systemOf.values())], nowMs);
    this.rolledUpToMs = nowMs;
    await this.place.shares?.start();
    this.runner.start();
  }

  /** Ends probing, when nothing is left that is shared with others; what was measured is stored and rolled up. */
  async stop(nowMs: number): Promise<void> {
    await this.place.shares?.leave();
    await this.runner.stop();
    await this.taker.close();
    await this.buffer.close();
    if (this.rolledUpToMs !== null) await this.rollUp(nowMs);
    this.rolledUpToMs = null;
  }

  /** Reads the body of a push: what of it can be stored, and what is wrong with the rest. */
  read(body: unknown, contentType: string, rules: Pick<PushRules, 'nowMs' | 'precision'>): ParsedSamples {
    const keepFrom = Period.at('month', rules.nowMs).shift(-this.catalogue.rules.keepSamplesMonths);
    const targets = new Set(this.systemOf.keys());
    return parseSamples(body, contentType, { ...rules, targets, keepFromMs: keepFrom.startMs });
  }

  /** Stores pushed samples and rolls up the hours they touch, also long ago; on disk and judged when it resolves. */
  async push(samples: readonly Sample[], nowMs: number): Promise<void> {
    await this.timeSeries.writeSamples(samples);
    for (const sample of samples.toSorted((a, b) => a.timeMs - b.timeMs)) this.note(sample);
    this.onNews();
    const touched = new Map<System, Interval>();
    for (const { target, timeMs } of samples) {
      const system = this.systemOf.get(target);
      if (!system) continue;
      const { startMs, endMs } = touched.get(system) ?? { startMs: timeMs, endMs: timeMs };
      touched.set(system, { startMs: Math.min(startMs, timeMs), endMs: Math.max(endMs, timeMs) });
    }
    const changes = [...touched].map(([system, changed]) => ({ system, changed }));
    await this.turn(() => this.rollUpChanges(changes, nowMs));
  }

  /** Rolls up every probed system from where it was left to now; silence is time, too: unmonitored. */
  rollUp(nowMs: number): Promise<void> {
    return this.rollUpArrears('all', nowMs);
  }

  /** The same for every system in which something happens, and for some of the others in turn: for a schedule. */
  rollUpDue(nowMs: number): Promise<void> {
    return this.rollUpArrears('due', nowMs);
  }

  /** Rolls one day of the city up anew for every probed system whose samples of that day are all there. */
  reRollDay(day: Interval, nowMs: number): Promise<ReRolled> {
    return this.turn(async () => {
      const { rollUps, ...counts } = await reRollDay(this.stage, new Set(this.systemOf.values()), {
        day,
        nowMs,
      });
      for (const { startMs } of rollUps) this.countWrite(startMs);
      return counts;
    });
  }

  /**
   * Rolls up anew, for some systems, the days that past times of planned work touch, as far as their samples reach; what is
   * older stays as it was judged. What is frozen is never changed by it.
   */
  async reRollWork(work: readonly PlannedMaintenance[], nowMs: number): Promise<void> {
    await this.buffer.flush();
    const keptFromMs = Period.at('month', nowMs).shift(-this.catalogue.rules.keepSamplesMonths).startMs;
    const byDay = new Map<number, Set<System>>();
    for (const { system: id, startMs, endMs } of work) {
      const system = this.catalogue.systems.get(id);
      if (!system || system.probes.length === 0) continue;
      for (const date of cityDates(Math.max(startMs, keptFromMs), Math.min(endMs, nowMs))) {
        const dayMs = midnightMs(date);
        byDay.set(dayMs, (byDay.get(dayMs) ?? new Set()).add(system));
      }
    }
    for (const [startMs, systems] of [...byDay].sort(([a], [b]) => a - b)) {
      const day = { startMs, endMs: midnightMs(cityDate(startMs + 26 * 3_600_000)) };
      await this.turn(async () => {
        const { rollUps } = await reRollDay(this.stage, systems, { day, nowMs });
        for (const { startMs: writtenMs } of rollUps) this.countWrite(writtenMs);
      });
    }
  }

  /** Grows with every roll-up that reaches before an instant; for caches. */
  rollUpRevision(beforeMs: number): number {
    let writes = 0;
    for (const [dayMs, count] of this.writesByDay) if (dayMs < beforeMs) writes += count;
    return writes;
  }

  /** Days left of the certificate that a probe saw last; `null` while none is known. */
  certificateDays(target: string): number | null {
    return this.certDays.get(target) ?? null;
  }

  status(): CollectStatus {
    const { place, rolledUpToMs } = this;
    const verdicts = [...this.verdicts.values()].filter(
      ({ system }) => place.shares?.probes(system) !== false,
    );
    return { ...this.buffer.status(), verdicts, vantage: place.vantage, rolledUpToMs };
  }

  /** Finds where others left off with the systems that this process has taken over, and forgets those that it has not. */
  private async takeOver(nowMs: number): Promise<void> {
    const { shares } = this.place;
    if (!shares) return;
    const [ours, others] = [true, false].map((isOurs) =>
      [...new Set(this.systemOf.values())].filter(({ id }) => shares.rollsUp(id) === isOurs),
    );
    for (const { id } of others ?? []) this.arrears.drop(id);
    const taken = (ours ?? []).filter(({ id }) => !this.arrears.has(id));
    if (taken.length > 0) await this.findWhereLeft(taken, nowMs);
  }

  private async findWhereLeft(systems: readonly System[], nowMs: number): Promise<void> {
    const lastRolled = await lastRollUps(this.timeSeries, nowMs);
    for (const { id } of systems) this.arrears.add(id, lastRolled.get(id) ?? nowMs);
  }

  private note(sample: Sample): void {
    this.present.note(sample);
    if (sample.certDays !== undefined) this.certDays.set(sample.target, sample.certDays);
  }

  private async storeMeasured(samples: readonly Sample[]): Promise<void> {
    await this.timeSeries.writeSamples(samples);
    const { shares } = this.place;
    for (const sample of samples) {
      const system = this.systemOf.get(sample.target);
      // Of a system that another process rolls up nothing is noted here: that one looks back for what comes late.
      if (system && (shares?.rollsUp(system.id) ?? true)) this.arrears.note(system.id, sample);
    }
  }

  private async rollUpArrears(which: 'all' | 'due', nowMs: number): Promise<void> {
    await this.buffer.flush();
    await this.turn(async () => {
      await this.takeOver(nowMs);
      const taken = this.arrears.take(which, nowMs);
      const changes = taken.flatMap(({ system: id, fromMs }): Changed[] => {
        const system = this.catalogue.systems.get(id);
        return system ? [{ system, changed: { startMs: fromMs, endMs: nowMs } }] : [];
      });
      try {
        await this.rollUpChanges(changes, nowMs);
        this.rolledUpToMs = nowMs;
        if (this.place.shares)
          for (const { system } of taken) this.arrears.add(system, nowMs - STORED_WITHIN_MS);
      } catch (error) {
        for (const { system, fromMs } of taken) this.arrears.add(system, fromMs);
        throw error;
      }
    });
  }

  /** A part at a time: of a large city not all samples of an hour need be in memory, and probes keep their time. */
  private async rollUpChanges(changes: readonly Changed[], nowMs: number): Promise<void> {
    for (const some of inParts(changes)) {
      for (const { startMs } of await rollUp(this.stage, some, nowMs)) this.countWrite(startMs);
    }
  }

  private countWrite(startMs: number): void {
    const dayMs = midnightMs(cityDate(startMs));
    this.writesByDay.set(dayMs, (this.writesByDay.get(dayMs) ?? 0) + 1);
  }
}
