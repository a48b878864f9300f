import { type DatasetSchema } from '#catalogue';
import { type Boards } from './boards.js';
import { type TellDays, copyRollUps } from './copy-roll-ups.js';
import { DuckDbTimeSeries } from './duckdb/duck-db-time-series.js';
import { openDuckDbRecords } from './duckdb/records.js';
import { type InfluxDbPlace } from './influxdb/influx-db-place.js';
import { type Systems } from './influxdb/layout.js';
import { type InfluxDbStatus, InfluxDbTimeSeries } from './influxdb/influx-db-time-series.js';
import { openPostgresRecords } from './postgres/records.js';
import { type Records } from './records.js';
import { type TimeSeries } from './time-series.js';

/** Where everything rests. All parts, and the file under them, are closed by `close`. */
export interface Store extends Records {
  readonly timeSeries: TimeSeries;
  /** How what is acknowledged gets to the engine of the time series; absent where that is at once. */
  readonly delivery?: () => InfluxDbStatus;
  /** Where a copy for boards is laid out; absent where none read the engine. */
  readonly boards?: Boards;
}

/** Which engines hold the parts; the embedded one where none is named. */
export interface Engines {
  /** Address of a PostgreSQL database, maybe with a password: for the ledger and the facts. */
  readonly ledger?: string | undefined;
  readonly timeSeries?: InfluxDbPlace | undefined;
  /** Whose the samples and roll-ups are, for an engine that writes it beside them. */
  readonly systems?: () => Systems;
  /** How long the city keeps samples. */
  readonly keepSamplesMonths?: number | undefined;
  /** Whether a city is being moved there: then what a broken-off move left is no reason not to open it. */
  readonly isMoving?: boolean | undefined;
  /** Is told how it comes along when what an earlier version left elsewhere is taken over. */
  readonly tell?: TellDays | undefined;
}

/** The samples, and what more their engine has. */
type OpenTimeSeries = Pick<Store, 'delivery' | 'boards' | 'close' | 'timeSeries'>;

async function openTimeSeries(
  folder: string,
  {
    timeSeries: place,
    ledger,
    systems = () => new Map(),
    keepSamplesMonths,
    tell = () => undefined,
  }: Engines,
  { datasets, records }: { readonly datasets: Iterable<DatasetSchema>; readonly records: Records },
): Promise<OpenTimeSeries> {
  if (place === undefined) {
    const timeSeries = await DuckDbTimeSeries.open(folder);
    // Beside a ledger elsewhere, an earlier version kept roll-ups here.
    if (ledger !== undefined) await copyRollUps(timeSeries.facts(), records.facts, tell);
    return { timeSeries, close: () => timeSeries.close() };
  }
  const { facts } = records;
  const city = { datasets, systems, facts, keepSamplesMonths, tell };
  const timeSeries = await InfluxDbTimeSeries.open(folder, place, city);
  return {
    timeSeries,
    boards: timeSeries.boards,
    delivery: () => timeSeries.status(),
    close: () => timeSeries.close(),
  };
}

function openRecords(
  folder: string,
  datasets: readonly DatasetSchema[],
  { ledger, timeSeries, isMoving }: Engines,
): Promise<Records> {
  if (ledger === undefined) return openDuckDbRecords(folder, datasets);
  // Embedded samples are one process' own.
  return openPostgresRecords(ledger, { datasets, isShared: timeSeries !== undefined, isMoving });
}

/**
 * Opens the store: the embedded one in a data folder, which is made when it is missing, with tables for the observations of
 * some data sets, unless other engines are named. Throws `PerspektivError`: `store/held` when another process holds the
 * folder, `store/newer-file` when a later program wrote it, `store/column-name` and `store/column-changed` for schemas that
 * do not fit; see also {@link InfluxDbTimeSeries.open} and {@link openPostgresRecords}.
 */
export async function openStore(
  folder: string,
  datasets: Iterable<DatasetSchema>,
  engines: Engines = {},
): Promise<Store> {
  const schemas = [...datasets];
  const records = await openRecords(folder, schemas, engines);
  const place = { datasets: schemas, records };
  const { close, ...opened } = await openTimeSeries(folder, engines, place).catch(async (error: unknown) => {
    await records.close();
    throw error;
  });
  return {
    ...opened,
    ...records,
    close: async () => {
      await Promise.all([close(), records.close()]);
    },
  };
}
