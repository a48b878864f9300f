import { randomUUID } from 'node:crypto';
import { type StatusMessage, type WrittenText, cityTime } from '#core';
import { type JournalEntry, type Ledger } from '#store';
import { type Signed } from '../stage.js';

/** What is published first; the rest of a message comes later. */
type Publication = Pick<StatusMessage, 'title' | 'text' | 'systems'>;

/** What a journal entry of the kind `status-message` holds. */
type Content =
  | (Publication & { readonly action: 'publish' })
  | { readonly action: 'update'; readonly message: string; readonly text: WrittenText }
  | { readonly action: 'end'; readonly message: string };

/** What operations tell everybody of disturbances. Nothing is taken out again: what is over stays, and says when it ended. */
export class StatusMessages {
  private known: { readonly revision: number; readonly messages: readonly StatusMessage[] } | undefined;

  constructor(private readonly ledger: Ledger) {}

  /** All that were ever published, oldest first. */
  async all(): Promise<readonly StatusMessage[]> {
    const revision = await this.ledger.revision(['status-message']);
    if (this.known?.revision === revision) return this.known.messages;
    const messages = toMessages(await this.ledger.entries({ kind: 'status-message' }));
    this.known = { revision, messages };
    return messages;
  }

  async publish(publication: Publication, signed: Signed): Promise<StatusMessage> {
    const { title, text, systems } = publication;
    const entry = entryOf({ action: 'publish', title, text, systems }, signed);
    await this.ledger.append([entry]);
    return { id: entry.id, title, text, systems, at: cityTime(entry.atMs), updates: [], endedAt: null };
  }

  /** Adds what came to be known; `null` when there is no such message. One that ended may still be explained. */
  async update(id: string, text: WrittenText, signed: Signed): Promise<StatusMessage | null> {
    const message = await this.find(id);
    if (!message) return null;
    const entry = entryOf({ action: 'update', message: id, text }, signed);
    await this.ledger.append([entry]);
    return { ...message, updates: [...message.updates, { at: cityTime(entry.atMs), text }] };
  }

  /** Says that it is over; `null` when there is no such message, or it is over already. */
  async end(id: string, signed: Signed): Promise<StatusMessage | null> {
    const message = await this.find(id);
    if (message?.endedAt !== null) return null;
    // The id is the message's own, so that of two that end it at once one is refused.
    const entry = { ...entryOf({ action: 'end', message: id }, signed), id: `${id}-end` };
    await this.ledger.append([entry]);
    return { ...message, endedAt: cityTime(entry.atMs) };
  }

  private async find(id: string): Promise<StatusMessage | undefined> {
    return (await this.all()).find((message) => message.id === id);
  }
}

function entryOf(content: Content, { by, nowMs }: Signed): JournalEntry {
  const about = { period: null, measure: null, subject: null };
  return { id: randomUUID(), kind: 'status-message', atMs: nowMs, by, ...about, content };
}

function toMessages(entries: readonly JournalEntry[]): StatusMessage[] {
  const messages = new Map<string, StatusMessage>();
  for (const { id, atMs, content: held } of entries) {
    const content = held as Content;
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
