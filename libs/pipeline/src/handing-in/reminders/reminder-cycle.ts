import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { type DeliveryState, Period, type Result, cityDate, cityTime } from '#core';
import { type ReminderRecipient, deliveriesOwedBy, subtreeOf } from '#catalogue';
import { type Links } from '../links.js';
import { type ScoreCycle } from '../../scoring/score-cycle.js';
import { type Entry, type Stage } from '../../stage.js';
import { type LetterText, type OwedLine, digestLetter, reminderLetter } from './letters.js';
import { type DueReminder, remindersOn } from './steps.js';

/** Letters leave on working days between these hours, in the city. */
const FIRST_HOUR = 7;
const LAST_HOUR = 17;
const FRIDAY = 5;
/** A letter that the server does not take is tried so many times, each in a later turn. */
const MOST_TRIES = 3;
/** A link in a letter is good for so long. */
const LINK_DAYS = 30;
const BY = 'reminders';

/** What letters leave by. */
export interface Post {
  send(
    letter: LetterText & { readonly id: string; readonly to: readonly string[] },
  ): Promise<Result<null, { readonly message: string; readonly isFinal: boolean }>>;
}

interface ReminderStage extends Pick<Stage, 'catalogue' | 'journal'> {
  readonly score: ScoreCycle;
  readonly links: Links;
  /** `null`: the city has named no server. */
  readonly post: Post | null;
}

/** How many letters left, and how many the server did not take. */
export interface Reminded {
  readonly sent: number;
  readonly failed: number;
}

/** A letter's place in the journal: it is claimed before it leaves, so that none is sent twice, whatever happens. */
interface Claim {
  /** One for each step that it tells of. */
  readonly keys: readonly string[];
  readonly attempt: number;
}

/**
 * Reminds those who owe, each step of each delivery once, and tells the follow-up team every week what is missing. A letter is
 * journalled before it leaves: a crash in between loses a letter, whose next step comes, rather than sending one twice.
 */
export class ReminderCycle {
  constructor(private readonly stage: ReminderStage) {}

  /** Sends what is to be told now. */
  async run(nowMs: number): Promise<Reminded> {
    const { reminders } = this.stage.catalogue;
    const outcomes: (boolean | null)[] = [];
    if (this.stage.post && reminders.address !== undefined && isWorkingHour(nowMs)) {
      const states = await this.states(nowMs);
      for (const recipient of reminders.recipients)
        outcomes.push(await this.remind(recipient, states, nowMs));
      for (const to of reminders.digest) outcomes.push(await this.digest(to, states, nowMs));
    }
    return {
      sent: outcomes.filter((outcome) => outcome === true).length,
      failed: outcomes.filter((outcome) => outcome === false).length,
    };
  }

  /** Of the year that the last month belongs to, and of the one before it: what is older is no longer asked for. */
  private async states(nowMs: number): Promise<DeliveryState[]> {
    const year = Period.at('year', nowMs);
    const before = await this.stage.score.deliveries(year.previous(), nowMs);
    return [...before, ...(await this.stage.score.deliveries(year, nowMs))];
  }

  /** `null`: there was nothing to tell. */
  private async remind(
    recipient: ReminderRecipient,
    states: readonly DeliveryState[],
    nowMs: number,
  ): Promise<boolean | null> {
    const due = remindersOn(cityDate(nowMs), this.ownedBy(recipient, states), (id) =>
      this.cadences().get(id),
    );
    const keyOf = ({ delivery: { delivery, unit, period }, step }: DueReminder): string =>
      ['reminder', delivery, unit, period, step, recipient.mail].join('/');
    const open = await this.unclaimed(due.map(keyOf));
    const owed = due.filter((reminder) => open.keys.includes(keyOf(reminder)));
    if (owed.length === 0) return null;
    await this.claim(open, nowMs);
    const lines: OwedLine[] = [];
    for (const reminder of owed) {
      lines.push({ ...reminder, address: await this.addressFor(reminder, recipient, nowMs) });
    }
    const letter = reminderLetter(this.stage.catalogue, recipient.name, lines);
    return this.send(open, { ...letter, to: recipient.mail }, nowMs);
  }

