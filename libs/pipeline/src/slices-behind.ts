import { Period, type SliceVersion } from '#core';
import { type Catalogue } from '#catalogue';
import { questionsFor } from '#score';
import { type Ledger } from '#store';

/** Every slice that a period's values, and what they are compared with, may stand on: with its file, from whom and when. */
export async function slicesBehind(
  { catalogue, ledger }: { readonly catalogue: Catalogue; readonly ledger: Ledger },
  period: Period,
): Promise<SliceVersion[]> {
  const spans = new Map(
    questionsFor(catalogue, [period]).observations.map((question) => [question.dataset, question]),
  );
  const slices = (await ledger.slices({})).filter(({ key }) => {
    const span = spans.get(key.dataset);
    const month = Period.of(key.period).lastMonth.toString();
    return span && month >= span.fromMonth && month <= span.toMonth;
  });
  const ids = [...new Set(slices.map(({ uploadId }) => uploadId))];
  const receipts = await ledger.receipts({ ids, limit: ids.length });
  const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
  return slices.flatMap(({ key, version, uploadId }) => {
    const receipt = byId.get(uploadId);
    if (!receipt) return [];
    const { fileName, sha256, by, receivedAt } = receipt;
    return [{ ...key, version, uploadId, fileName, sha256, by, receivedAt }];
  });
}
