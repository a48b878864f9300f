import { type AuditSort, AUDIT_SORTS, Period } from '#core';
import { type Rules } from '#catalogue';
import { type JournalKind } from '#store';
import { type Perspektiv } from '../perspektiv.js';
import { verifyAudit } from '../process/audit-chain.js';
import { LONGEST_SESSION_MS } from '../process/ended-sessions.js';

/** What processes tell one another, or their next start, in passing: only the last of it matters, and it is no record. */
const SIGNALS: readonly JournalKind[] = ['heartbeat', 'verdict'];
/** A process that was away for longer starts anew, and reads what it needs elsewhere. */
const SIGNALS_KEPT_MS = 7 * 86_400_000;
const AUDIT_CHAIN = 'chain:audit';

/** How many months entries of the audit log are kept, by their sort. */
function monthsOf(sort: AuditSort, { keepAudit }: Rules): number {
  switch (sort) {
    case 'change':
      return keepAudit.changesMonths;
    case 'attempt':
      return keepAudit.attemptsMonths;
    case 'sign-in':
      return keepAudit.signInsMonths;
  }
}

/** Lets go of what is no longer needed: samples and audit entries that the city no longer keeps, and signals between processes. */
export async function housekeep(
  { catalogue, store }: Pick<Perspektiv, 'catalogue' | 'store'>,
  nowMs: number,
): Promise<void> {
  const keepFrom = Period.at('month', nowMs).shift(-catalogue.rules.keepSamplesMonths);
  await store.timeSeries.housekeep(nowMs, keepFrom.startMs);
  await store.ledger.forget(SIGNALS, nowMs - SIGNALS_KEPT_MS);
  await store.ledger.forget(['session-end'], nowMs - LONGEST_SESSION_MS);
  for (const sort of AUDIT_SORTS) {
    const from = Period.at('month', nowMs).shift(-monthsOf(sort, catalogue.rules));
    await store.ledger.forgetChain({ kind: 'audit', subject: `audit:${sort}` }, from.startMs);
  }
}

/** Follows the chains of the audit log; what is not as it was written is told to operations until somebody has looked into it. */
export async function checkAudit({ stage }: Pick<Perspektiv, 'stage'>, nowMs: number): Promise<void> {
  const { faults } = await verifyAudit(stage.ledger);
  const [first] = faults;
  if (!first) stage.failures.well(AUDIT_CHAIN);
  else {
    const more = `${faults.length} places, first ${first.sort} ${first.sequence ?? ''} ${first.fault}`;
    stage.failures.failed(AUDIT_CHAIN, `the audit log is not as it was written: ${more}`, nowMs);
  }
}
