import { randomUUID } from 'node:crypto';
import { type AcceptedDeviation, type Comment, type Withdrawal, cityTime } from '#core';
import { type JournalEntry, type Ledger } from '#store';
import { type Signed } from '../stage.js';

/** What a comment is about; as a question, any field may be left out. */
export type CommentTopic = Pick<Comment, 'measure' | 'subject' | 'period'>;

type Acceptance = Pick<AcceptedDeviation, 'from' | 'until' | 'reason'>;

/** What a journal entry of the kind `deviation` holds: an acceptance, or the end of one. */
type DeviationContent =
  | (Acceptance & { readonly action: 'accept' })
  | { readonly action: 'withdraw'; readonly deviation: string; readonly from: string };

/** What people say beside the figures: comments, and deviations that are accepted. Nothing is ever taken out again. */
export class Remarks {
  private known: { readonly revision: number; readonly deviations: readonly AcceptedDeviation[] } | undefined;

  constructor(private readonly ledger: Ledger) {}

  /** Oldest first. */
  async comments(topic: Partial<CommentTopic>): Promise<Comment[]> {
    return (await this.ledger.entries({ kind: 'comment', ...topic })).map(toComment);
  }

  async comment(topic: CommentTopic, text: string, signed: Signed): Promise<Comment> {
    const entry = entryOf('comment', { ...topic, content: { text } }, signed);
    await this.ledger.append([entry]);
    return toComment(entry);
  }

  /** All that were ever accepted, oldest first, also those that are over or withdrawn. */
  async deviations(): Promise<readonly AcceptedDeviation[]> {
    const revision = await this.ledger.revision(['deviation']);
    if (this.known?.revision === revision) return this.known.deviations;
    const deviations = toDeviations(await this.ledger.entries({ kind: 'deviation' }));
    this.known = { revision, deviations };
    return deviations;
  }

  async acceptDeviation(
    topic: Pick<AcceptedDeviation, 'measure' | 'subject'>,
    { from, until, reason }: Acceptance,
    signed: Signed,
  ): Promise<AcceptedDeviation> {
    const content: DeviationContent = { action: 'accept', from, until, reason };
    const entry = entryOf('deviation', { ...topic, period: null, content }, signed);
    await this.ledger.append([entry]);
    return { ...acceptanceOf(entry, { from, until, reason }), withdrawn: null };
  }

  /** Ends an acceptance from an ISO date on; `null` when there is no such one, or it was ended before. */
  async withdrawDeviation(id: string, from: string, signed: Signed): Promise<AcceptedDeviation | null> {
    const standing = (await this.deviations()).find((deviation) => deviation.id === id);
    if (!standing || standing.withdrawn) return null;
    const { measure, subject } = standing;
    const content: DeviationContent = { action: 'withdraw', deviation: id, from };
    // The id is the acceptance's own, so that of two that withdraw at once one is refused.
    const entry = {
      ...entryOf('deviation', { measure, subject, period: null, content }, signed),
      id: `${id}-end`,
    };
    await this.ledger.append([entry]);
    return { ...standing, withdrawn: withdrawalOf(entry, from) };
  }
}

function entryOf(
  kind: JournalEntry['kind'],
  about: Pick<JournalEntry, 'measure' | 'subject' | 'period' | 'content'>,
  { by, nowMs }: Signed,
): JournalEntry {
  return { id: randomUUID(), kind, atMs: nowMs, by, ...about };
}

function toComment(entry: JournalEntry): Comment {
  const { text } = entry.content as { readonly text: string };
  const { id, measure, subject, period, atMs, by } = entry;
  return {
    id,
    measure: measure ?? '',
    subject: subject ?? '',
    period: period ?? '',
    text,
    at: cityTime(atMs),
    by,
  };
}

function acceptanceOf(entry: JournalEntry, acceptance: Acceptance): Omit<AcceptedDeviation, 'withdrawn'> {
  const { id, measure, subject, atMs, by } = entry;
  const { from, until, reason } = acceptance;
  return { id, measure: measure ?? '', subject: subject ?? '', from, until, reason, at: cityTime(atMs), by };
}

function withdrawalOf({ atMs, by }: JournalEntry, from: string): Withdrawal {
  return { from, at: cityTime(atMs), by };
}

function toDeviations(entries: readonly JournalEntry[]): AcceptedDeviation[] {
  const withdrawals = new Map<string, Withdrawal>();
  for (const entry of entries) {
    const content = entry.content as DeviationContent;
    if (content.action === 'withdraw') withdrawals.set(content.deviation, withdrawalOf(entry, content.from));
  }
  return entries.flatMap((entry) => {
    const content = entry.content as DeviationContent;
    if (content.action !== 'accept') return [];
    return [{ ...acceptanceOf(entry, content), withdrawn: withdrawals.get(entry.id) ?? null }];
  });
}
