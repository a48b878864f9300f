import { Period } from '#core';
import { type JournalKind } from '#store';
import { type Perspektiv } from './perspektiv.js';

/** What processes tell one another in passing: it is news for moments, and no record of anything. */
const SIGNALS: readonly JournalKind[] = ['heartbeat', 'verdict', 'projection'];
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
