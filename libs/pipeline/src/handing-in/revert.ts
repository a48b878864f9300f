import { createHash, randomUUID } from 'node:crypto';
import {
  type Language,
  type Receipt,
  type Result,
  type SliceHistoryEntry,
  type SliceKey,
  type SliceSummary,
  type UploadProblem,
  type UploadReport,
  cityTime,
  failed,
  ok,
} from '#core';
import { type Catalogue } from '#catalogue';
import { frozenProblems } from '#intake';
import { type Ledger, type SliceState, isOvertaken } from '#store';
import { type EditionIndex } from '../scoring/edition-index.js';
import { emptied, emptiedSummary } from './before-parts.js';
import { frozenPeriods } from './frozen-periods.js';
import { type IntakeCycle } from './intake-cycle.js';

/** Who wants an upload taken back, and what they have the right to. */
export interface RevertOrder {
  readonly uploadId: string;
  readonly by: string;
  readonly mayHandInFor: (unit: string) => boolean;
  /** The source that they hand in as; `null`: they may take back what came from any. */
  readonly source: string | null;
  /** They may change what is frozen, and want to. */
  readonly restate: boolean;
  readonly language: Language;
  readonly nowMs: number;
}

/** A slice that stands in the way; with what has come since, where that is why. */
export type SliceInTheWay = Pick<SliceSummary, 'unit' | 'period'> & {
  readonly since?: Pick<Receipt, 'id' | 'fileName' | 'by' | 'receivedAt'>;
};

/** Why an upload cannot be taken back; then nothing of it is. */
export type RevertRefusal =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-yours'; readonly units: readonly string[] }
  | { readonly kind: 'other-source'; readonly source: string }
  /** Something has been handed in after it: that must be taken back first. */
  | { readonly kind: 'replaced-since'; readonly slices: readonly SliceInTheWay[] }
  | { readonly kind: 'frozen'; readonly problems: readonly UploadProblem[] };

/** A slice as it is, and as it was before the upload; `null`: there was nothing, and will be nothing. */
interface Step {
  readonly now: SliceState;
  readonly before: SliceState | null;
}

interface Plan {
  readonly upload: Receipt;
  readonly steps: readonly Step[];
  readonly warnings: readonly UploadProblem[];
}

interface RevertStage {
  readonly ledger: Ledger;
  readonly intake: IntakeCycle;
  readonly editions: EditionIndex;
  readonly catalogue: Catalogue;
}

/**
 * Takes uploads back: what held before holds again as a new version, of all slices or of none, and what was the first of its
 * slice is withdrawn to nothing; and tells of what held when.
 */
export class Revert {
  constructor(private readonly stage: RevertStage) {}

  /** What would hold again; changes nothing. */
  async check(order: RevertOrder): Promise<Result<UploadReport, RevertRefusal>> {
    const plan = await this.plan(order);
    if (!plan.ok) return plan;
    const slices = summariesOf(plan.value);
    const { upload, warnings } = plan.value;
    const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
    const { dataset } = upload;
    return ok({ accepted: true, dataset, rows, slices, problems: warnings, problemsNotListed: 0 });
  }

  /** Takes an upload back; the receipt names it. */
  run(order: RevertOrder): Promise<Result<Receipt, RevertRefusal>> {
    return this.stage.intake.undisturbed(() => this.takeBack(order));
  }

  /** Looks again when another process was faster with a file or an edition. */
  private async takeBack(order: RevertOrder): Promise<Result<Receipt, RevertRefusal>> {
    const asOf = await this.stage.editions.asOf();
    const plan = await this.plan(order);
    if (!plan.ok) return plan;
    const { steps } = plan.value;
    const receipt = await this.receiptFor(plan.value, order);
    const restored = steps.flatMap(({ before }) => before ?? []);
    const slices = steps.flatMap(({ now, before }) => (before ? [] : [emptied(now.key)]));
    const seen = steps.map(({ now }) => now);
    try {
      await this.stage.ledger.record({ receipt, slices, restored, seen, asOf });
      return ok(receipt);
    } catch (error) {
      if (isOvertaken(error)) return this.takeBack(order);
      throw error;
    }
  }

  /** Every version of a unit's slices of a data set and period, newest first. */
  async history({ dataset, unit, period }: Omit<SliceKey, 'source' | 'part'>): Promise<SliceHistoryEntry[]> {
    const versions = await this.stage.ledger.slices({
      dataset,
      units: [unit],
      periods: [period],
      everyVersion: true,
    });
    const receipts = await this.receiptsOf(versions);
    const entries = versions.flatMap(({ key, version, current, uploadId, rows, total }) => {
      const receipt = receipts.get(uploadId);
      if (!receipt) return [];
      const { fileName, sha256, receivedAt, by, reverts = null } = receipt;
      const file = { fileName, sha256, receivedAt, by, reverts };
      return [{ ...key, version, current, uploadId, ...file, rows, total }];
    });
    return entries.sort(
      (a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt) || b.version - a.version,
    );
  }

