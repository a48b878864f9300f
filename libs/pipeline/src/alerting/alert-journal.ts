import { type Notice } from '#core';
import { type Message } from '#alert';
import { type AsOf } from '#store';
import { type Journal } from '../stage.js';

/** So many of each kind are read at a start: what is older than all of these is over. */
const READ_BACK = 5_000;
const BY = 'alerts';

/** A message as it was planned. */
export interface PlannedMessage extends Message {
  readonly channel: string;
}

export type DeliveryOutcome = 'delivered' | 'refused' | 'expired';

/** What the last process knew. */
export interface AlertRecord {
  /** Oldest first. */
  readonly notices: readonly Notice[];
  /** Those that are neither delivered nor given up, oldest first. */
  readonly waiting: readonly PlannedMessage[];
  /** Whether a notice is in some message to a channel. */
  readonly isPlanned: (notice: string, channel: string) => boolean;
}

/** Who tells something, and what must not have come to the ledger meanwhile. */
interface Telling {
  readonly by?: string;
  readonly asOf?: AsOf | undefined;
}

/** The journal of alerts: what was told, what is to go where, and what arrived. A restart repeats nothing of it. */
export class AlertJournal {
  constructor(private readonly journal: Journal) {}

  /** What cannot be read of it is set aside; see {@link Journal.entriesOf}. */
  async read(): Promise<AlertRecord> {
    const last = { last: READ_BACK };
    const [told, planned, ended] = await Promise.all([
      this.journal.entriesOf('alert', last),
      this.journal.entriesOf('alert-message', last),
      this.journal.entriesOf('alert-delivery', last),
    ]);
    const notices = told.map(({ content }) => content);
    const byId = new Map(notices.map((notice) => [notice.id, notice]));
    const over = new Set(ended.map(({ content }) => content.message));
    const messages = planned.map(({ id, content }) => ({ id, ...content }));
    const pairs = new Set(
      messages.flatMap(({ channel, notices: ids }) => ids.map((id) => `${channel} ${id}`)),
    );
    const waiting = messages
      .filter(({ id }) => !over.has(id))
      .map((message) => ({ ...message, notices: message.notices.flatMap((id) => byId.get(id) ?? []) }))
      .filter((message) => message.notices.length > 0);
    return { notices, waiting, isPlanned: (notice, channel) => pairs.has(`${channel} ${notice}`) };
  }

  /** Whatever is told is written first. Throws `store/overtaken` when more was told than the ledger held as of then. */
  async tell(notices: readonly Notice[], { by = BY, asOf }: Telling = {}): Promise<void> {
    const entries = notices.map((notice) => {
      const { system } = notice.alert;
      const subject = system === null ? null : `system:${system}`;
      return this.journal.entry('alert', { id: notice.id, atMs: notice.atMs, by, subject, content: notice });
    });
    await this.journal.append(entries, asOf);
  }

  async plan({ id, channel, notices }: PlannedMessage, nowMs: number): Promise<void> {
    const content = { channel, notices: notices.map((notice) => notice.id) };
    await this.journal.write('alert-message', { id, atMs: nowMs, by: BY, content });
  }

  async end({ id, channel }: PlannedMessage, outcome: DeliveryOutcome, nowMs: number): Promise<void> {
    const content = { message: id, channel, outcome };
    await this.journal.write('alert-delivery', { id: `${id}/${outcome}`, atMs: nowMs, by: BY, content });
  }
}
