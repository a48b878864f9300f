import { type Interval, Period, type PlannedMaintenance, type Sample } from '#core';
import { type Catalogue, type System } from '#catalogue';
import {
  type ConfirmedState,
  PIECE,
  type ParsedSamples,
  type Punctuality,
  PushReader,
  type PushRules,
} from '#collect';
import { type TimeSeries } from '#store';
import { type Stage } from '../stage.js';
import { OwnProbes, type ProbingPlace } from './own-probes.js';
import { type Present } from './present.js';
import { type ReRolled } from './re-roll.js';
import { type RollUpStage } from './roll-up.js';
import { RollingUp } from './rolling-up.js';
import { type BufferStatus, SampleBuffer } from './sample-buffer.js';

/** How collecting goes. */
export interface CollectStatus extends BufferStatus {
  /** The last confirmed state of each probe of this process. */
  readonly verdicts: readonly ConfirmedState[];
  readonly vantage: string;
  /** How often the thread that takes probes was lost. */
  readonly threadsLost: number;
  /** How long after they were due its probes began. */
  readonly punctuality: Punctuality;
  /** The time up to which everything that happened is rolled up; `null` while not collecting. */
  readonly rolledUpToMs: number | null;
  /** How long ago that was, also when the clock was set since. */
  readonly behindMs: number | null;
}

/** What collecting is built from. */
interface CollectStage extends RollUpStage, Pick<Stage, 'revisions'> {
  readonly present: Present;
  /** Of our own probes. */
  readonly place: ProbingPlace;
}

/** Where data enters by itself: samples of our probes, and pushed ones, are stored and then rolled up. */
export class CollectCycle {
  private readonly probes: OwnProbes;
  private readonly buffer: SampleBuffer;
  private readonly rollingUp: RollingUp;
  private systemOf: ReadonlyMap<string, System>;
  /** Target → the days that its certificate had left when it was last seen. */
  private readonly certDays = new Map<string, number>();

  private readonly catalogue: Catalogue;
  private readonly timeSeries: TimeSeries;
  private readonly present: Present;
  private readonly vantage: string;
  private readonly pushes: PushReader;

  constructor(stage: CollectStage) {
    const { catalogue, failures, timeSeries, present, place } = stage;
    this.catalogue = catalogue;
    this.timeSeries = timeSeries;
    this.present = present;
    this.vantage = place.vantage;
    this.systemOf = systemsByTarget(catalogue);
    this.pushes = new PushReader(new Set(this.systemOf.keys()));
    this.buffer = new SampleBuffer((samples) => this.storeMeasured(samples));
    this.rollingUp = new RollingUp(stage, place.shares);
    this.probes = new OwnProbes({
      catalogue,
      failures,
      place,
      present,
      onSample: (sample) => {
        this.buffer.add(sample);
        this.note(sample);
      },
    });
  }

  /** The catalogue has changed: other things are measured from now on. */
  async renew(nowMs: number): Promise<void> {
    this.systemOf = systemsByTarget(this.catalogue);
    this.pushes.renew(new Set(this.systemOf.keys()));
    for (const target of this.certDays.keys()) if (!this.systemOf.has(target)) this.certDays.delete(target);
    this.probes.renew(this.catalogue);
    await this.rollingUp.renew(nowMs);
  }

  /** Begins probing and rolling up where the last process left off. Throws `collect/secret-missing`. */
  async start(nowMs: number): Promise<void> {
    this.probes.checkSecrets();
    await this.rollingUp.start(nowMs);
    await this.probes.start();
  }

  /** Takes the probes of some systems at once; only the present, and so alerts, goes by what they see. */
  ask(systems: readonly string[]): void {
    this.probes.ask(systems);
  }

  /** Ends probing; what was measured is stored and, unless others take that over, rolled up. */
  async stop(nowMs: number): Promise<void> {
    await this.probes.stop();
    await this.buffer.close();
    await this.pushes.close();
    await this.rollingUp.stop(nowMs);
  }

