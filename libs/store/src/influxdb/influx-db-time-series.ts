import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatasetSchema, type System } from '#catalogue';
import {
  type AvailabilityRow,
  type AvailabilitySum,
  type Interval,
  type ObservationQuery,
  type ObservationSum,
  type Outage,
  type PackedSlice,
  PerspektivError,
  type RollUp,
  type Sample,
  type Scorecard,
  inTurn,
} from '#core';
import { type ScorecardSeries } from '../scorecard-series.js';
import { checkRollUps } from '../roll-up-rules.js';
import { sliceText } from '../slice-text.js';
import {
  type AvailabilityQuery,
  type OutageQuery,
  type SampleQuery,
  type TimeSeries,
} from '../time-series.js';
import { checkPlace } from './check-place.js';
import { Delivery, type DeliveryStatus } from './delivery.js';
import { lockFolder } from './folder-lock.js';
import { Gate } from './gate.js';
import { housekeep } from './housekeep.js';
import { type InfluxDbPlace } from './influx-db-place.js';
import { InfluxDb } from './influx-db.js';
import { Belonging, ObservationLayout } from './layout.js';
import { readAvailability, sumAvailability } from './read-availability.js';
import { readOutages } from './read-outages.js';
import { readSamples } from './read-samples.js';
import { RejectedLines } from './rejected-lines.js';
import { checkSlices, replaceObservations } from './replace-observations.js';
import { type SpoolRecord } from './spool-record.js';
import { Spool } from './spool.js';
import { type SpooledWork, decodeWork, encodeWork } from './spooled-work.js';
import { sumObservations } from './sum-observations.js';
import { writeLines } from './write-lines.js';
import { rollUpLines, writeRollUps } from './write-roll-ups.js';
import { writeScorecards } from './write-scorecards.js';
import { newSamples, sampleLines } from './write-samples.js';

const MOST_SPOOL_BYTES = 1024 ** 3;

/** What the engine knows of the city besides what it is given. */
export interface InfluxDbCity {
  readonly datasets: Iterable<DatasetSchema>;
  /** To write beside a sample whose it is, and beside a roll-up who owns the system. */
  readonly systems: Iterable<System>;
  /**
   * Whether other processes write here, too. Then slices do not go by the spool: they would be acknowledged before others can
   * see them, and what comes late could undo what another process put there meanwhile. The ledger keeps them until they are
   * there.
   */
  readonly isShared?: boolean;
}

/** How delivering goes, and what was set aside. */
export interface InfluxDbStatus extends DeliveryStatus {
  /** Lines that the server will never take, in `rejected-lines.ndjson`. */
  readonly rejectedLines: number;
}

/**
 * The time series in an InfluxDB. What is acknowledged lies in a spool on our disk, from which it is delivered in order;
 * a read waits until all that was acknowledged before it is delivered, and fails when the server does not take it.
 */
export class InfluxDbTimeSeries implements TimeSeries, ScorecardSeries {
  private readonly turn = inTurn();
  private readonly gate = new Gate();
  private readonly delivery: Delivery;
  private closed: Promise<void> | null = null;

  private constructor(
    private readonly db: InfluxDb,
    private readonly city: {
      readonly observations: ObservationLayout;
      readonly belonging: Belonging;
      readonly isShared: boolean;
    },
    private readonly disk: {
      readonly spool: Spool;
      readonly rejected: RejectedLines;
      readonly unlock: () => Promise<void>;
    },
  ) {
    this.delivery = new Delivery(disk.spool, (records) => this.deliver(records));
  }

  /**
   * Checks the place, and opens the spool in the folder `influxdb` of the data folder; see `checkPlace` and `Spool.open` for
   * what it throws, and besides `store/held` when another process has the folder.
   */
  static async open(
    dataFolder: string,
    place: InfluxDbPlace,
    city: InfluxDbCity,
  ): Promise<InfluxDbTimeSeries> {
    const observations = new ObservationLayout(city.datasets);
    const belonging = new Belonging(city.systems);
    const { isShared = false } = city;
    const folder = join(dataFolder, 'influxdb');
    await mkdir(folder, { recursive: true });
    const unlock = await lockFolder(folder);
    try {
      const db = new InfluxDb(place);
      await checkPlace(db, observations);
      const rejected = await RejectedLines.open(folder);
      const spool = await Spool.open(folder, place.mostSpoolBytes ?? MOST_SPOOL_BYTES);
      const known = { observations, belonging, isShared };
      return new InfluxDbTimeSeries(db, known, { spool, rejected, unlock });
    } catch (thrown) {
      await unlock();
      throw thrown;
    }
  }

