import { Temporal } from 'temporal-polyfill';
import {
  type AcceptedDeviation,
  type Comment,
  type Result,
  type Withdrawal,
  cityTime,
  failed,
  ok,
} from '#core';
import { type EditionIndex } from './edition-index.js';
import { type Entry, type Journal, type Signed } from '../stage.js';

/** What a comment is about; as a question, any field may be left out. */
export type CommentTopic = Pick<Comment, 'measure' | 'subject' | 'period'>;

type Acceptance = Pick<AcceptedDeviation, 'from' | 'until' | 'reason'>;

/** How an acceptance is withdrawn. */
interface WithdrawalOrder {
  /** An ISO day; else it is as if it had never held, but for what is frozen. */
  readonly from?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * What people say beside the figures: comments, and deviations that are accepted. What is withdrawn stays in the journal and
 * in editions, and counts no longer.
 */
export class Remarks {
  /** All deviations that were ever accepted, oldest first, also those that are over or withdrawn. */
  readonly deviations: () => Promise<readonly AcceptedDeviation[]>;

  constructor(
    private readonly journal: Journal,
    private readonly editions: EditionIndex,
  ) {
    this.deviations = journal.kept('deviation', toDeviations);
  }

  /** Oldest first. */
  async comments(topic: Partial<CommentTopic>): Promise<Comment[]> {
    return commentsIn(await this.journal.entriesOf('comment', topic));
  }

  /** A comment that holds; `null` when there is none with this id. */
  async commentWith(id: string): Promise<Comment | null> {
    return (await this.comments({})).find((comment) => comment.id === id) ?? null;
  }

  async comment(topic: CommentTopic, text: string, { by, nowMs }: Signed): Promise<Comment> {
    const entry = await this.journal.write('comment', { ...topic, by, atMs: nowMs, content: { text } });
    return asComment(entry, text);
  }

  /** Takes a comment back as if it had never been made: until its period is frozen, for then an edition holds it. */
  async withdrawComment(
    { id, measure, subject, period }: Comment,
    reason: string | undefined,
    { by, nowMs }: Signed,
  ): Promise<Result<null, 'frozen'>> {
    const isFrozen = (await this.editions.all()).some((edition) => edition.period === period);
    if (isFrozen) return failed('frozen');
    const content = { action: 'withdraw', comment: id, ...(reason === undefined ? {} : { reason }) } as const;
    const about = { id: `${id}-end`, measure, subject, period };
    await this.journal.write('comment', { ...about, by, atMs: nowMs, content });
    return ok(null);
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

  /**
   * Ends an acceptance: from an ISO day on, or else as if it had never held, from the day after the last period in which it
   * was frozen: editions from before it was accepted do not hold it (domain.md, section 8). `null` when there is no such one, or it was ended before.
   */
  async withdrawDeviation(
    id: string,
    order: WithdrawalOrder,
    { by, nowMs }: Signed,
  ): Promise<AcceptedDeviation | null> {
    const standing = (await this.deviations()).find((deviation) => deviation.id === id);
    if (!standing || standing.withdrawn) return null;
    const { measure, subject } = standing;
    const { reason } = order;
    const from = order.from ?? (await this.firstDayNotFrozen(standing));
    const said = { from, ...(reason === undefined ? {} : { reason }) };
    const content = { action: 'withdraw', deviation: id, ...said } as const;
    // The id is the acceptance's own, so that of two that withdraw at once one is refused.
    const about = { id: `${id}-end`, measure, subject };
    const entry = await this.journal.write('deviation', { ...about, by, atMs: nowMs, content });
    return { ...standing, withdrawn: withdrawalOf(entry, said) };
  }

  private async firstDayNotFrozen(deviation: AcceptedDeviation): Promise<string> {
    const frozen = await this.editions.lastFrozenDay(deviation);
    return frozen === null ? deviation.from : Temporal.PlainDate.from(frozen).add({ days: 1 }).toString();
  }
}

function asComment(entry: Entry<'comment'>, text: string): Comment {
  const { id, measure, subject, period, atMs, by } = entry;
  return { id, measure, subject, period, text, at: cityTime(atMs), by };
}

function commentsIn(entries: readonly Entry<'comment'>[]): Comment[] {
  const withdrawn = new Set(entries.flatMap(({ content }) => ('action' in content ? [content.comment] : [])));
  return entries.flatMap((entry) => {
    const { content } = entry;
    return 'action' in content || withdrawn.has(entry.id) ? [] : [asComment(entry, content.text)];
  });
}

function acceptanceOf(
  entry: Entry<'deviation'>,
  acceptance: Acceptance,
): Omit<AcceptedDeviation, 'withdrawn'> {
  const { id, measure, subject, atMs, by } = entry;
  const { from, until, reason } = acceptance;
  return { id, measure, subject, from, until, reason, at: cityTime(atMs), by };
}

function withdrawalOf(
  { atMs, by }: Entry<'deviation'>,
  { from, reason }: Pick<Withdrawal, 'from' | 'reason'>,
): Withdrawal {
  return { from, at: cityTime(atMs), by, ...(reason === undefined ? {} : { reason }) };
}

function toDeviations(entries: readonly Entry<'deviation'>[]): AcceptedDeviation[] {
  const withdrawals = new Map<string, Withdrawal>();
  for (const entry of entries) {
    const { content } = entry;
    if (content.action === 'withdraw') withdrawals.set(content.deviation, withdrawalOf(entry, content));
  }
  return entries.flatMap((entry) => {
    const { content } = entry;
    if (content.action !== 'accept') return [];
    return [{ ...acceptanceOf(entry, content), withdrawn: withdrawals.get(entry.id) ?? null }];
  });
}
