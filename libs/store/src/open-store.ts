import { type DatasetSchema, type System } from '#catalogue';
import { DuckDbLedger } from './duckdb/duck-db-ledger.js';
import { DuckDbTimeSeries } from './duckdb/duck-db-time-series.js';
import { type InfluxDbPlace } from './influxdb/influx-db-place.js';
import { type InfluxDbStatus, InfluxDbTimeSeries } from './influxdb/influx-db-time-series.js';
import { type Ledger } from './ledger.js';
import { type Membership } from './postgres/membership.js';
import { PostgresLedger } from './postgres/postgres-ledger.js';
import { type ScorecardSeries } from './scorecard-series.js';
import { type TimeSeries } from './time-series.js';

/** Where everything rests. Both parts, and the file under them, are closed by `close`. */
export interface Store {
  readonly timeSeries: TimeSeries;
  readonly ledger: Ledger;
  /** Who works on it at the same time; `null` when this process is the only one that may. */
  readonly membership: Membership | null;
  /** How what is acknowledged gets to the engine of the time series; absent where that is at once. */
  readonly delivery?: () => InfluxDbStatus;
  /** Where scorecards are laid beside it, for dashboards; absent where none read the engine. */
  readonly scorecards?: ScorecardSeries;
  close(): Promise<void>;
}

/** Which engines hold the two parts; the embedded one where none is named. */
export interface Engines {
  /** Address of a PostgreSQL database, maybe with a password. */
  readonly ledger?: string | undefined;
  readonly timeSeries?: InfluxDbPlace | undefined;
  /** Whose the samples and roll-ups are, for an engine that writes it beside them. */
  readonly systems?: Iterable<System>;
}

/** The time series, and what more its engine has. */
type OpenTimeSeries = Pick<Store, 'delivery' | 'scorecards' | 'close'> & { readonly timeSeries: TimeSeries };

async function openTimeSeries(
  folder: string,
  datasets: Iterable<DatasetSchema>,
  { timeSeries: place, ledger, systems = [] }: Engines,
): Promise<OpenTimeSeries> {
  if (place === undefined) {
    const timeSeries = await DuckDbTimeSeries.open(folder, datasets);
    return { timeSeries, close: () => timeSeries.close() };
  }
  const isShared = ledger !== undefined;
  const timeSeries = await InfluxDbTimeSeries.open(folder, place, { datasets, systems, isShared });
  return {
    timeSeries,
    scorecards: timeSeries,
    delivery: () => timeSeries.status(),
    close: () => timeSeries.close(),
  };
}

function openLedger(
  folder: string,
  { ledger }: Engines,
  isShared: boolean,
): Promise<DuckDbLedger | PostgresLedger> {
  return ledger === undefined ? DuckDbLedger.open(folder) : PostgresLedger.open(ledger, { isShared });
}

/**
 * Opens the store: the embedded one in a data folder, which is made when it is missing, with tables for the observations of
 * some data sets, unless other engines are named. Throws `PerspektivError`: `store/held` when another process holds the
 * folder, `store/newer-file` when a later program wrote it, `store/column-name` and `store/column-changed` for schemas that
 * do not fit; see also {@link InfluxDbTimeSeries.open} and {@link PostgresLedger.open}.
 */
export async function openStore(
  folder: string,
  datasets: Iterable<DatasetSchema>,
  engines: Engines = {},
): Promise<Store> {
  const { close, ...opened } = await openTimeSeries(folder, datasets, engines);
  const isShared = engines.timeSeries !== undefined; // an embedded time series is one process' own
  const ledger = await openLedger(folder, engines, isShared).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    ...opened,
    ledger,
    membership: ledger instanceof PostgresLedger ? ledger.membership : null,
    close: async () => {
      await Promise.all([close(), ledger.close()]);
    },
  };
}
