import { Temporal } from 'temporal-polyfill';
import { type DeliveryState, cityDate } from '#core';
import { type ReminderRecipient, answersFor } from '#catalogue';
import { type Links } from '../links.js';
import { type Stage } from '../../stage.js';
import { BY, type LetterClaims } from './letter-claims.js';
import { type OwedLine, reminderLetter } from './letters.js';
import { type DueReminder } from './steps.js';

/** A link in a letter is good for so long. */
const LINK_DAYS = 30;

interface LettersStage extends Pick<Stage, 'catalogue'> {
  readonly links: Links;
  readonly claims: LetterClaims;
}

/** Letters to those who owe, each step of each delivery once. */
export class OwedLetters {
  constructor(private readonly stage: LettersStage) {}

  /** Of some deliveries, those that a recipient answers for. */
  ownedBy({ units, deliveries }: ReminderRecipient, states: readonly DeliveryState[]): DeliveryState[] {
    const owing = new Set(units.flatMap((unit) => [...answersFor(this.stage.catalogue, unit)]));
    return states.filter(
      ({ unit, delivery }) => owing.has(unit) && (deliveries === undefined || deliveries.includes(delivery)),
    );
  }

  /** Sends one letter with all steps that were not told yet; `null` when there are none. */
  async send(
    recipient: ReminderRecipient,
    due: readonly DueReminder[],
    nowMs: number,
  ): Promise<boolean | null> {
    const { claims, catalogue } = this.stage;
    const keyOf = ({ delivery: { delivery, unit, period }, step }: DueReminder): string =>
      ['reminder', delivery, unit, period, step, recipient.mail].join('/');
    const open = await claims.unclaimed(due.map(keyOf));
    const owed = due.filter((reminder) => open.keys.includes(keyOf(reminder)));
    if (owed.length === 0) return null;
    await claims.claim(open, nowMs);
    const lines: OwedLine[] = [];
    for (const reminder of owed) {
      lines.push({ ...reminder, address: await this.addressFor(reminder, recipient, nowMs) });
    }
    const letter = reminderLetter(catalogue, recipient.name, lines);
    return claims.send(open, { ...letter, to: recipient.mail }, nowMs);
  }

  /** Where somebody hands in: on the page, or by a link that is made for just this. */
  private async addressFor(
    { delivery }: DueReminder,
    { links, name }: ReminderRecipient,
    nowMs: number,
  ): Promise<string> {
    const page = `${this.stage.catalogue.reminders.address?.replace(/\/$/, '') ?? ''}/lamna`;
    if (!links) return page;
    const { dataset, unit, period } = delivery;
    const until = Temporal.PlainDate.from(cityDate(nowMs)).add({ days: LINK_DAYS }).toString();
    const order = { dataset, unit, period, until, to: name };
    const { token } = await this.stage.links.make(order, { by: BY, nowMs });
    return `${page}#lank=${token}`;
  }
}
