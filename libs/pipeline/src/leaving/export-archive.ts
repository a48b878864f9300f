import { type ExportFile, type ExportManifest, type ExportRecord, cityTime } from '#core';
import { type IlsCell } from '#export';
import { type JournalEntry, type Ledger } from '#store';

/** A file of an export with its bytes. */
export interface StoredFile extends ExportFile {
  readonly content: Uint8Array;
}

/** All that an export holds. */
export interface ExportContent {
  readonly files: readonly StoredFile[];
  /** Every cell that it fills, or that holds nothing. */
  readonly cells: readonly IlsCell[];
}

/** What the journal holds of it: bytes as base64. */
interface ArchivedContent {
  readonly files: readonly (ExportFile & { readonly base64: string })[];
  readonly cells: readonly IlsCell[];
}

/** Exports in the journal: the manifest, and beside it a long entry with all files. Nothing is ever taken out again. */
export class ExportArchive {
  constructor(private readonly ledger: Ledger) {}

  /** Oldest first. */
  async all(): Promise<ExportRecord[]> {
    return (await this.ledger.entries({ kind: 'export' })).map(toRecord);
  }

  /** `null` when there is none of that id. */
  async find(id: string): Promise<ExportRecord | null> {
    const [entry] = await this.ledger.entries({ ids: [entryId(id)], kind: 'export' });
    return entry ? toRecord(entry) : null;
  }

  /** All that it holds; `null` when there is none of that id. */
  async content(id: string): Promise<ExportContent | null> {
    const [entry] = await this.ledger.entries({ ids: [contentId(id)], kind: 'export-content' });
    if (!entry) return null;
    const { files, cells } = entry.content as ArchivedContent;
    return {
      cells,
      files: files.map(({ base64, ...file }) => ({ ...file, content: Buffer.from(base64, 'base64') })),
    };
  }

  /** Stores an export, whole or not at all; one that is there already stays as it was. */
  async add(
    manifest: ExportManifest,
    { files, cells }: ExportContent,
    { by, nowMs }: { readonly by: string; readonly nowMs: number },
  ): Promise<ExportRecord> {
    const known = await this.find(manifest.id);
    if (known) return known;
    const content: ArchivedContent = {
      cells,
      files: files.map(({ content: bytes, ...file }) => ({
        ...file,
        base64: Buffer.from(bytes).toString('base64'),
      })),
    };
    const about = { atMs: nowMs, by, period: manifest.period, measure: null, subject: null };
    const entry: JournalEntry = { ...about, id: entryId(manifest.id), kind: 'export', content: manifest };
    await this.ledger.append([
      entry,
      { ...about, id: contentId(manifest.id), kind: 'export-content', content },
    ]);
    return toRecord(entry);
  }
}

function entryId(id: string): string {
  return `export-${id}`;
}

function contentId(id: string): string {
  return `export-content-${id}`;
}

function toRecord({ content, atMs, by }: JournalEntry): ExportRecord {
  return { ...(content as ExportManifest), madeAt: cityTime(atMs), by };
}
