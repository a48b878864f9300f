import { type DatasetSchema } from '#catalogue';
import { PerspektivError } from '#core';
import { type FactReader } from '../facts.js';
import { type LedgerReader } from '../ledger.js';
import { type Records } from '../records.js';
import { forgetChain, readChains } from './chain.js';
import { appendEntries, forgetEntries, readEntries } from './journal.js';
import { ONE_OF_MANY, ONLY_HOLDER, PostgresLocks } from './locks.js';
import { Membership } from './membership.js';
import { migrate } from './migrations.js';
import { expectWhole } from './moving.js';
import { ObservationTables } from './observation-tables.js';
import { Postgres, type Reading } from './postgres.js';
import { readReceipts } from './read-receipts.js';
import { expectWritable } from './expect-writable.js';
import { readRevision } from './read-revision.js';
import { currentContents } from './read-contents.js';
import { readSlices } from './read-slices.js';
import { recordUpload } from './record-upload.js';
import { refill, refillWaiting } from './refill.js';
import { readAvailability, readOutages, sumAvailability, writeRollUps } from './roll-ups.js';
import { sumObservations } from './sum-observations.js';

/** How a database is opened. */
export interface PostgresTerms {
  readonly datasets: Iterable<DatasetSchema>;
  /** Whether other processes may use it at the same time, as those may whose samples are open to all. */
  readonly isShared: boolean;
  /** Whether a city is being moved there; see {@link expectWhole}. */
  readonly isMoving?: boolean | undefined;
}

/**
 * Ledger and facts in the PostgreSQL database at an address `postgres://user:password@host/name`, for one process only or for
 * all that open it so: one question, one file. Throws `PerspektivError` with a sentence for people: `store/unreachable`,
 * `store/not-allowed`, `store/no-database`, `store/old-server`, `store/newer-file`, and `store/held` when another process
 * uses it, unless both let others do so.
 */
export async function openPostgresRecords(
  address: string,
  { datasets, isShared, isMoving = false }: PostgresTerms,
): Promise<Records> {
  const db = new Postgres(address);
  const locks = new PostgresLocks(address, db.at);
  const close = async (): Promise<void> => {
    await locks.close();
    await db.close();
  };
  try {
    await migrate(db);
    if (!isMoving) await db.read((asker) => expectWhole(asker, db.at));
    if (!(await locks.hold(isShared ? ONE_OF_MANY : ONLY_HOLDER))) throw held(db.at);
    const tables = await ObservationTables.prepare(db, datasets);
    await refillWaiting(db, tables);
    return {
      ...recordsIn(db, tables),
      backUp: null,
      expectWritable: () => expectWritable(db),
      membership: isShared ? new Membership(db, locks) : null,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function recordsIn(db: Postgres, tables: ObservationTables): Pick<Records, 'ledger' | 'facts' | 'snapshot'> {
  return {
    ledger: {
      ...ledgerReader(db),
      record: (delivered) => recordUpload(db, tables, delivered),
      append: (entries, asOf) => appendEntries(db, entries, asOf),
      forget: (kinds, beforeMs) => forgetEntries(db, kinds, beforeMs),
      forgetChain: (chain, beforeMs) => forgetChain(db, chain, beforeMs),
    },
    facts: {
      ...factReader(db, tables),
      writeRollUps: (rollUps) => writeRollUps(db, rollUps),
      refill: (query) => refill(db, tables, query),
    },
    snapshot: (work) =>
      db.snapshot((reading) => work({ ledger: ledgerReader(reading), facts: factReader(reading, tables) })),
  };
}

function factReader(db: Reading, tables: ObservationTables): FactReader {
  return {
    availability: (query) => readAvailability(db, query),
    sumAvailability: (spans) => sumAvailability(db, spans),
    outages: (query) => readOutages(db, query),
    sumObservations: (query) => sumObservations(db, tables, query),
  };
}

function ledgerReader(db: Reading): LedgerReader {
  return {
    receipts: (query) => readReceipts(db, query),
    slices: (query) => readSlices(db, query),
    contents: (keys) => db.read((asker) => currentContents(asker, keys)),
    revision: (kinds) => db.read((asker) => readRevision(asker, kinds)),
    entries: (query) => readEntries(db, query),
    chains: () => readChains(db),
  };
}

function held(at: string): PerspektivError {
  return new PerspektivError(
    'store/held',
    `The ledger's database ${at} is used by another process, and one of the two keeps its time series in its own data folder, where the other cannot see it. Set PERSPEKTIV_TIME_SERIES to one InfluxDB for all processes, or run one process only.`,
  );
}
