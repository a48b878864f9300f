import { randomUUID } from 'node:crypto';
import {
  type DatasetId,
  type Language,
  type Period,
  type Receipt,
  type SliceKey,
  type UploadReport,
  cityTime,
  inTurn,
  unpackSlice,
} from '#core';
import { type DatasetSchema } from '#catalogue';
import {
  type FileOnDisk,
  type ReadUpload,
  ReadingRoom,
  besideSystems,
  isBySystem,
  reportOf,
  sliceSummaries,
} from '#intake';
import { type Delivered, type Ledger, type SliceState, isOvertaken } from '#store';
import { type EditionIndex } from '../scoring/edition-index.js';
import { type Stage } from '../stage.js';
import { emptied, emptiedSummary, supersededBy, underFormerIds } from './before-parts.js';
import { frozenPeriods } from './frozen-periods.js';
import { isAlike, leftBehind, receiptOfSame } from './same-bytes.js';
import { slicesBeside } from './slices-beside.js';

/** A file as it comes in at the door. */
export interface HandIn {
  readonly dataset: DatasetSchema;
  readonly fileName: string;
  readonly contentType?: string;
  readonly bytes: Uint8Array | FileOnDisk;
  /** Rows outside it are refused. */
  readonly claimedPeriod?: Period | undefined;
  readonly by: string;
  readonly source: string;
  readonly mayHandInFor: (unit: string) => boolean;
  readonly language: Language;
  readonly receivedAtMs: number;
  /** It may change what is frozen: the period then differs from its edition until it is restated. */
  readonly restate?: boolean | undefined;
  /** The ledger's revision that a report was made on: what came since is not overwritten unseen. Now, unless given. */
  readonly asOf?: number | undefined;
}

/**
 * `refused`: nothing is stored. `overtaken`: nothing is stored, for others handed in slices of the file since whoever hands
 * in looked last, or while the file was on its way. `stored`: on disk, with the proof. `known`: what the file
 * gives already stands, by the same bytes.
 */
export type HandInOutcome =
  | { readonly kind: 'refused'; readonly report: UploadReport }
  | { readonly kind: 'overtaken'; readonly by: readonly Receipt[] }
  | { readonly kind: 'stored' | 'known'; readonly receipt: Receipt };

/** A slice of a file beside what it holds now. */
export interface SliceBesideStored {
  readonly key: SliceKey;
  readonly rows: number;
  /** `null`: nothing. */
  readonly stored: SliceState | null;
  /** Whether the file would change nothing. */
  readonly isSame: boolean;
  /** SHA-256 of its content. */
  readonly digest: string | undefined;
}

function textOf(key: SliceKey): string {
  return [key.dataset, key.unit, key.period, key.source, key.part].join('\u0000');
}

/** What slices add up to in the versions that stand. */
function totalsIn(standing: ReadonlyMap<string, SliceState>): (key: SliceKey) => number | null {
  return (key) => standing.get(textOf(key))?.total ?? null;
}

/** Where people hand data in: read, check, record. One file at a time, whole or not at all. */
export class IntakeCycle {
  private readonly turn = inTurn();
  private readonly readingRoom: ReadingRoom;

  private readonly ledger: Ledger;

  constructor(
    private readonly stage: Pick<Stage, 'catalogue' | 'ledger' | 'membership'>,
    private readonly editions: EditionIndex,
  ) {
    const { catalogue } = stage;
    this.ledger = stage.ledger;
    this.readingRoom = new ReadingRoom(catalogue, catalogue.rules.uploads);
  }

  /** The catalogue has changed: files are read by it from now on. */
  renew(): Promise<void> {
    return this.readingRoom.renew();
  }

  /** Lets the threads go that read files. */
  close(): Promise<void> {
    return this.readingRoom.close();
  }

  /** What would be said of a file; stores nothing. */
  async check(file: HandIn): Promise<UploadReport> {
    const asOf = await this.ledger.revision([]);
    const read = await this.beside(await this.readingRoom.read(file), file);
    return { ...(await this.report(file, read, await this.standing(file.dataset.name, read))), asOf };
  }

  /** What would be said of a file, and each of its slices beside what is stored; stores nothing. */
  async compare(
    file: HandIn,
  ): Promise<{ readonly report: UploadReport; readonly slices: readonly SliceBesideStored[] }> {
    const asOf = await this.ledger.revision([]);
    const read = await this.beside(await this.readingRoom.read(file), file);
    const standing = await this.standing(file.dataset.name, read);
    const slices = read.slices.map((slice) => {
      const stored = standing.get(textOf(slice.key)) ?? null;
      const isSame = stored !== null && isAlike(slice, stored);
      return { key: slice.key, rows: slice.rows, stored, isSame, digest: slice.holds.digest };
    });
    return { report: { ...(await this.report(file, read, standing)), asOf }, slices };
  }

  /** Takes a file in. What is acknowledged survives anything; what is refused left no trace. */
  async handIn(file: HandIn): Promise<HandInOutcome> {
    const asOf = file.asOf ?? (await this.ledger.revision([]));
    const read = await this.readingRoom.read(file);
    return this.turn(() => this.record({ ...file, asOf }, read));
  }

