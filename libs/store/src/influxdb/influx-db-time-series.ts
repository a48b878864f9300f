import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DatasetSchema } from '#catalogue';
import { PerspektivError, type RollUp, type Sample } from '#core';
import { type Boards } from '../boards.js';
import { type TellDays, copyRollUps } from '../copy-roll-ups.js';
import { type Facts } from '../facts.js';
import { type SampleQuery, type TimeSeries } from '../time-series.js';
import { checkPlace, expectSamePlace, markPlace, retentionMs } from './check-place.js';
import { Delivery, type DeliveryStatus } from './delivery.js';
import { earlierFacts } from './earlier-facts.js';
import { lockFolder } from './folder-lock.js';
import { Gate } from './gate.js';
import { housekeep } from './housekeep.js';
import { clearBoards, influxBoards } from './influx-boards.js';
import { type InfluxDbPlace } from './influx-db-place.js';
import { InfluxDb, MOST_LINES } from './influx-db.js';
import { name } from './influx-ql.js';
import { Belonging, ObservationLayout, PROBE, type Systems } from './layout.js';
import { readSamples } from './read-samples.js';
import { RejectedLines } from './rejected-lines.js';
import { type SpoolRecord } from './spool-record.js';
import { Spool } from './spool.js';
import { type SpooledWork, decodeWork, encodeWork } from './spooled-work.js';
import { allOver, writeLines } from './write-lines.js';
import { SampleLines, newSamples } from './write-samples.js';

const MOST_SPOOL_BYTES = 1024 ** 3;

/** What the engine knows of the city besides what it is given. */
export interface InfluxDbCity {
  readonly datasets: Iterable<DatasetSchema>;
  /** To write beside a sample whose it is, and beside a roll-up who owns the system. */
  readonly systems: () => Systems;
  /** Where roll-ups and outages go that an earlier version of this program kept in the bucket. */
  readonly facts: Pick<Facts, 'availability' | 'writeRollUps'>;
  /** How long the city keeps samples; a bucket that keeps them shorter is told of. */
  readonly keepSamplesMonths?: number | undefined;
  /** Is told how taking them over comes along. */
  readonly tell?: TellDays | undefined;
}

/** How delivering goes, and what was set aside. */
export interface InfluxDbStatus extends DeliveryStatus {
  /** Lines that the server will never take, in `rejected-lines.ndjson`. */
  readonly rejectedLines: number;
}

/** What an open time series stands on. */
interface Opened {
  readonly db: InfluxDb;
  readonly belonging: Belonging;
  readonly observations: ObservationLayout;
  readonly spool: Spool;
  readonly rejected: RejectedLines;
  readonly unlock: () => Promise<void>;
  readonly takeRollUps: (rollUps: readonly RollUp[]) => Promise<void>;
}

/**
 * The samples in an InfluxDB. What is acknowledged lies in a spool on our disk, from which it is delivered in order; a read
 * waits until all that was acknowledged before it is delivered, and fails when the server does not take it.
 */
export class InfluxDbTimeSeries implements TimeSeries {
  private readonly gate = new Gate();
  private readonly delivery: Delivery;
  private readonly lines: SampleLines;
  private closed: Promise<void> | null = null;
  /** What boards show, laid out beside the samples. */
  readonly boards: Boards;

  private constructor(private readonly opened: Opened) {
    const { db, spool, observations, belonging } = opened;
    this.lines = new SampleLines(belonging);
    this.delivery = new Delivery(spool, (records) => this.deliver(records));
    this.boards = influxBoards({ db, observations, belonging, write: (lines) => this.write(lines) });
  }

  /**
   * Checks the place, takes over what an earlier version of this program kept there, and opens the spool in the folder
   * `influxdb` of the data folder; see `checkPlace` and `Spool.open` for what it throws, and besides `store/held` when
   * another process has the folder.
   */
  static async open(
    dataFolder: string,
    place: InfluxDbPlace,
    { datasets, systems, facts, keepSamplesMonths, tell = () => undefined }: InfluxDbCity,
  ): Promise<InfluxDbTimeSeries> {
    const observations = new ObservationLayout(datasets);
    const belonging = new Belonging(systems);
    const folder = join(dataFolder, 'influxdb');
    await mkdir(folder, { recursive: true });
    const unlock = await lockFolder(folder);
    try {
      const db = new InfluxDb(place);
      const { keepsFacts } = await checkPlace(db, observations);
      if (keepsFacts) {
        await copyRollUps(earlierFacts(db), facts, tell);
        await clearBoards(db); // counts of surveys lay there
      }
      await markPlace(db);
      await expectSamePlace(db);
      await warnOfRetention(db, keepSamplesMonths);
      if (await isMissing(db, facts)) process.emitWarning(NO_SAMPLES);
      const rejected = await RejectedLines.open(folder);
      const spool = await Spool.open(folder, place.mostSpoolBytes ?? MOST_SPOOL_BYTES);
      const takeRollUps = (rollUps: readonly RollUp[]): Promise<void> => facts.writeRollUps(rollUps);
      return new InfluxDbTimeSeries({ db, belonging, observations, spool, rejected, unlock, takeRollUps });
    } catch (thrown) {
      await unlock();
      throw thrown;
    }
  }

