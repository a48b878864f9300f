import { type DatasetSchema } from '#catalogue';
import { type FactReader, type Facts } from '../facts.js';
import { type JournalKind, type Ledger, type LedgerReader, JOURNAL_KINDS } from '../ledger.js';
import { type Records } from '../records.js';
import { backUp } from './back-up.js';
import { forgetChain, readChains } from './chain.js';
import { type DuckDb, type Reading, openDuckDb } from './duck-db.js';
import { appendEntries, forgetEntries, readEntries } from './journal.js';
import { ObservationTables } from './observation-tables.js';
import { readAvailability } from './read-availability.js';
import { readOutages } from './read-outages.js';
import { readReceipts } from './read-receipts.js';
import { readRevision } from './read-revision.js';
import { currentContents } from './read-contents.js';
import { readSlices } from './read-slices.js';
import { recordUpload } from './record-upload.js';
import { refill, refillWaiting } from './refill.js';
import { sumAvailability } from './sum-availability.js';
import { sumObservations } from './sum-observations.js';
import { writeRollUps } from './write-roll-ups.js';

/**
 * Ledger and facts in the process, in the file of a folder: one question, one file. The observations of some data sets can
 * be kept; what an earlier version of this program left behind the ledger is brought up to it.
 */
export async function openDuckDbRecords(folder: string, datasets: Iterable<DatasetSchema>): Promise<Records> {
  const db = await openDuckDb(folder);
  const tables = new ObservationTables();
  try {
    await db.write((writer) => tables.prepare(writer, datasets));
    await refillWaiting(db, tables);
  } catch (thrown) {
    await db.close();
    throw thrown;
  }
  return {
    ledger: ledgerIn(db, tables),
    facts: factsIn(db, tables),
    snapshot: (work) =>
      db.snapshot((reading) => work({ ledger: ledgerReader(reading), facts: factReader(reading, tables) })),
    backUp: (folder, work) =>
      backUp(db, folder, (moment) =>
        work({ ledger: ledgerReader(moment), facts: factReader(moment, tables) }),
      ),
    expectWritable: () => db.expectWritable(),
    membership: null,
    close: () => db.close(),
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

function factsIn(db: DuckDb, tables: ObservationTables): Facts {
  return {
    ...factReader(db, tables),
    writeRollUps: (rollUps) => writeRollUps(db, rollUps),
    refill: (query) => refill(db, tables, query),
  };
}

function ledgerReader(db: Reading): LedgerReader {
  return {
    receipts: (query) => readReceipts(db, query),
    slices: (query) => readSlices(db, query),
    contents: (keys) => db.read((reader) => currentContents(reader, keys)),
    revision: (kinds) => db.read((reader) => readRevision(reader, kinds)),
    entries: (query) => readEntries(db, query),
    chains: () => readChains(db),
  };
}

function ledgerIn(db: DuckDb, tables: ObservationTables): Ledger {
  return {
    ...ledgerReader(db),
    revision: keptRevision(db),
    record: (delivered) => recordUpload(db, tables, delivered),
    append: (entries, asOf) => appendEntries(db, entries, asOf),
    forget: (kinds, beforeMs) => forgetEntries(db, kinds, beforeMs),
    forgetChain: (chain, beforeMs) => forgetChain(db, chain, beforeMs),
  };
}

/** Asked before every answer that is kept in memory: so it is kept itself, until the file is written to. */
function keptRevision(db: DuckDb): Ledger['revision'] {
  const revisions = new Map<string, { readonly writes: number; readonly revision: number }>();
  return async (kinds: readonly JournalKind[] = JOURNAL_KINDS) => {
    const key = kinds.join(' ');
    const { writes } = db;
    const known = revisions.get(key);
    if (known?.writes === writes) return known.revision;
    const revision = await db.read((reader) => readRevision(reader, kinds));
    revisions.set(key, { writes, revision });
    return revision;
  };
}
