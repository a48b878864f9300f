import { type PackedSlice, type Receipt, type SliceKey, PerspektivError } from '#core';
import { type Delivered, type SliceAt } from '../ledger.js';
import { sliceText } from '../slice-text.js';
import { copyIn } from './copy-in.js';
import { type Asker, type Postgres, type Writing } from './postgres.js';
import { expectAsOf } from './expect-as-of.js';
import { packEntries } from '../packed-entry.js';
import { insertEntries } from './journal.js';
import { type ObservationTables } from './observation-tables.js';
import { readRevision } from './read-revision.js';
import { addUp, replaceObservations } from './replace-observations.js';
import { type KeyRow, keyOf } from './read-slices.js';

/** The upload that slices come with, and the versions that they had before it. */
interface Recording {
  readonly receipt: Receipt;
  readonly versions: Map<string, number>;
}

/** Stores an upload, its observations and the entries that go with it in one transaction. */
export async function recordUpload(
  db: Postgres,
  tables: ObservationTables,
  { receipt, slices, restored = [], seen = [], asOf, entries = [] }: Delivered,
): Promise<void> {
  const earlier = await db.read((asker) => earlierContents(asker, restored));
  const added = await addUp(tables, [...slices, ...earlier]);
  const packedEntries = await packEntries(entries);
  await db.write(async (asker) => {
    if (await isRecorded(asker, receipt)) return;
    if (asOf) await expectAsOf(asker, asOf);
    const keys = [...slices, ...restored].map(({ key }) => key);
    const versions = await lastVersions(asker, [...keys, ...seen.map(({ key }) => key)]);
    checkSeen(seen, versions);
    const revision = (await readRevision(asker)) + 1;
    await insertUpload(asker, { receipt, revision, units: keys.map(({ unit }) => unit) });
    const recording = { receipt, versions };
    await insertSlices(asker, slices, recording);
    for (const slice of restored) await restoreSlice(asker, slice, recording);
    await replaceObservations(asker, added);
    await insertEntries(asker, packedEntries, revision);
  });
}

async function isRecorded(asker: Asker, { id, sha256 }: Receipt): Promise<boolean> {
  const sql = 'SELECT sha256 FROM perspektiv.upload WHERE id = $1';
  const [recorded] = await asker.ask<{ sha256: string }>(sql, [id]);
  if (recorded === undefined || recorded.sha256 === sha256) return recorded !== undefined;
  throw new PerspektivError('store/upload-id-taken', `The id ${id} belongs to an upload with other bytes`);
}

/** Nothing may have come in between. */
function checkSeen(seen: readonly SliceAt[], versions: ReadonlyMap<string, number>): void {
  const changed = seen.find(({ key, version }) => (versions.get(sliceText(key)) ?? 0) !== version);
  if (!changed) return;
  const { dataset, unit, period } = changed.key;
  throw new PerspektivError(
    'store/slice-changed',
    `${dataset} of ${unit} for ${period} has been replaced since it was looked at`,
  );
}

async function insertUpload(
  asker: Asker,
  { receipt, revision, units }: { receipt: Receipt; revision: number; units: readonly string[] },
): Promise<void> {
  const sql = 'INSERT INTO perspektiv.upload VALUES ($1, $2, $3, $4, $5, $6)';
  const { id, dataset, sha256 } = receipt;
  await asker.run(sql, [id, revision, dataset, sha256, [...new Set(units)], JSON.stringify(receipt)]);
}

async function lastVersions(asker: Asker, keys: readonly SliceKey[]): Promise<Map<string, number>> {
  const sql = `
    SELECT dataset, unit, period, source, part, max(version) AS version FROM perspektiv.slice_version
    WHERE dataset = ANY($1) AND unit = ANY($2)
    GROUP BY dataset, unit, period, source, part`;
  const bindings = [
    [...new Set(keys.map(({ dataset }) => dataset))],
    [...new Set(keys.map(({ unit }) => unit))],
  ];
  const rows = await asker.ask<KeyRow & { version: number }>(sql, bindings);
  return new Map(rows.map((row) => [sliceText(keyOf(row)), row.version]));
}

/** The version that a slice gets now. */
function nextVersion(key: SliceKey, { versions }: Recording): number {
  const version = (versions.get(sliceText(key)) ?? 0) + 1;
  versions.set(sliceText(key), version);
  return version;
}

const SLICE_COLUMNS = [
  ...['dataset', 'unit', 'period', 'source', 'part', 'version'],
  ...['upload_id', 'received_at_ms', 'row_count', 'total', 'holds', 'content'],
];

async function insertSlices(
  asker: Writing,
  slices: readonly PackedSlice[],
  recording: Recording,
): Promise<void> {
  const { id, receivedAt, slices: summaries } = recording.receipt;
  const rows = slices.map(({ key, rows: count, content }) => {
    const { dataset, unit, period, source, part } = key;
    const summary = summaries.find(
      (each) => each.unit === unit && each.period === period && (each.part ?? '') === part,
    );
    const holds = summary?.holds ? JSON.stringify(summary.holds) : null;
    const version = nextVersion(key, recording);
    const named = [dataset, unit, period, source, part, version, id];
    return [...named, Date.parse(receivedAt), count, summary?.total, holds, content];
  });
  await copyIn(asker, 'perspektiv.slice_version', { columns: SLICE_COLUMNS, rows });
}

/** What slices held in earlier versions, which are never changed. */
async function earlierContents(asker: Asker, slices: readonly SliceAt[]): Promise<PackedSlice[]> {
  const contents: PackedSlice[] = [];
  for (const { key, version } of slices) {
    const sql = `
      SELECT row_count AS rows, content FROM perspektiv.slice_version
      WHERE dataset = $1 AND unit = $2 AND period = $3 AND source = $4 AND part = $5 AND version = $6`;
    const bindings = [key.dataset, key.unit, key.period, key.source, key.part, version];
    const [found] = await asker.ask<Omit<PackedSlice, 'key'>>(sql, bindings);
    if (!found) throw unknownVersion({ key, version });
    contents.push({ key, ...found });
  }
  return contents;
}

function unknownVersion({ key: { dataset, unit, period }, version }: SliceAt): PerspektivError {
  return new PerspektivError(
    'store/unknown-version',
    `${dataset} of ${unit} for ${period} has no version ${version}`,
  );
}

/** What a slice held in an earlier version, as its next one. */
async function restoreSlice(asker: Asker, { key, version }: SliceAt, recording: Recording): Promise<void> {
  const { dataset, unit, period, source, part } = key;
  const { receipt } = recording;
  const sql = `
    INSERT INTO perspektiv.slice_version
      (dataset, unit, period, source, part, version, upload_id, received_at_ms, row_count, total, holds, content)
    SELECT dataset, unit, period, source, part, $7, $8, $9, row_count, total, holds, content
    FROM perspektiv.slice_version
    WHERE dataset = $1 AND unit = $2 AND period = $3 AND source = $4 AND part = $5 AND version = $6`;
  await asker.run(sql, [
    ...[dataset, unit, period, source, part, version],
    ...[nextVersion(key, recording), receipt.id, Date.parse(receipt.receivedAt)],
  ]);
}
