import { BLOB, INTEGER, type DuckDBConnection, blobValue } from '@duckdb/node-api';
import { type PackedSlice, type Receipt, PerspektivError } from '#core';
import { type Delivered } from '../ledger.js';
import { type DuckDb } from './duck-db.js';
import { readRevision } from './read-revision.js';
import { sliceText } from './slice-content.js';
import { ask, run } from './sql.js';
import { type Column, append, real, text, whole } from './append.js';

/** A row of `slice_version`, and of `outbox`. */
interface SliceVersion extends PackedSlice {
  readonly version: number;
  readonly revision: number;
  readonly receipt: Receipt;
  readonly total: number | null;
}

/** Stores an upload in one transaction. */
export async function recordUpload(db: DuckDb, { receipt, slices }: Delivered): Promise<void> {
  await db.write(async (writer) => {
    if (await isRecorded(writer, receipt)) return;
    const revision = (await readRevision(writer)) + 1;
    await insertUpload(writer, { receipt, revision, units: slices.map(({ key }) => key.unit) });
    const versions = await nextVersions(writer, { receipt, revision, slices });
    await append(writer, { table: 'slice_version', columns: VERSION_COLUMNS }, versions);
    await append(writer, { table: 'outbox', columns: OUTBOX_COLUMNS }, versions);
  });
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
  upload: { readonly receipt: Receipt; readonly revision: number; readonly slices: readonly PackedSlice[] },
): Promise<SliceVersion[]> {
  const { receipt, revision, slices } = upload;
  const versions = await lastVersions(writer, slices);
  const summaries = new Map(
    receipt.slices.map((slice) => [JSON.stringify([slice.unit, slice.period]), slice]),
  );
  return slices.map((slice) => {
    const { key } = slice;
    const version = (versions.get(sliceText(key)) ?? 0) + 1;
    versions.set(sliceText(key), version);
    const total = summaries.get(JSON.stringify([key.unit, key.period]))?.total ?? null;
    return { ...slice, version, revision, receipt, total };
  });
}

async function lastVersions(
  writer: DuckDBConnection,
  slices: readonly PackedSlice[],
): Promise<Map<string, number>> {
  const sql = `
    SELECT dataset, unit, period, source, max(version) AS version FROM slice_version
    WHERE dataset IN (SELECT unnest($datasets)) AND unit IN (SELECT unnest($units))
    GROUP BY dataset, unit, period, source`;
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

function keyColumns(): Column<SliceVersion>[] {
  return [
    text(({ key }) => key.dataset),
    text(({ key }) => key.unit),
    text(({ key }) => key.period),
    text(({ key }) => key.source),
    { type: INTEGER, value: ({ version }) => version },
  ];
}

/** The columns of `slice_version`, in its order. */
const VERSION_COLUMNS: readonly Column<SliceVersion>[] = [
  ...keyColumns(),
  text(({ receipt }) => receipt.id),
  whole(({ receipt }) => Date.parse(receipt.receivedAt)),
  whole(({ rows }) => rows),
  real(({ total }) => total),
  { type: BLOB, value: ({ content }) => blobValue(content) },
];

/** The columns of `outbox`, in its order. */
const OUTBOX_COLUMNS: readonly Column<SliceVersion>[] = [...keyColumns(), whole(({ revision }) => revision)];
