import { Temporal } from 'temporal-polyfill';
import { type DeliveryState, Period, cityDate, cityTime } from '#core';
import { everyDelivery } from '#catalogue';
import { type Links } from '../links.js';
import { type ScoreCycle } from '../../scoring/score-cycle.js';
import { type Stage } from '../../stage.js';
import { AskedReminders } from './asked-reminders.js';
import { LetterClaims, type Post } from './letter-claims.js';
import { digestLetter } from './letters.js';
import { OwedLetters } from './owed-letters.js';
import { remindersOn } from './steps.js';

/** Letters leave on working days between these hours, in the city. */
const FIRST_HOUR = 7;
const LAST_HOUR = 17;
const FRIDAY = 5;

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

/**
 * Reminds those who owe, each step of each delivery once, and tells the follow-up team every week what is missing. A letter is
 * journalled before it leaves: a crash in between loses a letter, whose next step comes, rather than sending one twice.
 */
export class ReminderCycle {
  /** Reminders that somebody asks for. */
  readonly asked: AskedReminders;
  private readonly claims: LetterClaims;
  private readonly letters: OwedLetters;

  constructor(private readonly stage: ReminderStage) {
    this.claims = new LetterClaims(stage.journal, stage.post);
    this.letters = new OwedLetters({ ...stage, claims: this.claims });
    this.asked = new AskedReminders({ ...stage, letters: this.letters });
  }

  /** Sends what is to be told now. */
  async run(nowMs: number): Promise<Reminded> {
    const { reminders } = this.stage.catalogue;
    const outcomes: (boolean | null)[] = [];
    if (this.stage.post && reminders.address !== undefined && isWorkingHour(nowMs)) {
      const states = await this.states(nowMs);
      for (const recipient of reminders.recipients) {
        const owed = this.letters.ownedBy(recipient, states);
        const due = remindersOn(cityDate(nowMs), owed, (id) => this.cadences().get(id));
        outcomes.push(await this.letters.send(recipient, due, nowMs));
      }
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

  private async digest(to: string, states: readonly DeliveryState[], nowMs: number): Promise<boolean | null> {
    const today = Temporal.PlainDate.from(cityDate(nowMs));
    const monday = today.subtract({ days: today.dayOfWeek - 1 }).toString();
    const open = await this.claims.unclaimed([`digest/${monday}/${to}`]);
    if (open.keys.length === 0) return null;
    await this.claims.claim(open, nowMs);
    const overdue = states.filter(({ state }) => state === 'missing');
    const address = this.stage.catalogue.reminders.address ?? '';
    const letter = digestLetter(this.stage.catalogue, { overdue, monday, address });
    return this.claims.send(open, { ...letter, to }, nowMs);
  }

  private cadences(): ReadonlyMap<string, Period['type']> {
    const every = everyDelivery(this.stage.catalogue);
    return new Map(every.map(({ id, cadence }) => [id, cadence]));
  }
}

function isWorkingHour(nowMs: number): boolean {
  const hour = Number(cityTime(nowMs).slice(11, 13));
  const { dayOfWeek } = Temporal.PlainDate.from(cityDate(nowMs));
  return dayOfWeek <= FRIDAY && hour >= FIRST_HOUR && hour < LAST_HOUR;
}
