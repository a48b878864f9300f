import { type AuditOutcome, type AuditRecord, cityTime } from '#core';
import { ANYONE } from './access.js';
import { type Entry, type Journal } from './journal.js';

/** What is known of a call, before it is a record. */
interface AuditFacts extends Pick<AuditRecord, 'action' | 'about' | 'from' | 'status' | 'code'> {
  readonly by: string;
  readonly nowMs: number;
}

/** So many refusals of one caller are written in so long, and the others counted: nobody fills the journal, or hides another. */
const SPAN_MS = 10 * 60_000;
const REFUSALS_IN_SPAN = 200;

function outcomeOf(status: number): AuditOutcome {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'done';
}

/** Who changed what, tried to, or was not let in: short entries of the journal, never taken out again. */
export class AuditLog {
  private span = { startMs: 0, refusals: new Map<string, number>() };
  private counted = 0;

  constructor(private readonly journal: Journal) {}

  /** Refusals since the start that were counted and not written down. */
  get refusalsCounted(): number {
    return this.counted;
  }

  /**
   * Writes a call down; durable when the promise resolves. What anybody unknown was refused is only counted, as is what comes
   * after too many refusals of one caller.
   */
  async record({ by, nowMs, ...facts }: AuditFacts): Promise<void> {
    if (outcomeOf(facts.status) === 'refused' && !this.isWritten(by, nowMs)) {
      this.counted++;
      return;
    }
    const content = { ...facts, outcome: outcomeOf(facts.status) };
    await this.journal.write('audit', { atMs: nowMs, by, content });
  }

  /** A page of records, newest first; `after` is the id of the last one of the page before. */
  async page({ limit, after }: { limit: number; after?: string | undefined }): Promise<AuditRecord[]> {
    const before = after === undefined ? {} : { before: after };
    const entries = await this.journal.entriesOf('audit', { last: limit, ...before });
    return entries.map(toRecord).reverse();
  }

  private isWritten(by: string, nowMs: number): boolean {
    if (by === ANYONE.id) return false;
    if (nowMs - this.span.startMs >= SPAN_MS) this.span = { startMs: nowMs, refusals: new Map() };
    const refusals = (this.span.refusals.get(by) ?? 0) + 1;
    this.span.refusals.set(by, refusals);
    return refusals <= REFUSALS_IN_SPAN;
  }
}

function toRecord({ id, atMs, by, content }: Entry<'audit'>): AuditRecord {
  return { id, at: cityTime(atMs), by, ...content };
}
