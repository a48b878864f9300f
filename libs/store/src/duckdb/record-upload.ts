import { BLOB, INTEGER, type DuckDBConnection, blobValue } from '@duckdb/node-api';
import { type PackedSlice, type Receipt, type SliceSummary, PerspektivError } from '#core';
import { type Delivered, type SliceAt } from '../ledger.js';
import { sliceText } from '../slice-text.js';
import { type DuckDb } from './duck-db.js';
import { expectAsOf } from './expect-as-of.js';
import { packEntries } from '../packed-entry.js';
import { insertEntries } from './journal.js';
import { type ObservationTables } from './observation-tables.js';
import { readRevision } from './read-revision.js';
import { withObservations } from './replace-observations.js';
import { ask, run } from './sql.js';
import { type Column, append, real, text, whole } from './append.js';

/** A row of `slice_version`. */
interface SliceVersion extends PackedSlice {
  readonly version: number;
  readonly receipt: Receipt;
  readonly total: number | null;
  /** As JSON. */
  readonly holds: string | null;
}

type Content = Pick<SliceVersion, 'key' | 'rows' | 'content' | 'total' | 'holds'>;

/** Stores an upload, its observations and the entries that go with it in one transaction. */
export async function recordUpload(
  db: DuckDb,
  tables: ObservationTables,
  { receipt, slices, restored = [], seen = [], asOf, entries = [] }: Delivered,
): Promise<void> {
  const contents = described(receipt, slices);
  for (const slice of restored) contents.push(await db.read((reader) => earlier(reader, slice)));
  const packedEntries = await packEntries(entries);
  await withObservations(db, { tables, slices: contents }, (takeIn) =>
    db.write(async (writer) => {
      if (await isRecorded(writer, receipt)) return;
      if (asOf) await expectAsOf(writer, asOf);
      await checkSeen(writer, seen);
      const revision = (await readRevision(writer)) + 1;
      await insertUpload(writer, { receipt, revision, units: contents.map(({ key }) => key.unit) });
      const versions = await nextVersions(writer, receipt, contents);
      await append(writer, { table: 'slice_version', columns: VERSION_COLUMNS }, versions);
      await takeIn(writer);
      await insertEntries(writer, packedEntries, revision);
    }),
  );
}

/** Slices with what the receipt says of them. */
function described(receipt: Receipt, slices: readonly PackedSlice[]): Content[] {
  const summaries = new Map(receipt.slices.map((slice) => [placeOf(slice), slice]));
  return slices.map((slice) => {
    const { total = null, holds } = summaries.get(placeOf(slice.key)) ?? {};
    return { ...slice, total, holds: holds ? JSON.stringify(holds) : null };
  });
}

/** Of the slices of one upload. */
function placeOf({ unit, period, part = '' }: Pick<SliceSummary, 'unit' | 'period' | 'part'>): string {
  return JSON.stringify([unit, period, part]);
}

/** Nothing may have come in between. */
async function checkSeen(writer: DuckDBConnection, seen: readonly SliceAt[]): Promise<void> {
  if (seen.length === 0) return;
  const versions = await lastVersions(writer, seen);
  const changed = seen.find(({ key, version }) => (versions.get(sliceText(key)) ?? 0) !== version);
  if (!changed) return;
  const { dataset, unit, period } = changed.key;
  throw new PerspektivError(
    'store/slice-changed',
    `${dataset} of ${unit} for ${period} has been replaced since it was looked at`,
  );
}

/** What a slice held in an earlier version, as it was packed then. */
async function earlier(reader: DuckDBConnection, { key, version }: SliceAt): Promise<Content> {
  const sql = `
    SELECT row_count, total, holds, content FROM slice_version
    WHERE dataset = $dataset AND unit = $unit AND period = $period AND source = $source
      AND part = $part AND version = $version`;
  const { dataset, unit, period, source, part } = key;
  const bindings = { dataset, unit, period, source, part, version };
  const [found] = await ask(reader, { sql, bindings }, (row) => ({
    key,
    rows: row.number('row_count'),
    total: row.numberOrNull('total'),
    holds: row.textOrNull('holds'),
    content: row.bytes('content'),
  }));
  if (found) return found;
  throw new PerspektivError(
    'store/unknown-version',
    `${dataset} of ${unit} for ${period} has no version ${version}`,
  );
}

async function isRecorded(writer: DuckDBConnection, { id, sha256 }: Receipt): Promise<boolean> {
  const sql = 'SELECT sha256 FROM upload WHERE id = $id';
  const [recorded] = await ask(writer, { sql, bindings: { id } }, (row) => row.text('sha256'));
  if (recorded === undefined || recorded === sha256) return recorded !== undefined;
  throw new PerspektivError('store/upload-id-taken', `The id ${id} belongs to an upload with other bytes`);
}

function insertUpload(
  writer: DuckDBConnection,
  upload: { readonly receipt: Receipt; readonly revision: number; readonly units: readonly string[] },
): Promise<void> {
  const { receipt, revision } = upload;
  const { id, dataset, sha256 } = receipt;
  const units = [...new Set(upload.units)];
  return run(writer, 'INSERT INTO upload VALUES ($id, $revision, $dataset, $sha256, $units, $receipt)', {
    id,
    revision,
    dataset,
    sha256,
    units,
    receipt: JSON.stringify(receipt),
  });
}

async function nextVersions(
  writer: DuckDBConnection,
  receipt: Receipt,
  contents: readonly Content[],
): Promise<SliceVersion[]> {
  const versions = await lastVersions(writer, contents);
  return contents.map((content) => {
    const { key } = content;
    const version = (versions.get(sliceText(key)) ?? 0) + 1;
    versions.set(sliceText(key), version);
    return { ...content, version, receipt };
  });
}

async function lastVersions(
  writer: DuckDBConnection,
  slices: readonly Pick<PackedSlice, 'key'>[],
): Promise<Map<string, number>> {
  const sql = `
    SELECT dataset, unit, period, source, part, max(version) AS version FROM slice_version
    WHERE dataset IN (SELECT unnest($datasets)) AND unit IN (SELECT unnest($units))
    GROUP BY dataset, unit, period, source, part`;
  const bindings = {
    datasets: [...new Set(slices.map(({ key }) => key.dataset))],
    units: [...new Set(slices.map(({ key }) => key.unit))],
  };
  const versions = await ask(
    writer,
    { sql, bindings },
    (row) => [sliceText(row.sliceKey()), row.number('version')] as const,
  );
  return new Map(versions);
}

/** The columns of `slice_version`, in its order. */
const VERSION_COLUMNS: readonly Column<SliceVersion>[] = [
  text(({ key }) => key.dataset),
  text(({ key }) => key.unit),
  text(({ key }) => key.period),
  text(({ key }) => key.source),
  { type: INTEGER, value: ({ version }) => version },
  text(({ receipt }) => receipt.id),
  whole(({ receipt }) => Date.parse(receipt.receivedAt)),
  whole(({ rows }) => rows),
  real(({ total }) => total),
  { type: BLOB, value: ({ content }) => blobValue(content) },
  text(({ holds }) => holds),
  text(({ key }) => key.part),
];
