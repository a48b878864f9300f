import { type Result } from '#core';
import { type Catalogue, type Channel } from '#catalogue';
import { type Mailer } from '../mailer.js';
import { letterOf } from '../wording.js';
import { type Message, type Notifier, type NotifierRefusal } from './notifier.js';

/** Tells people by mail; a double is known by its Message-ID. */
export class MailNotifier implements Notifier {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly channel: Channel,
    private readonly mailer: Mailer,
  ) {}

  send({ id, notices }: Message): Promise<Result<null, NotifierRefusal>> {
    return this.mailer.send({ id, to: this.channel.to ?? [], ...letterOf(this.catalogue, notices) });
  }
}
