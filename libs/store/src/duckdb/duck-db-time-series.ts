import { type DatasetSchema } from '#catalogue';
import {
  type AvailabilityRow,
  type AvailabilitySum,
  type Interval,
  type ObservationQuery,
  type ObservationSum,
  type Outage,
  type PackedSlice,
  type RollUp,
  type Sample,
} from '#core';
import {
  type AvailabilityQuery,
  type OutageQuery,
  type SampleQuery,
  type TimeSeries,
} from '../time-series.js';
import { type DuckDb, openDuckDb } from './duck-db.js';
import { housekeep } from './housekeep.js';
import { ObservationTables } from './observation-tables.js';
import { readAvailability } from './read-availability.js';
import { readOutages } from './read-outages.js';
import { readSamples } from './read-samples.js';
import { replaceObservations } from './replace-observations.js';
import { sumAvailability } from './sum-availability.js';
import { sumObservations } from './sum-observations.js';
import { writeRollUps } from './write-roll-ups.js';
import { writeSamples } from './write-samples.js';

/** The time series in the process: one question, one file. */
export class DuckDbTimeSeries implements TimeSeries {
  private constructor(
    private readonly db: DuckDb,
    private readonly tables: ObservationTables,
  ) {}

  /** Opens the store of a folder for the observations of some data sets. */
  static async open(folder: string, datasets: Iterable<DatasetSchema>): Promise<DuckDbTimeSeries> {
    const db = await openDuckDb(folder);
    const tables = new ObservationTables();
    try {
      await db.write((writer) => tables.prepare(writer, datasets));
      return new DuckDbTimeSeries(db, tables);
    } catch (thrown) {
      await db.close();
      throw thrown;
    }
  }

  writeSamples(samples: readonly Sample[]): Promise<void> {
    return writeSamples(this.db, samples);
  }

  samples(query: SampleQuery): Promise<Sample[]> {
    return readSamples(this.db, query);
  }

  writeRollUps(rollUps: readonly RollUp[]): Promise<void> {
    return writeRollUps(this.db, rollUps);
  }

  availability(query: AvailabilityQuery): Promise<AvailabilityRow[]> {
    return readAvailability(this.db, query);
  }

  sumAvailability(spans: readonly Interval[]): Promise<AvailabilitySum[]> {
    return sumAvailability(this.db, spans);
  }

  outages(query: OutageQuery): Promise<Outage[]> {
    return readOutages(this.db, query);
  }

  replaceObservations(slices: readonly PackedSlice[]): Promise<void> {
    return replaceObservations(this.db, this.tables, slices);
  }

  sumObservations(query: ObservationQuery): Promise<ObservationSum[]> {
    return sumObservations(this.db, this.tables, query);
  }

  housekeep(nowMs: number, keepFromMs: number): Promise<void> {
    return housekeep(this.db, nowMs, keepFromMs);
  }

  /** Belongs to the store, which closes both of its parts. */
  close(): Promise<void> {
    return this.db.close();
  }
}
