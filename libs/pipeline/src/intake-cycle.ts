import { createHash, randomUUID } from 'node:crypto';
import {
  type DatasetId,
  type Language,
  Period,
  type Receipt,
  type SliceKey,
  type UploadReport,
  cityTime,
  inTurn,
} from '#core';
import { type Catalogue, type DatasetSchema } from '#catalogue';
import { type FrozenPeriods, type ReadUpload, readUpload, reportOf } from '#intake';
import { type Ledger, type SliceQuery, type SliceState, type TimeSeries } from '#store';
import { type Editions } from './editions.js';

/** A file as it comes in at the door. */
export interface HandIn {
  readonly dataset: DatasetSchema;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Rows outside it are refused. */
  readonly claimedPeriod?: Period | undefined;
  readonly by: string;
  readonly source: string;
  readonly mayHandInFor: (unit: string) => boolean;
  readonly language: Language;
  readonly receivedAtMs: number;
  /** It may change what is frozen: the period then differs from its edition until it is restated. */
  readonly restate?: boolean | undefined;
}

/** `refused`: nothing is stored. `stored`: on disk, with the proof. `known`: the same bytes already stand. */
export type HandInOutcome =
  | { readonly kind: 'refused'; readonly report: UploadReport }
  | { readonly kind: 'stored' | 'known'; readonly receipt: Receipt };

function textOf(key: SliceKey): string {
  return [key.dataset, key.unit, key.period, key.source].join('\u0000');
}

/** Where people hand data in: read, check, record, project. One file at a time, whole or not at all. */
export class IntakeCycle {
  private readonly turn = inTurn();
  private projectedSlices = 0;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly ledger: Ledger,
    private readonly timeSeries: TimeSeries,
    private readonly editions: Editions,
  ) {}

  /** Grows with every slice that reaches the time series; for caches. */
  get projectionRevision(): number {
    return this.projectedSlices;
  }

  /** What would be said of a file; stores nothing. */
  async check(file: HandIn): Promise<UploadReport> {
    const read = this.read(file);
    return this.report(file, read, await this.standing(file.dataset.name, read));
  }

  /** Takes a file in. What is acknowledged survives anything; what is refused left no trace. */
  async handIn(file: HandIn): Promise<HandInOutcome> {
    const read = this.read(file);
    const outcome = await this.turn(() => this.record(file, read));
    await this.project();
    return outcome;
  }

  /** Brings the time series up to the ledger; what a crash left waiting is caught up with here. */
  project(): Promise<number> {
    return this.turn(() => this.projectWaiting());
  }

  /** Does some work for which what was handed in must stand still, when all of it has reached the time series. */
  undisturbed<T>(work: () => Promise<T>): Promise<T> {
    return this.turn(async () => {
      await this.projectWaiting();
      return work();
    });
  }

  /** Brings slices into the time series anew, whatever is there; answers how many. */
  reproject(query: SliceQuery): Promise<number> {
    return this.turn(async () => {
      const slices = await this.ledger.requeueProjections(query);
      await this.projectWaiting();
      return slices;
    });
  }

  private async projectWaiting(): Promise<number> {
    let projected = 0;
    for (;;) {
      const waiting = await this.ledger.pendingProjections(50);
      if (waiting.length === 0) return projected;
      await this.timeSeries.replaceObservations(waiting);
      this.projectedSlices += waiting.length;
      await this.ledger.markProjected(waiting);
      projected += waiting.length;
    }
  }

  private read(file: HandIn): ReadUpload {
    return readUpload({ ...file, catalogue: this.catalogue });
  }

  private async report(
    { restate = false }: HandIn,
    read: ReadUpload,
    standing: ReadonlyMap<string, SliceState>,
  ): Promise<UploadReport> {
    const around = new Map<string, readonly string[]>();
    for (const period of new Set(read.slices.map(({ key }) => key.period))) {
      around.set(period, await this.editions.frozenAround(Period.of(period)));
    }
    const frozen: FrozenPeriods = { around, restate };
    return reportOf(read, (key) => standing.get(textOf(key))?.total ?? null, { frozen });
  }

  private async record(file: HandIn, read: ReadUpload): Promise<HandInOutcome> {
    const standing = await this.standing(file.dataset.name, read);
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const known = read.accepted ? await this.standsAlready(read, standing, sha256) : null;
    if (known) return { kind: 'known', receipt: known };

    const report = await this.report(file, read, standing);
    if (!report.accepted) return { kind: 'refused', report };

    const receipt: Receipt = {
      id: randomUUID(),
      dataset: file.dataset.name,
      fileName: file.fileName,
      sha256,
      receivedAt: cityTime(file.receivedAtMs),
      by: file.by,
      source: file.source,
      rows: report.rows,
      slices: report.slices,
      warnings: report.problems,
    };
    await this.ledger.record({ receipt, slices: read.slices });
    return { kind: 'stored', receipt };
  }

  /** What the file's slices hold today. */
  private async standing(dataset: DatasetId, read: ReadUpload): Promise<ReadonlyMap<string, SliceState>> {
    const units = [...new Set(read.slices.map((slice) => slice.key.unit))];
    const periods = [...new Set(read.slices.map((slice) => slice.key.period))];
    const states = units.length === 0 ? [] : await this.ledger.slices({ dataset, units, periods });
    return new Map(states.map((state) => [textOf(state.key), state]));
  }

  /** The first receipt of the same bytes, as long as every slice of it still stands. */
  private async standsAlready(
    read: ReadUpload,
    standing: ReadonlyMap<string, SliceState>,
    sha256: string,
  ): Promise<Receipt | null> {
    const holders = new Set(read.slices.map((slice) => standing.get(textOf(slice.key))?.uploadId));
    const [holder] = holders;
    if (holders.size !== 1 || holder === undefined) return null;
    const [receipt] = await this.ledger.receipts({ ids: [holder], limit: 1 });
    return receipt?.sha256 === sha256 ? receipt : null;
  }
}
