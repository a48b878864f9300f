import { type StatusMessage, type WrittenText, cityTime } from '#core';
import { type Content, type Entry, type Journal, type Signed } from '../stage.js';

/** What is published first; the rest of a message comes later. */
type Publication = Pick<StatusMessage, 'title' | 'text' | 'systems'>;

/** What operations tell everybody of disturbances. Nothing is taken out again: what is over stays, and says when it ended. */
export class StatusMessages {
  /** All that were ever published, oldest first. */
  readonly all: () => Promise<readonly StatusMessage[]>;

  constructor(private readonly journal: Journal) {
    this.all = journal.kept('status-message', toMessages);
  }

  async publish(publication: Publication, signed: Signed): Promise<StatusMessage> {
    const { title, text, systems } = publication;
    const entry = await this.write({ action: 'publish', title, text, systems }, signed);
    return { id: entry.id, title, text, systems, at: cityTime(entry.atMs), updates: [], endedAt: null };
  }

  /** Adds what came to be known; `null` when there is no such message. One that ended may still be explained. */
  async update(id: string, text: WrittenText, signed: Signed): Promise<StatusMessage | null> {
    const message = await this.find(id);
    if (!message) return null;
    const entry = await this.write({ action: 'update', message: id, text }, signed);
    return { ...message, updates: [...message.updates, { at: cityTime(entry.atMs), text }] };
  }

  /** Says that it is over; `null` when there is no such message, or it is over already. */
  async end(id: string, signed: Signed): Promise<StatusMessage | null> {
    const message = await this.find(id);
    if (message?.endedAt !== null) return null;
    // The id is the message's own, so that of two that end it at once one is refused.
    const entry = await this.write({ action: 'end', message: id }, signed, { id: `${id}-end` });
    return { ...message, endedAt: cityTime(entry.atMs) };
  }

  private write(
    content: Content<'status-message'>,
    { by, nowMs }: Signed,
    chosen: { readonly id?: string } = {},
  ): Promise<Entry<'status-message'>> {
    return this.journal.write('status-message', { ...chosen, atMs: nowMs, by, content });
  }

  private async find(id: string): Promise<StatusMessage | undefined> {
    return (await this.all()).find((message) => message.id === id);
  }
}

function toMessages(entries: readonly Entry<'status-message'>[]): StatusMessage[] {
  const messages = new Map<string, StatusMessage>();
  for (const { id, atMs, content } of entries) {
    const at = cityTime(atMs);
    if (content.action === 'publish') {
      const { title, text, systems } = content;
      messages.set(id, { id, title, text, systems, at, updates: [], endedAt: null });
      continue;
    }
    const message = messages.get(content.message);
    if (!message) continue;
    const changed =
      content.action === 'end'
        ? { ...message, endedAt: at }
        : { ...message, updates: [...message.updates, { at, text: content.text }] };
    messages.set(message.id, changed);
  }
  return [...messages.values()];
}