  private async digest(to: string, states: readonly DeliveryState[], nowMs: number): Promise<boolean | null> {
    const today = Temporal.PlainDate.from(cityDate(nowMs));
    const monday = today.subtract({ days: today.dayOfWeek - 1 }).toString();
    const open = await this.unclaimed([`digest/${monday}/${to}`]);
    if (open.keys.length === 0) return null;
    await this.claim(open, nowMs);
    const overdue = states.filter(({ state }) => state === 'missing');
    const address = this.stage.catalogue.reminders.address ?? '';
    const letter = digestLetter(this.stage.catalogue, { overdue, monday, address });
    return this.send(open, { ...letter, to }, nowMs);
  }

  private ownedBy(
    { units, deliveries }: ReminderRecipient,
    states: readonly DeliveryState[],
  ): DeliveryState[] {
    const owing = new Set(units.flatMap((unit) => [...subtreeOf(this.stage.catalogue, unit)]));
    return states.filter(
      ({ unit, delivery }) => owing.has(unit) && (deliveries === undefined || deliveries.includes(delivery)),
    );
  }

  private cadences(): ReadonlyMap<string, Period['type']> {
    const { catalogue } = this.stage;
    const owed = [...catalogue.units.values()].flatMap((unit) => deliveriesOwedBy(catalogue, unit));
    return new Map(owed.map(({ id, cadence }) => [id, cadence]));
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

  /** Which of some steps are still to be told: those that no letter was claimed for, or whose letters were all refused. */
  private async unclaimed(keys: readonly string[]): Promise<Claim> {
    const tries = Array.from({ length: MOST_TRIES }, (_, index) => index + 1);
    const ids = keys.flatMap((key) =>
      tries.flatMap((attempt) => [claimId(key, attempt), refusalId(key, attempt)]),
    );
    const known = await this.stage.journal.taken(ids);
    const next = new Map(
      keys.map((key) => {
        const last = tries.findLast((attempt) => known.has(claimId(key, attempt))) ?? 0;
        return [key, last > 0 && !known.has(refusalId(key, last)) ? Infinity : last + 1];
      }),
    );
    const attempt = Math.min(...next.values(), MOST_TRIES + 1);
    return attempt > MOST_TRIES
      ? { keys: [], attempt }
      : { keys: keys.filter((key) => next.get(key) === attempt), attempt };
  }

  private claim({ keys, attempt }: Claim, nowMs: number): Promise<void> {
    const claims = keys.map((key) => this.entry(claimId(key, attempt), 'claimed', nowMs));
    return this.stage.journal.append(claims);
  }

  private async send(
    { keys, attempt }: Claim,
    { to, subject, text }: LetterText & { readonly to: string },
    nowMs: number,
  ): Promise<boolean> {
    const id = createHash('sha256').update(keys.join('\n')).digest('hex');
    const outcome = await this.stage.post?.send({ id, to: [to], subject, text });
    if (!outcome || outcome.ok) return true;
    const { message, isFinal } = outcome.problem;
    // What is refused for good is not tried again: then every try is refused already.
    const last = isFinal ? MOST_TRIES : attempt;
    const refused = keys.flatMap((key) =>
      Array.from({ length: last - attempt + 1 }, (_, i) => attempt + i).flatMap((each) => [
        ...(each > attempt ? [this.entry(claimId(key, each), 'claimed', nowMs)] : []),
        this.entry(refusalId(key, each), message, nowMs),
      ]),
    );
    await this.stage.journal.append(refused);
    return false;
  }

  private entry(id: string, said: string, nowMs: number): Entry<'reminder'> {
    return this.stage.journal.entry('reminder', { id, atMs: nowMs, by: BY, content: { said } });
  }
}

function isWorkingHour(nowMs: number): boolean {
  const hour = Number(cityTime(nowMs).slice(11, 13));
  const { dayOfWeek } = Temporal.PlainDate.from(cityDate(nowMs));
  return dayOfWeek <= FRIDAY && hour >= FIRST_HOUR && hour < LAST_HOUR;
}

function claimId(key: string, attempt: number): string {
  return `${key}#${attempt}`;
}

function refusalId(key: string, attempt: number): string {
  return `${claimId(key, attempt)}-refused`;
}
