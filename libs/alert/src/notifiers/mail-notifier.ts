import { type Result, failed } from '#core';
import { type Catalogue, type Channel } from '#catalogue';
import { type Mailer } from '../mailer.js';
import { letterOf } from '../wording.js';
import { type Message, type Notifier, type NotifierRefusal } from './notifier.js';

/** Tells people by mail; a double is known by its Message-ID. */
export class MailNotifier implements Notifier {
  /** Message → those of its recipients that have not got it yet, when others have. */
  private readonly refused = new Map<string, readonly string[]>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly channel: Channel,
    private readonly mailer: Mailer,
  ) {}

  async send({ id, notices }: Message): Promise<Result<null, NotifierRefusal>> {
    const to = this.refused.get(id) ?? this.channel.to ?? [];
    const sent = await this.mailer.send({ id, to, ...letterOf(this.catalogue, notices) });
    this.refused.delete(id);
    if (sent.ok) return sent;
    const { message, isFinal, rejected } = sent.problem;
    if (rejected) this.refused.set(id, rejected);
    return failed({ message, kind: isFinal ? 'refused' : 'unreachable' });
  }
}
