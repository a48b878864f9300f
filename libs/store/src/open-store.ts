import { type DatasetSchema } from '#catalogue';
import { DuckDbLedger } from './duckdb/duck-db-ledger.js';
import { DuckDbTimeSeries } from './duckdb/duck-db-time-series.js';
import { type Ledger } from './ledger.js';
import { type TimeSeries } from './time-series.js';

/** Where everything rests. Both parts, and the file under them, are closed by `close`. */
export interface Store {
  readonly timeSeries: TimeSeries;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/**
 * Opens the embedded store in a data folder, which is made when it is missing, with tables for the observations of some
 * data sets. Throws `PerspektivError`: `store/held` when another process holds the folder, `store/newer-file` when a
 * later program wrote it, `store/column-name` and `store/column-changed` for schemas that do not fit.
 */
export async function openStore(folder: string, datasets: Iterable<DatasetSchema>): Promise<Store> {
  const timeSeries = await DuckDbTimeSeries.open(folder, datasets);
  const ledger = await DuckDbLedger.open(folder);
  return {
    timeSeries,
    ledger,
    close: async () => {
      await Promise.all([timeSeries.close(), ledger.close()]);
    },
  };
}
