import { Period } from '#core';
import { type JournalKind } from '#store';
import { type Perspektiv } from '../perspektiv.js';

/** What processes tell one another, or their next start, in passing: only the last of it matters, and it is no record. */
const SIGNALS: readonly JournalKind[] = ['heartbeat', 'verdict'];
/** A process that was away for longer starts anew, and reads what it needs elsewhere. */
const SIGNALS_KEPT_MS = 7 * 86_400_000;

/** Lets go of what is no longer needed: samples that the city no longer keeps, and signals between processes. */
export async function housekeep(
  { catalogue, store }: Pick<Perspektiv, 'catalogue' | 'store'>,
  nowMs: number,
): Promise<void> {
  const keepFrom = Period.at('month', nowMs).shift(-catalogue.rules.keepSamplesMonths);
  await store.timeSeries.housekeep(nowMs, keepFrom.startMs);
  await store.ledger.forget(SIGNALS, nowMs - SIGNALS_KEPT_MS);
}