  async writeSamples(samples: readonly Sample[]): Promise<void> {
    const lines = sampleLines(samples, this.city.belonging);
    if (lines.length > 0) await this.spool({ kind: 'samples', samples: lines });
  }

  samples(query: SampleQuery): Promise<Sample[]> {
    return this.read(() => readSamples(this.db, query));
  }

  async writeRollUps(rollUps: readonly RollUp[]): Promise<void> {
    checkRollUps(rollUps);
    rollUpLines(rollUps, this.city.belonging);
    if (rollUps.length > 0) await this.spool({ kind: 'roll-ups', rollUps });
  }

  availability(query: AvailabilityQuery): Promise<AvailabilityRow[]> {
    return this.read(() => readAvailability(this.db, query));
  }

  sumAvailability(spans: readonly Interval[]): Promise<AvailabilitySum[]> {
    return this.read(() => sumAvailability(this.db, spans));
  }

  outages(query: OutageQuery): Promise<Outage[]> {
    return this.read(() => readOutages(this.db, query));
  }

  /** One call after the other: they are looked through first, which takes its time, and the last must stand. */
  replaceObservations(slices: readonly PackedSlice[]): Promise<void> {
    return this.turn(async () => {
      const last = [...new Map(slices.map((slice) => [sliceText(slice.key), slice])).values()];
      await checkSlices(this.city.observations, last);
      if (last.length === 0) return;
      if (!this.city.isShared) await this.spool({ kind: 'slices', slices: last });
      else {
        await this.delivered();
        await this.gate.alone(() => this.replaceThere(last));
      }
    });
  }

  sumObservations(query: ObservationQuery): Promise<ObservationSum[]> {
    return this.read(() => sumObservations(this.db, this.city.observations, query));
  }

  /** The server settles samples by itself. */
  async housekeep(_nowMs: number, keepFromMs: number): Promise<void> {
    await this.delivered();
    await this.gate.alone(() => housekeep(this.db, keepFromMs));
  }

  /** Not by the spool, for it can be made anew: it rejects when the server does not take it. */
  async writeScorecards(scorecards: readonly Scorecard[]): Promise<void> {
    await this.delivered();
    await this.gate.alone(() => writeScorecards(this.db, scorecards, (lines) => this.write(lines)));
  }

  status(): InfluxDbStatus {
    return { ...this.delivery.status(), rejectedLines: this.disk.rejected.count };
  }

  /** Delivers what is left, for some seconds; what then still waits comes with the next start. */
  close(): Promise<void> {
    this.closed ??= this.letGo();
    return this.closed;
  }

  private async letGo(): Promise<void> {
    await this.delivery.close();
    await this.disk.spool.close();
    await this.disk.rejected.close();
    await this.disk.unlock();
  }

  private async spool(work: SpooledWork): Promise<void> {
    this.expectOpen();
    await this.disk.spool.append(encodeWork(work));
    this.delivery.wake();
  }

  private async read<T>(ask: () => Promise<T>): Promise<T> {
    await this.delivered();
    return this.gate.together(ask);
  }

  private async delivered(): Promise<void> {
    this.expectOpen();
    await this.delivery.upTo(this.disk.spool.lastNumber);
  }

  private expectOpen(): void {
    if (!this.closed) return;
    throw new PerspektivError('store/closed', `The store in ${this.db.place.url} is closed`);
  }

  /** Delivers the first records that can go together: samples with samples, anything else by itself. */
  private async deliver(records: readonly SpoolRecord[]): Promise<number> {
    const together: SpooledWork[] = [];
    let last = 0;
    for (const { number, payload } of records) {
      const work = decodeWork(payload);
      const goesAlong =
        together.length === 0 || [work, together[0]].every((each) => each?.kind === 'samples');
      if (!goesAlong) break;
      together.push(work);
      last = number;
    }
    await this.gate.alone(() => this.carryOut(together));
    return last;
  }

  private async carryOut(works: readonly SpooledWork[]): Promise<void> {
    const write = this.write.bind(this);
    const samples = works.flatMap((work) => (work.kind === 'samples' ? work.samples : []));
    if (samples.length > 0) await write(await newSamples(this.db, samples));
    for (const work of works) {
      if (work.kind === 'roll-ups') await writeRollUps(this.db, work.rollUps, this.city.belonging, write);
      if (work.kind === 'slices') await this.replaceThere(work.slices);
    }
  }

  private replaceThere(slices: readonly PackedSlice[]): Promise<void> {
    return replaceObservations(this.db, this.city.observations, slices, (lines) => this.write(lines));
  }

  private write(lines: readonly string[]): Promise<void> {
    return writeLines(this.db, lines, this.disk.rejected);
  }
}
