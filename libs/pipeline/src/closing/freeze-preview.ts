import {
  type EditionDiff,
  type FreezePreview,
  type Period,
  PerspektivError,
  type Result,
  deliveryCompleteness,
  editionName,
  failed,
  ok,
} from '#core';
import { rootUnit } from '#catalogue';
import { type EditionStage, type FreezeRefusal, whyNotNow } from './freeze.js';

/** Compares the newest edition of a period with what is live. */
export type Compare = (period: Period, from: string, nowMs: number) => Promise<Result<EditionDiff, unknown>>;

/** What freezing a period now would keep, or why it would be refused; stores nothing. */
export async function previewOf(
  stage: EditionStage,
  period: Period,
  {
    nowMs,
    restate,
    compare,
  }: { readonly nowMs: number; readonly restate: boolean; readonly compare: Compare },
): Promise<Result<FreezePreview, FreezeRefusal>> {
  const before = await stage.index.of(period);
  const refusal = whyNotNow(period, { nowMs, restate, isFrozen: before.length > 0 });
  if (refusal) return failed(refusal);
  const city = { kind: 'unit' as const, id: rootUnit(stage.catalogue).id };
  const card = await stage.score.scorecard(city, period, nowMs);
  if (!card.ok) throw new PerspektivError('score/no-city', card.problem);
  const deliveries = await stage.score.deliveries(period, nowMs);
  const perspectives = card.value.perspectives.map(({ measures, ...score }) => score);
  const newest = before.at(-1);
  const diff = newest && (await compare(period, newest.name, nowMs));
  return ok({
    period: period.toString(),
    name: editionName(before.length + 1),
    deliveries: deliveryCompleteness(deliveries),
    missing: deliveries.filter(({ state }) => state === 'missing').length,
    preliminaryBelow: stage.catalogue.rules.preliminaryBelow,
    perspectives,
    preliminary: perspectives.some(({ preliminary }) => preliminary),
    changed: newest && diff?.ok ? { since: newest.name, ...countsOf(diff.value) } : null,
  });
}

function countsOf({ measures, slices, definitions }: EditionDiff) {
  return { measures: measures.length, slices: slices.length, definitions: definitions.length };
}
