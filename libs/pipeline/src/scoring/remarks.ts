import { type AcceptedDeviation, type Comment, type Withdrawal, cityTime } from '#core';
import { type Entry, type Journal, type Signed } from '../stage.js';

/** What a comment is about; as a question, any field may be left out. */
export type CommentTopic = Pick<Comment, 'measure' | 'subject' | 'period'>;

type Acceptance = Pick<AcceptedDeviation, 'from' | 'until' | 'reason'>;

/** What people say beside the figures: comments, and deviations that are accepted. Nothing is ever taken out again. */
export class Remarks {
  /** All deviations that were ever accepted, oldest first, also those that are over or withdrawn. */
  readonly deviations: () => Promise<readonly AcceptedDeviation[]>;

  constructor(private readonly journal: Journal) {
    this.deviations = journal.kept('deviation', toDeviations);
  }

  /** Oldest first. */
  async comments(topic: Partial<CommentTopic>): Promise<Comment[]> {
    return (await this.journal.entriesOf('comment', topic)).map(toComment);
  }

  async comment(topic: CommentTopic, text: string, { by, nowMs }: Signed): Promise<Comment> {
    return toComment(await this.journal.write('comment', { ...topic, by, atMs: nowMs, content: { text } }));
  }

  async acceptDeviation(
    topic: Pick<AcceptedDeviation, 'measure' | 'subject'>,
    { from, until, reason }: Acceptance,
    { by, nowMs }: Signed,
  ): Promise<AcceptedDeviation> {
    const content = { action: 'accept', from, until, reason } as const;
    const entry = await this.journal.write('deviation', { ...topic, by, atMs: nowMs, content });
    return { ...acceptanceOf(entry, { from, until, reason }), withdrawn: null };
  }

  /** Ends an acceptance from an ISO date on; `null` when there is no such one, or it was ended before. */
  async withdrawDeviation(
    id: string,
    from: string,
    { by, nowMs }: Signed,
  ): Promise<AcceptedDeviation | null> {
    const standing = (await this.deviations()).find((deviation) => deviation.id === id);
    if (!standing || standing.withdrawn) return null;
    const { measure, subject } = standing;
    const content = { action: 'withdraw', deviation: id, from } as const;
    // The id is the acceptance's own, so that of two that withdraw at once one is refused.
    const about = { id: `${id}-end`, measure, subject };
    const entry = await this.journal.write('deviation', { ...about, by, atMs: nowMs, content });
    return { ...standing, withdrawn: withdrawalOf(entry, from) };
  }
}

function toComment({ id, measure, subject, period, atMs, by, content }: Entry<'comment'>): Comment {
  return { id, measure, subject, period, text: content.text, at: cityTime(atMs), by };
}

function acceptanceOf(
  entry: Entry<'deviation'>,
  acceptance: Acceptance,
): Omit<AcceptedDeviation, 'withdrawn'> {
  const { id, measure, subject, atMs, by } = entry;
  const { from, until, reason } = acceptance;
  return { id, measure, subject, from, until, reason, at: cityTime(atMs), by };
}

function withdrawalOf({ atMs, by }: Entry<'deviation'>, from: string): Withdrawal {
  return { from, at: cityTime(atMs), by };
}

function toDeviations(entries: readonly Entry<'deviation'>[]): AcceptedDeviation[] {
  const withdrawals = new Map<string, Withdrawal>();
  for (const entry of entries) {
    const { content } = entry;
    if (content.action === 'withdraw') withdrawals.set(content.deviation, withdrawalOf(entry, content.from));
  }
  return entries.flatMap((entry) => {
    const { content } = entry;
    if (content.action !== 'accept') return [];
    return [{ ...acceptanceOf(entry, content), withdrawn: withdrawals.get(entry.id) ?? null }];
  });
}
