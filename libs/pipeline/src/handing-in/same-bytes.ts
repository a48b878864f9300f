import { type Receipt, type SliceHoldings, type SliceKey, type SliceSummary } from '#core';
import { type ReadUpload } from '#intake';
import { type Ledger, type SliceState } from '#store';

/** What a slice holds now, if anything. */
export type StandingOf = (key: SliceKey) => SliceState | undefined;

/**
 * The first receipt of the same bytes, while the file, read as it is read now, is what is held (ADR 31): a mended account
 * map, catalogue or reader makes another file of the same bytes.
 */
export async function receiptOfSame(
  ledger: Pick<Ledger, 'receipts'>,
  read: ReadUpload,
  standingOf: StandingOf,
): Promise<Receipt | null> {
  const states = read.slices.map(({ key }) => standingOf(key));
  const [holder, ...others] = new Set(states.map((state) => state?.uploadId));
  if (holder === undefined || others.length > 0) return null;
  const isHeld = read.slices.every((slice, place) => {
    const state = states[place];
    return state !== undefined && isAlike(slice, state);
  });
  if (!isHeld) return null;
  const [receipt] = await ledger.receipts({ ids: [holder], limit: 1 });
  return receipt?.sha256 === read.sha256 && filled(receipt) === read.slices.length ? receipt : null;
}

/** How many slices an upload gave, without those that it emptied. */
function filled({ slices }: Receipt): number {
  return slices.filter(({ rows }) => rows > 0).length;
}

/** Content of a slice, by what is noted of it; what was stored before its digest was noted, by the rest. */
export function isAlike(
  { rows, total, holds }: ReadUpload['slices'][number],
  state: Pick<SliceState, 'rows' | 'total' | 'holds'>,
): boolean {
  if (state.holds?.digest !== undefined) return state.holds.digest === holds.digest;
  const noted = state.holds === null ? null : withoutDigest(state.holds);
  return (
    rows === state.rows &&
    total === state.total &&
    (noted === null || JSON.stringify(noted) === JSON.stringify(withoutDigest(holds)))
  );
}

function withoutDigest({ given, notApplicable, claims = [] }: SliceHoldings): unknown {
  return [given, notApplicable, claims];
}

/**
 * Slices that the same bytes gave when they were handed in before, that still stand, and that they no longer give: a new
 * delivery does not reach them.
 */
export async function leftBehind(
  ledger: Pick<Ledger, 'receipts' | 'slices'>,
  read: ReadUpload,
): Promise<SliceSummary[]> {
  if (read.sha256 === null || !read.accepted) return [];
  const dataset = read.dataset.name;
  const earlier = await ledger.receipts({ dataset, sha256: read.sha256, limit: 100 });
  const given = new Set(read.slices.map(({ key }) => placeOf(key)));
  const lost = earlier.flatMap(({ slices }) => slices).filter((slice) => !given.has(placeOf(slice)));
  if (lost.length === 0) return [];
  const uploads = new Set(earlier.map(({ id }) => id));
  const units = [...new Set(lost.map(({ unit }) => unit))];
  const periods = [...new Set(lost.map(({ period }) => period))];
  const standing = await ledger.slices({ dataset, units, periods });
  return standing
    .filter(({ key, uploadId, rows }) => uploads.has(uploadId) && rows > 0 && !given.has(placeOf(key)))
    .map(({ key: { unit, period, part }, rows, total }) => ({
      ...{ unit, period, part },
      ...{ rows, total, previousTotal: total },
    }));
}

function placeOf({ unit, period, part = '' }: Pick<SliceSummary, 'unit' | 'period' | 'part'>): string {
  return JSON.stringify([unit, period, part]);
}
