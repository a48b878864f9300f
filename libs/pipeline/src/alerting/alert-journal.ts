import { type Notice } from '#core';
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
    const notices = (told ?? []).map(({ content }) => content as Notice);
    const byId = new Map(notices.map((notice) => [notice.id, notice]));
    const over = new Set((ended ?? []).map(({ content }) => (content as { message: string }).message));
    const messages = (planned ?? []).map(({ id, content }) => ({ id, ...(content as MessageContent) }));
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
