import { Period, type SliceVersion } from '#core';
import { type Catalogue } from '#catalogue';
import { questionsFor } from '#score';
import { type LedgerReader, type SliceState } from '#store';

interface SlicesStage {
  readonly catalogue: Catalogue;
  readonly ledger: LedgerReader;
}

/** Every slice that a period's values, and what they are compared with, may stand on. */
export async function statesBehind(
  { catalogue, ledger }: SlicesStage,
  period: Period,
): Promise<SliceState[]> {
  const spans = new Map(
    questionsFor(catalogue, [period]).observations.map((question) => [question.dataset, question]),
  );
  return (await ledger.slices({})).filter(({ key }) => {
    const span = spans.get(key.dataset);
    const month = Period.of(key.period).lastMonth.toString();
    return span !== undefined && month >= span.fromMonth && month <= span.toMonth;
  });
}

/** The same with their files, from whom and when. */
export async function slicesBehind(stage: SlicesStage, period: Period): Promise<SliceVersion[]> {
  return versionsOf(stage.ledger, await statesBehind(stage, period));
}

/** Slices with their files, from whom and when. */
export async function versionsOf(
  ledger: LedgerReader,
  slices: readonly SliceState[],
): Promise<SliceVersion[]> {
  const ids = [...new Set(slices.map(({ uploadId }) => uploadId))];
  const receipts = await ledger.receipts({ ids, limit: ids.length });
  const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]));
  return slices.flatMap(({ key: { part, ...key }, version, uploadId }) => {
    const receipt = byId.get(uploadId);
    if (!receipt) return [];
    const { fileName, sha256, by, receivedAt } = receipt;
    return [
      { ...key, ...(part === '' ? {} : { part }), version, uploadId, fileName, sha256, by, receivedAt },
    ];
  });
}