  async writeSamples(samples: readonly Sample[], { isOwn = false } = {}): Promise<void> {
    if (isOwn) await this.writeOwn(samples);
    else if (samples.length > 0) await this.spool({ kind: 'samples', samples: this.lines.of(samples) });
  }

  /** As many in a record as go in one request, and all on disk at once: so they are all on their way at once, too. */
  private async writeOwn(samples: readonly Sample[]): Promise<void> {
    const works: SpooledWork[] = [];
    for (let first = 0; first < samples.length; first += MOST_LINES) {
      if (first > 0) await nextTurn();
      const lines = this.lines.of(samples.slice(first, first + MOST_LINES)).map(({ line }) => line);
      works.push({ kind: 'own', lines });
    }
    await allOver(works.map((work) => this.spool(work)));
  }

  async samples(query: SampleQuery): Promise<Sample[]> {
    await this.delivered();
    return this.gate.together(() => readSamples(this.opened.db, query));
  }

  /** The server settles samples by itself. */
  async housekeep(_nowMs: number, keepFromMs: number): Promise<void> {
    await this.delivered();
    const { db } = this.opened;
    await expectSamePlace(db); // before anything is deleted
    await this.gate.alone(() => housekeep(db, keepFromMs));
  }

  status(): InfluxDbStatus {
    return { ...this.delivery.status(), rejectedLines: this.opened.rejected.count };
  }

  /** Delivers what is left, for some seconds; what then still waits comes with the next start. */
  close(): Promise<void> {
    this.closed ??= this.letGo();
    return this.closed;
  }

  private async letGo(): Promise<void> {
    const { spool, rejected, unlock } = this.opened;
    await this.delivery.close();
    await spool.close();
    await rejected.close();
    await unlock();
  }

  private async spool(work: SpooledWork): Promise<void> {
    this.expectOpen();
    await this.opened.spool.append(encodeWork(work));
    this.delivery.wake();
  }

  private async delivered(): Promise<void> {
    this.expectOpen();
    await this.delivery.upTo(this.opened.spool.lastNumber);
  }

  private expectOpen(): void {
    if (!this.closed) return;
    throw new PerspektivError('store/closed', `The store in ${this.opened.db.place.url} is closed`);
  }

  /** Delivers the first records that can go together: samples with samples of their sort, anything else by itself. */
  private async deliver(records: readonly SpoolRecord[]): Promise<number> {
    const together: SpooledWork[] = [];
    let last = 0;
    for (const { number, payload } of records) {
      const work = decodeWork(payload);
      if (together.length > 0 && !goesWith(work, together[0])) break;
      together.push(work);
      last = number;
    }
    await this.gate.alone(() => this.carryOut(together));
    return last;
  }

  private async carryOut(works: readonly SpooledWork[]): Promise<void> {
    const own = works.flatMap((work) => (work.kind === 'own' ? work.lines : []));
    if (own.length > 0) await this.write(own);
    const samples = works.flatMap((work) => (work.kind === 'samples' ? work.samples : []));
    if (samples.length > 0) await this.write(await newSamples(this.opened.db, samples));
    for (const work of works) if (work.kind === 'roll-ups') await this.opened.takeRollUps(work.rollUps);
  }

  private write(lines: readonly string[]): Promise<void> {
    return writeLines(this.opened.db, lines, this.opened.rejected);
  }
}

function goesWith({ kind }: SpooledWork, first: SpooledWork | undefined): boolean {
  return kind === first?.kind && (kind === 'own' || kind === 'samples');
}

const NO_SAMPLES =
  'The bucket of the time series holds no samples, though the ledger holds roll-ups of them: it was made anew, or another is meant. Scores stand; timelines of outages before now are gone unless the bucket is restored.';
const LONGEST_MONTH_MS = 31 * 86_400_000;

/** Whether samples were rolled up and are not there. */
async function isMissing(db: InfluxDb, facts: InfluxDbCity['facts']): Promise<boolean> {
  if ((await db.ask(`SELECT "state" FROM ${name(PROBE)} LIMIT 1`)).length > 0) return false;
  const nowMs = Date.now();
  const lately = { startMs: nowMs - 2 * LONGEST_MONTH_MS, endMs: nowMs, granularity: 'day' } as const;
  return (await facts.availability(lately)).length > 0;
}

/** Says so when the bucket drops what the city would keep. */
async function warnOfRetention(db: InfluxDb, keepMonths = 0): Promise<void> {
  const keptMs = await retentionMs(db).catch(() => null); // a token may be one that does not see it
  if (keptMs === null || keptMs >= keepMonths * LONGEST_MONTH_MS) return;
  process.emitWarning(
    `The bucket ${db.place.bucket} keeps what is written to it for ${Math.floor(keptMs / 86_400_000)} days, and the city keeps samples for ${keepMonths} months: what is older is lost, and late samples are refused. Give it a longer retention: \`influx bucket update --retention 0\`.`,
  );
}
