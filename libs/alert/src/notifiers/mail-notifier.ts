import { type Notice, type Result, failed } from '#core';
import { type Catalogue, type Channel } from '#catalogue';
import { type Letter, type Mailer } from '#outgoing';
import { letterOf } from '../letter.js';
import { type Message, type Notifier, type NotifierRefusal } from './notifier.js';

/** What a mail notifier needs to know. */
export interface MailChannel {
  readonly catalogue: Catalogue;
  readonly channel: Channel;
  readonly mailer: Mailer;
  /** Where people reach us, without a path; `null` when nobody has said. */
  readonly address: string | null;
}

/** Tells people by mail, of each alert in one thread; a double is known by its Message-ID. */
export class MailNotifier implements Notifier {
  /** Message → those of its recipients that have not got it yet, when others have. */
  private readonly refused = new Map<string, readonly string[]>();

  constructor(private readonly of: MailChannel) {}

  async send(message: Message): Promise<Result<null, NotifierRefusal>> {
    const { catalogue, channel, mailer, address } = this.of;
    const { id, notices } = message;
    const to = this.refused.get(id) ?? channel.to ?? [];
    const letter = { ...letterOf(catalogue, notices, address), ...threadOf(message, channel.id) };
    const sent = await mailer.send({ ...letter, to });
    this.refused.delete(id);
    if (sent.ok) return sent;
    const { message: problem, isFinal, rejected } = sent.problem;
    if (rejected) this.refused.set(id, rejected);
    return failed({ message: problem, kind: isFinal ? 'refused' : 'unreachable' });
  }
}

/**
 * The letter that first tells of an alert bears the alert's id, and those that follow answer it. A letter that tells of
 * several stands in the threads of all.
 */
function threadOf({ id, notices }: Message, channel: string): Pick<Letter, 'id' | 'thread'> {
  const rootOf = ({ alert }: Notice): string => `alert/${channel}/${alert.id}`;
  const [first] = notices;
  const roots = [...new Set(notices.map(rootOf))];
  if (first?.transition !== 'fired') return { id, thread: roots };
  const root = rootOf(first);
  return { id: root, thread: roots.filter((each) => each !== root) };
}
