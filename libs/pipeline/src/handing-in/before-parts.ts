import { type PackedSlice, type Receipt, type SliceKey, type SliceSummary, packObservations } from '#core';
import { idToday } from '#catalogue';
import { type ReadUpload, isBySystem } from '#intake';
import { type Ledger, type SliceState } from '#store';

/** What is said of a file that did not come as a table, and the way in that it came by. */
const WAYS: readonly (readonly [code: string, wayIn: string])[] = [
  ['read-as-sie', 'ledger'],
  ['read-as-focus', 'cloud-bill'],
];

/**
 * Slices of costs from before parts were told apart (ADR 32) that a file takes the place of. Such a slice holds all kinds of
 * one file; it is emptied by the first file that brings one of its kinds in the same way, as it always was. So is a slice
 * that only says that a kind does not apply, once there are figures of that kind.
 */
export async function supersededBy(
  ledger: Pick<Ledger, 'receipts'>,
  { slices }: Pick<ReadUpload, 'slices'>,
  standing: Iterable<SliceState>,
): Promise<SliceState[]> {
  const beside = [...standing].filter(
    ({ key, rows }) => rows > 0 && slices.some((slice) => isBeside(slice.key, key)),
  );
  const old = beside.filter(({ key }) => key.part === '');
  const ids = [...new Set(old.map(({ uploadId }) => uploadId))];
  const receipts = ids.length === 0 ? [] : await ledger.receipts({ ids, limit: ids.length });
  const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
  return beside.filter((state) => {
    const others = slices.filter(({ key }) => isBeside(key, state.key));
    if (state.key.part !== '') return others.some((slice) => answersNow(slice, state));
    const wayIn = wayInOf(byId.get(state.uploadId));
    return others.some(({ key }) => mayHold(state, key.part, wayIn));
  });
}

/** Slices that were handed in for a unit by a former id, and that a file has under its id of today. */
export function underFormerIds(
  { slices, dataset, catalogue }: Pick<ReadUpload, 'slices' | 'dataset' | 'catalogue'>,
  standing: readonly SliceState[],
): SliceState[] {
  if (isBySystem(dataset)) return []; // what goes there goes by system
  const isSame = ({ unit, period, source, part }: SliceKey, key: SliceKey): boolean =>
    unit !== key.unit &&
    unit === idToday(catalogue.units, key.unit) &&
    period === key.period &&
    source === key.source &&
    part === key.part;
  return standing.filter(({ key, rows }) => rows > 0 && slices.some((slice) => isSame(slice.key, key)));
}

/** Whether a slice gives figures of a kind for which nothing was said to apply, in whatever way that came. */
function answersNow({ key, holds }: ReadUpload['slices'][number], state: SliceState): boolean {
  const saidNothingElse = state.holds?.given === null && state.holds.notApplicable !== null;
  return saidNothingElse && holds.given !== null && kindOf(key.part) === kindOf(state.key.part);
}

function kindOf(part: string): string {
  return part.split('/')[0] ?? '';
}

/** A slice that holds nothing any longer. */
export function emptied(key: SliceKey): PackedSlice {
  return { key, rows: 0, content: packObservations([]) };
}

/** The same, as it is told of. */
export function emptiedSummary({ key: { unit, period, part }, total }: SliceState): SliceSummary {
  const told = part === '' ? {} : { part };
  const holds = { given: null, notApplicable: null };
  return { unit, period, ...told, rows: 0, total: null, previousTotal: total, holds };
}

function isBeside(a: SliceKey, b: SliceKey): boolean {
  return a.unit === b.unit && a.period === b.period && a.source === b.source && a.part !== b.part;
}

function wayInOf(receipt: Receipt | undefined): string {
  const codes = new Set(receipt?.warnings.map(({ code }) => code));
  return WAYS.find(([code]) => codes.has(code))?.[1] ?? 'table';
}

/** Where it was not noted what a slice holds, it may hold everything. */
function mayHold({ holds }: SliceState, part: string, wayIn: string): boolean {
  const kinds = holds ? [...(holds.given?.kind ?? []), ...(holds.notApplicable?.kind ?? [])] : null;
  return part.split('/')[1] === wayIn && (kinds === null || kinds.includes(kindOf(part)));
}