  /** Does some work for which what is handed in here must stand still. */
  undisturbed<T>(work: () => Promise<T>): Promise<T> {
    return this.turn(work);
  }

  private async report(
    { restate = false }: HandIn,
    read: ReadUpload,
    standing: ReadonlyMap<string, SliceState>,
  ): Promise<UploadReport> {
    const { catalogue } = this.stage;
    const periods = read.slices.map(({ key }) => key.period);
    const stage = { catalogue, editions: this.editions };
    const frozen = { ...(await frozenPeriods(stage, read.dataset.name, periods)), restate };
    const { jumpFactor } = catalogue.rules.uploads;
    const beside = await slicesBeside(this.ledger, read);
    const behind = await leftBehind(this.ledger, read);
    const replaced = await this.replacedBy(read, standing);
    const rules = { frozen, jumpFactor, beside, behind, replaced: replaced.map(emptiedSummary) };
    return reportOf(read, totalsIn(standing), { ...rules, held: (key) => standing.get(textOf(key))?.holds });
  }

  private async record(file: HandIn & { readonly asOf: number }, asRead: ReadUpload): Promise<HandInOutcome> {
    const unlessFrozen = await this.editions.asOf();
    const read = await this.beside(asRead, file);
    const standing = await this.standing(file.dataset.name, read);
    const { sha256 } = read;
    const standingOf = (key: SliceKey): SliceState | undefined => standing.get(textOf(key));
    const known = read.accepted ? await receiptOfSame(this.ledger, read, standingOf) : null;
    if (known) return { kind: 'known', receipt: known };

    const report = await this.report(file, read, standing);
    if (!report.accepted || sha256 === null) return { kind: 'refused', report };
    const replaced = await this.replacedBy(read, standing);
    const slices = [...read.slices, ...replaced.map(({ key }) => emptied(key))];
    const touched = slices.flatMap(({ key }) => standingOf(key) ?? []);
    const newer = touched.filter(({ revision }) => revision > file.asOf);
    if (newer.length > 0) return { kind: 'overtaken', by: await this.receiptsBehind(newer) };

    const receipt: Receipt = {
      id: randomUUID(),
      dataset: file.dataset.name,
      fileName: file.fileName,
      sha256,
      receivedAt: cityTime(file.receivedAtMs),
      by: file.by,
      source: file.source,
      rows: report.rows,
      slices: [...sliceSummaries(read, totalsIn(standing)), ...replaced.map(emptiedSummary)],
      warnings: report.problems,
    };
    const delivered = { receipt, slices, asOf: unlessFrozen };
    const stored = await this.recordSeen(delivered, standing);
    return stored ? { kind: 'stored', receipt } : this.record(file, asRead);
  }

  /** Records unless another process, whose turns are its own, was faster: then what stands is to be looked at again. */
  private async recordSeen(
    delivered: Delivered,
    standing: ReadonlyMap<string, SliceState>,
  ): Promise<boolean> {
    const looked = delivered.slices.map(({ key }) => ({
      key,
      version: standing.get(textOf(key))?.version ?? 0,
    }));
    try {
      await this.ledger.record({ ...delivered, seen: this.stage.membership ? looked : [] });
      return true;
    } catch (error) {
      if (isOvertaken(error)) return false;
      throw error;
    }
  }

  /** A file as it changes what is stored: of rows that only name systems, what is stored of other systems stays. */
  private async beside(read: ReadUpload, { source }: HandIn): Promise<ReadUpload> {
    if (!read.accepted || !isBySystem(read.dataset)) return read;
    const periods = [...new Set(read.slices.map(({ key }) => key.period))];
    const states = await this.ledger.slices({ dataset: read.dataset.name, periods, source });
    const keys = states.filter(({ rows }) => rows > 0).map(({ key }) => key);
    const standing = keys.length === 0 ? [] : await this.ledger.contents(keys);
    return besideSystems(read, standing.map(unpackSlice));
  }

  /** What goes when a file is taken in, besides what its own slices hold. */
  private async replacedBy(
    read: ReadUpload,
    standing: ReadonlyMap<string, SliceState>,
  ): Promise<SliceState[]> {
    const states = [...standing.values()];
    return [...(await supersededBy(this.ledger, read, states)), ...underFormerIds(read, states)];
  }

  /** What the file's slices hold today, and what was handed in for the same units by former ids. */
  private async standing(dataset: DatasetId, read: ReadUpload): Promise<ReadonlyMap<string, SliceState>> {
    const named = new Set(read.slices.map((slice) => slice.key.unit));
    const former = [...named].flatMap((id) => this.stage.catalogue.units.get(id)?.formerly ?? []);
    const units = [...named, ...former];
    const periods = [...new Set(read.slices.map((slice) => slice.key.period))];
    const states = units.length === 0 ? [] : await this.ledger.slices({ dataset, units, periods });
    return new Map(states.map((state) => [textOf(state.key), state]));
  }

  private receiptsBehind(slices: readonly SliceState[]): Promise<Receipt[]> {
    const ids = [...new Set(slices.map(({ uploadId }) => uploadId))];
    return this.ledger.receipts({ ids, limit: ids.length });
  }
}