  private async plan(order: RevertOrder): Promise<Result<Plan, RevertRefusal>> {
    const [upload] = await this.stage.ledger.receipts({ ids: [order.uploadId], limit: 1 });
    if (!upload) return failed({ kind: 'unknown' });
    const forbidden = forbiddenBy(order, upload);
    if (forbidden) return failed(forbidden);

    const versions = await this.versionsOf(upload);
    const current = versions.filter((state) => state.current);
    const since = current.filter(({ uploadId }) => uploadId !== upload.id);
    if (since.length > 0) {
      const receipts = await this.receiptsOf(since);
      const slices = since.map((state) => inTheWay(state, receipts.get(state.uploadId)));
      return failed({ kind: 'replaced-since', slices });
    }
    const steps = current.map((now) => {
      const before = versions.find((state) => isSameSlice(state, now) && state.version === now.version - 1);
      return { now, before: before ?? null };
    });
    return this.unlessFrozen({ upload, steps, warnings: [] }, order);
  }

  private async unlessFrozen(
    plan: Plan,
    { restate, language }: RevertOrder,
  ): Promise<Result<Plan, RevertRefusal>> {
    const periods = plan.steps.map(({ now }) => now.key.period);
    const frozen = await frozenPeriods(this.stage, plan.upload.dataset, periods);
    const problems = frozenProblems(periods, { ...frozen, restate }, language);
    if (problems.some(({ severity }) => severity === 'error')) return failed({ kind: 'frozen', problems });
    return ok({ ...plan, warnings: problems });
  }

  /** All versions of the slices that an upload touched. */
  private async versionsOf({ id, dataset, source, slices }: Receipt): Promise<SliceState[]> {
    const versions = await this.stage.ledger.slices({
      dataset,
      source,
      units: [...new Set(slices.map(({ unit }) => unit))],
      periods: [...new Set(slices.map(({ period }) => period))],
      everyVersion: true,
    });
    const touched = versions.filter(({ uploadId }) => uploadId === id);
    return versions.filter((state) => touched.some((other) => isSameSlice(state, other)));
  }

  private async receiptsOf(states: readonly SliceState[]): Promise<ReadonlyMap<string, Receipt>> {
    const ids = [...new Set(states.map(({ uploadId }) => uploadId))];
    const receipts = await this.stage.ledger.receipts({ ids, limit: ids.length });
    return new Map(receipts.map((receipt) => [receipt.id, receipt]));
  }

  private async receiptFor(plan: Plan, { by, nowMs }: RevertOrder): Promise<Receipt> {
    const { upload, steps, warnings } = plan;
    const receipts = await this.receiptsOf(steps.flatMap(({ before }) => before ?? []));
    const files = [...receipts.values()];
    const checksums = steps.flatMap(({ before }) => receipts.get(before?.uploadId ?? '')?.sha256 ?? []);
    const slices = summariesOf(plan);
    return {
      id: randomUUID(),
      dataset: upload.dataset,
      fileName: [...new Set(files.map(({ fileName }) => fileName))].join(', ') || upload.fileName,
      sha256: checksumOf(checksums),
      receivedAt: cityTime(nowMs),
      by,
      source: upload.source,
      rows: slices.reduce((sum, slice) => sum + slice.rows, 0),
      slices,
      warnings,
      reverts: upload.id,
    };
  }
}

function forbiddenBy({ mayHandInFor, source }: RevertOrder, upload: Receipt): RevertRefusal | null {
  const units = [...new Set(upload.slices.map(({ unit }) => unit))];
  const others = units.filter((unit) => !mayHandInFor(unit));
  if (others.length === units.length) return { kind: 'unknown' };
  if (others.length > 0) return { kind: 'not-yours', units: others };
  if (source !== null && source !== upload.source) return { kind: 'other-source', source: upload.source };
  return null;
}

function isSameSlice({ key: a }: SliceState, { key: b }: SliceState): boolean {
  return a.unit === b.unit && a.period === b.period && a.part === b.part;
}

function inTheWay({ key: { unit, period } }: SliceState, receipt?: Receipt): SliceInTheWay {
  if (!receipt) return { unit, period };
  const { id, fileName, by, receivedAt } = receipt;
  return { unit, period, since: { id, fileName, by, receivedAt } };
}

function summariesOf({ steps }: Plan): SliceSummary[] {
  return steps.map(({ now, before }) => {
    if (!before) return emptiedSummary(now);
    const { unit, period, part } = before.key;
    return restoredSummary({ unit, period, ...(part === '' ? {} : { part }) }, { now, before });
  });
}

function restoredSummary(
  slice: Pick<SliceSummary, 'unit' | 'period' | 'part'>,
  { now, before }: { readonly now: SliceState; readonly before: SliceState },
): SliceSummary {
  return {
    ...slice,
    rows: before.rows,
    total: before.total,
    previousTotal: now.total,
    ...(before.holds ? { holds: before.holds } : {}),
    restoredFrom: before.uploadId,
  };
}

/** Of the one file that holds again; of several, of their checksums in a row. */
function checksumOf(checksums: readonly string[]): string {
  const [only, ...others] = new Set(checksums);
  if (only !== undefined && others.length === 0) return only;
  return createHash('sha256').update(checksums.join('')).digest('hex');
}
