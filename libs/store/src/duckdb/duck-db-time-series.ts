import { type Sample } from '#core';
import { type FactReader } from '../facts.js';
import { type SampleQuery, type TimeSeries } from '../time-series.js';
import { type DuckDb, openDuckDb } from './duck-db.js';
import { housekeep } from './housekeep.js';
import { readAvailability } from './read-availability.js';
import { readOutages } from './read-outages.js';
import { readSamples } from './read-samples.js';
import { writeSamples } from './write-samples.js';

/** The samples in the process: one question, one file. */
export class DuckDbTimeSeries implements TimeSeries {
  private constructor(private readonly db: DuckDb) {}

  static async open(folder: string): Promise<DuckDbTimeSeries> {
    return new DuckDbTimeSeries(await openDuckDb(folder));
  }

  writeSamples(samples: readonly Sample[]): Promise<void> {
    return writeSamples(this.db, samples);
  }

  samples(query: SampleQuery): Promise<Sample[]> {
    return readSamples(this.db, query);
  }

  housekeep(nowMs: number, keepFromMs: number): Promise<void> {
    return housekeep(this.db, nowMs, keepFromMs);
  }

  /** Roll-ups and outages in the same file: those of an embedded city, or of an earlier version of this program. */
  facts(): Pick<FactReader, 'availability' | 'outages'> {
    return {
      availability: (query) => readAvailability(this.db, query),
      outages: (query) => readOutages(this.db, query),
    };
  }

  /** Belongs to the store, which closes all of its parts. */
  close(): Promise<void> {
    return this.db.close();
  }
}
