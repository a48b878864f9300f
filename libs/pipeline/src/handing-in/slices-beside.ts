import { subtreeIn, unitsAbove } from '#catalogue';
import { Period } from '#core';
import { type ReadUpload, type SliceBeside } from '#intake';
import { type Ledger, type SliceState } from '#store';

/**
 * The slices that stand beside a file's own and claim changes, when the file claims any: of its units, and of those above
 * and below them.
 */
export async function slicesBeside(
  ledger: Ledger,
  { dataset, slices, catalogue }: Pick<ReadUpload, 'dataset' | 'slices' | 'catalogue'>,
): Promise<SliceBeside[]> {
  const claiming = slices.filter(({ holds }) => holds.claims !== undefined).map(({ key }) => key);
  if (claiming.length === 0) return [];
  const related = claiming.flatMap(({ unit, period }) => {
    const month = Period.of(period).lastMonth.toString();
    return [unit, ...unitsAbove(catalogue, unit, month), ...subtreeIn(catalogue, unit, month)];
  });
  const units = [...new Set(related)];
  const replaced = new Set(slices.map(({ key }) => placeOf(key)));
  const states = await ledger.slices({ dataset: dataset.name, units });
  const beside = states.filter(
    ({ key, holds }) => holds?.claims !== undefined && !replaced.has(placeOf(key)),
  );
  const ids = [...new Set(beside.map(({ uploadId }) => uploadId))];
  const receipts = await ledger.receipts({ ids, limit: ids.length });
  const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
  return beside.flatMap(({ key, holds, uploadId }) => {
    const receipt = byId.get(uploadId);
    if (!receipt || !holds?.claims) return [];
    const { fileName, receivedAt } = receipt;
    return [{ key, claims: holds.claims, fileName, receivedAt }];
  });
}

/** Of slices of one data set. */
function placeOf({ unit, period, source, part }: SliceState['key']): string {
  return JSON.stringify([unit, period, source, part]);
}
