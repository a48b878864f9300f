import { ALERT_KINDS, type Notice } from '#core';
import { type Message } from '#alert';
import { type JournalEntry, type JournalKind, type Ledger } from '#store';

/** So many of each kind are read at a start: what is older than all of these is over. */
const READ_BACK = 5_000;

/** A message as it was planned. */
export interface PlannedMessage extends Message {
  readonly channel: string;
}

export type DeliveryOutcome = 'delivered' | 'refused' | 'expired';

interface MessageContent {
  readonly channel: string;
  readonly notices: readonly string[];
}

/** What was written long ago, or by mistake, is not trusted to have its shape: what has not is left out, and the rest read. */
function textIn(content: unknown, key: string): string | null {
  const value: unknown = typeof content === 'object' && content !== null ? Reflect.get(content, key) : null;
  return typeof value === 'string' ? value : null;
}

function isMessage(content: unknown): content is MessageContent {
  const notices: unknown = (content as Partial<MessageContent> | null)?.notices;
  const areTexts = Array.isArray(notices) && notices.every((id) => typeof id === 'string');
  return textIn(content, 'channel') !== null && areTexts;
}

function isNotice(content: unknown): content is Notice {
  const { alert, atMs } = (content ?? {}) as Partial<Notice>;
  const isAlert = ALERT_KINDS.some((kind) => kind === alert?.kind) && textIn(alert, 'subject') !== null;
  const isDated = [atMs, alert?.sinceMs, alert?.firedMs].every((ms) => Number.isFinite(ms));
  const hasIds = textIn(content, 'id') !== null && textIn(alert, 'id') !== null;
  return isAlert && isDated && hasIds && typeof alert?.detail === 'object';
}

/** What the last process knew. */
export interface AlertRecord {
  /** Oldest first. */
  readonly notices: readonly Notice[];
  /** Those that are neither delivered nor given up, oldest first. */
  readonly waiting: readonly PlannedMessage[];
  /** Whether a notice is in some message to a channel. */
  readonly isPlanned: (notice: string, channel: string) => boolean;
}

/** The journal of alerts: what was told, what is to go where, and what arrived. A restart repeats nothing of it. */
export class AlertJournal {
  constructor(private readonly ledger: Ledger) {}

  async read(): Promise<AlertRecord> {
    const [told, planned, ended] = await Promise.all(
      (['alert', 'alert-message', 'alert-delivery'] as const).map((kind) =>
        this.ledger.entries({ kind, last: READ_BACK }),
      ),
    );
    const notices = (told ?? []).flatMap(({ content }) => (isNotice(content) ? [content] : []));
    const byId = new Map(notices.map((notice) => [notice.id, notice]));
    const over = new Set((ended ?? []).flatMap(({ content }) => textIn(content, 'message') ?? []));
    const messages = (planned ?? []).flatMap(({ id, content }) =>
      isMessage(content) ? [{ id, channel: content.channel, notices: content.notices }] : [],
    );
    const pairs = new Set(
      messages.flatMap(({ channel, notices: ids }) => ids.map((id) => `${channel} ${id}`)),
    );
    const waiting = messages
      .filter(({ id }) => !over.has(id))
      .map((message) => ({
        ...message,
        notices: message.notices.flatMap((id) => byId.get(id) ?? []),
      }));
    return { notices, waiting, isPlanned: (notice, channel) => pairs.has(`${channel} ${notice}`) };
  }

  /** Whatever is told is written first. */
  async tell(notices: readonly Notice[], by = 'alerts'): Promise<void> {
    await this.ledger.append(
      notices.map((notice) =>
        entryOf('alert', notice.id, { atMs: notice.atMs, by, system: notice.alert.system, content: notice }),
      ),
    );
  }

  async plan({ id, channel, notices }: PlannedMessage, nowMs: number): Promise<void> {
    const content: MessageContent = { channel, notices: notices.map((notice) => notice.id) };
    await this.ledger.append([entryOf('alert-message', id, { atMs: nowMs, content })]);
  }

  async end(message: PlannedMessage, outcome: DeliveryOutcome, nowMs: number): Promise<void> {
    const content = { message: message.id, channel: message.channel, outcome };
    await this.ledger.append([
      entryOf('alert-delivery', `${message.id}/${outcome}`, { atMs: nowMs, content }),
    ]);
  }
}

interface Entry {
  readonly atMs: number;
  readonly by?: string;
  readonly system?: string | null;
  readonly content: unknown;
}

function entryOf(
  kind: JournalKind,
  id: string,
  { atMs, by = 'alerts', system = null, content }: Entry,
): JournalEntry {
  const subject = system === null ? null : `system:${system}`;
  return { id, kind, atMs, by, period: null, measure: null, subject, content };
}
