import { type AuditOutcome, type AuditRecord, cityTime } from '#core';
import { type Entry, type Journal } from './journal.js';

/** What is known of a call, before it is a record. */
interface AuditFacts extends Pick<AuditRecord, 'action' | 'about' | 'from' | 'status' | 'code'> {
  readonly by: string;
  readonly nowMs: number;
}

/** The same refusal is written once in so long, and refusals altogether so often: nobody fills the journal from outside. */
const SPAN_MS = 10 * 60_000;
const REFUSALS_IN_SPAN = 200;
/** Codes of those who were not let in. */
const REFUSALS_OF_ACCESS = /^(?:access\/|request\/too-many)/;

function outcomeOf(status: number): AuditOutcome {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'done';
}

/** Who changed what, tried to, or was not let in: short entries of the journal, never taken out again. */
export class AuditLog {
  private span = { startMs: 0, refusals: new Set<string>() };

  constructor(private readonly journal: Journal) {}

  /** Writes a call down; durable when the promise resolves. Refusals of access that were told of just now are left out. */
  async record({ by, nowMs, ...facts }: AuditFacts): Promise<void> {
    if (this.isRepeatedRefusal(by, facts, nowMs)) return;
    const content = { ...facts, outcome: outcomeOf(facts.status) };
    await this.journal.write('audit', { atMs: nowMs, by, content });
  }

  /** A page of records, newest first; `after` is the id of the last one of the page before. */
  async page({ limit, after }: { limit: number; after?: string | undefined }): Promise<AuditRecord[]> {
    const before = after === undefined ? {} : { before: after };
    const entries = await this.journal.entriesOf('audit', { last: limit, ...before });
    return entries.map(toRecord).reverse();
  }

  private isRepeatedRefusal(
    by: string,
    { action, from, code }: Pick<AuditFacts, 'action' | 'from' | 'code'>,
    nowMs: number,
  ): boolean {
    if (code === null || !REFUSALS_OF_ACCESS.test(code)) return false;
    if (nowMs - this.span.startMs >= SPAN_MS) this.span = { startMs: nowMs, refusals: new Set() };
    const { refusals } = this.span;
    const refusal = JSON.stringify([by, action, from, code]);
    if (refusals.has(refusal) || refusals.size >= REFUSALS_IN_SPAN) return true;
    refusals.add(refusal);
    return false;
  }
}

function toRecord({ id, atMs, by, content }: Entry<'audit'>): AuditRecord {
  return { id, at: cityTime(atMs), by, ...content };
}