  /** Reads the body of a push: what of it can be stored, and what is wrong with the rest. */
  read(
    body: Uint8Array,
    contentType: string,
    rules: Pick<PushRules, 'nowMs' | 'precision'>,
  ): Promise<ParsedSamples> {
    const keepFrom = Period.at('month', rules.nowMs).shift(-this.catalogue.rules.keepSamplesMonths);
    return this.pushes.read(body, contentType, { ...rules, keepFromMs: keepFrom.startMs });
  }

  /**
   * Stores pushed samples and rolls up the hours they touch, also long ago; on disk when it resolves, and judged, unless it
   * answers `false`: then an engine is out of reach, and they are judged when it is back.
   */
  async push(samples: readonly Sample[], nowMs: number): Promise<boolean> {
    const inOrder = samples.toSorted((a, b) => a.timeMs - b.timeMs);
    for (let from = 0; from < inOrder.length; from += PIECE) {
      const piece = inOrder.slice(from, from + PIECE);
      await this.timeSeries.writeSamples(piece); // by pieces: nobody else waits for a large push
      for (const sample of piece) this.note(sample);
    }
    this.present.changed();
    const touched = new Map<System, Interval>();
    for (const { target, timeMs } of samples) {
      const system = this.systemOf.get(target);
      if (!system) continue;
      const { startMs, endMs } = touched.get(system) ?? { startMs: timeMs, endMs: timeMs };
      touched.set(system, { startMs: Math.min(startMs, timeMs), endMs: Math.max(endMs, timeMs) });
    }
    const changes = [...touched].map(([system, changed]) => ({ system, changed }));
    return this.rollingUp.rollUpChanges(changes, nowMs);
  }

  /** Rolls up every probed system from where it was left to now. */
  async rollUp(nowMs: number): Promise<void> {
    await this.buffer.flush();
    await this.rollingUp.catchUp('all', nowMs);
  }

  /** The same for every system in which something happens, and for some of the others in turn: for a schedule. */
  async rollUpDue(nowMs: number): Promise<void> {
    await this.buffer.flush();
    await this.rollingUp.catchUp('due', nowMs);
  }

  /** Rolls one day of the city up anew for every probed system whose samples of that day are all there. */
  reRollDay(day: Interval, nowMs: number): Promise<ReRolled> {
    return this.rollingUp.reRollDay(day, nowMs);
  }

  /** Judges anew what past times of planned work touch; see {@link RollingUp.reRollWork}. */
  async reRollWork(work: readonly PlannedMaintenance[], nowMs: number): Promise<void> {
    await this.buffer.flush();
    await this.rollingUp.reRollWork(work, nowMs);
  }

  /** Days left of the certificate that a probe saw last; `null` while none is known. */
  certificateDays(target: string): number | null {
    return this.certDays.get(target) ?? null;
  }

  status(): CollectStatus {
    const { vantage, rollingUp } = this;
    const verdicts = this.probes.confirmed();
    const { threadsLost } = this.probes;
    const punctuality = this.probes.punctuality();
    const { rolledUpToMs, behindMs } = rollingUp;
    const ofProbes = { verdicts, vantage, threadsLost, punctuality };
    return { ...this.buffer.status(), ...ofProbes, rolledUpToMs, behindMs };
  }

  private note(sample: Sample): void {
    this.present.note(sample);
    if (sample.certDays !== undefined) this.certDays.set(sample.target, sample.certDays);
  }

  private async storeMeasured(samples: readonly Sample[]): Promise<void> {
    await this.timeSeries.writeSamples(samples, { isOwn: true });
    for (const sample of samples) {
      const system = this.systemOf.get(sample.target);
      if (system) this.rollingUp.note(system.id, sample);
    }
  }
}

function systemsByTarget({ systems }: Catalogue): ReadonlyMap<string, System> {
  return new Map(
    [...systems.values()].flatMap((system) => system.probes.map(({ id }) => [id, system] as const)),
  );
}
