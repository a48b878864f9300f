import { type AuditOutcome, type AuditRecord, type AuditSort, cityTime } from '#core';
import { ANYONE } from './access.js';
import { AuditedCall, type AuditedCalls } from './audited-calls.js';
import { type Entry, type Journal } from './journal.js';

/** What is known of a call, before it is a record. */
export interface AuditFacts extends Pick<AuditRecord, 'action' | 'about' | 'from' | 'status' | 'code'> {
  readonly by: string;
  readonly nowMs: number;
}

/** So many refusals of one caller are written in so long, and of the others every hundredth: nobody fills the journal, or hides another. */
const SPAN_MS = 10 * 60_000;
const REFUSALS_IN_SPAN = 200;
const WRITTEN_AFTERWARDS = 100;
const LONGEST_TEXT = 120;

function outcomeOf(status: number): AuditOutcome {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'done';
}

function sortOf({ action, status }: Pick<AuditFacts, 'action' | 'status'>): AuditSort {
  if (status >= 400) return 'attempt';
  return /^\w+ \/sign-(?:in|out)\b/.test(action) ? 'sign-in' : 'change';
}

/** Who changed what, tried to, or was not let in: short entries of the journal, in chains (docs/adr/0052-audit-with-its-change.md). */
export class AuditLog {
  private span = { startMs: 0, refusals: new Map<string, number>() };
  private counted = 0;

  constructor(
    private readonly journal: Journal,
    private readonly calls: AuditedCalls,
  ) {}

  /** Refusals since the start that were counted and not written down. */
  get refusalsCounted(): number {
    return this.counted;
  }

  /** A call that may change something; what is known of it is asked when it does. */
  call(factsNow: () => AuditFacts): AuditedCall {
    return new AuditedCall((made) => {
      const facts = factsNow();
      const about = { ...facts.about, made: made.slice(0, LONGEST_TEXT) };
      return this.entryOf({ ...facts, about });
    });
  }

  /** Does the work of a call: its record is stored in the transaction of its first change. */
  during<T>(call: AuditedCall, work: () => T): T {
    return this.calls.during(call, work);
  }

  /**
   * Writes a call down by itself; durable when the promise resolves. What anybody unknown was refused is only counted, as is most
   * of what comes after too many refusals of one caller.
   */
  async record(facts: AuditFacts): Promise<void> {
    const refusals = outcomeOf(facts.status) === 'refused' ? this.refusalsOf(facts) : 0;
    const isWritten = refusals <= REFUSALS_IN_SPAN || refusals % WRITTEN_AFTERWARDS === 0;
    if (!isWritten) {
      this.counted++;
      return;
    }
    const more = refusals > REFUSALS_IN_SPAN ? { refusals: String(refusals) } : {};
    await this.journal.append([this.entryOf({ ...facts, about: { ...facts.about, ...more } })]);
  }

  /** A page of records, newest first; `after` is the id of the last one of the page before. */
  async page({ limit, after }: { limit: number; after?: string | undefined }): Promise<AuditRecord[]> {
    const before = after === undefined ? {} : { before: after };
    const entries = await this.journal.entriesOf('audit', { last: limit, ...before });
    return entries.map(toRecord).reverse();
  }

  private entryOf({ by, nowMs, ...facts }: AuditFacts): Entry<'audit'> {
    const content = { ...facts, outcome: outcomeOf(facts.status) };
    return this.journal.entry('audit', { atMs: nowMs, by, subject: `audit:${sortOf(facts)}`, content });
  }

  /** How many refusals of a caller there were within the span; past all counting for anybody unknown. */
  private refusalsOf({ by, nowMs }: AuditFacts): number {
    if (by === ANYONE.id) return Infinity;
    if (nowMs - this.span.startMs >= SPAN_MS) this.span = { startMs: nowMs, refusals: new Map() };
    const refusals = (this.span.refusals.get(by) ?? 0) + 1;
    this.span.refusals.set(by, refusals);
    return refusals;
  }
}

function toRecord({ id, atMs, by, content }: Entry<'audit'>): AuditRecord {
  return { id, at: cityTime(atMs), by, ...content };
}
