import {
  type OwedReminder,
  type Period,
  type RemindersSent,
  type Result,
  cityDate,
  cityTime,
  failed,
  ok,
} from '#core';
import { type ReminderRecipient, answersFor } from '#catalogue';
import { type ScoreCycle } from '../../scoring/score-cycle.js';
import { type Entry, type Stage } from '../../stage.js';
import { type Post } from './letter-claims.js';
import { type OwedLetters } from './owed-letters.js';
import { type DueReminder, daysUntil } from './steps.js';

interface AskedStage extends Pick<Stage, 'catalogue' | 'journal'> {
  readonly score: ScoreCycle;
  readonly letters: OwedLetters;
  readonly post: Post | null;
}

/** Which unit is meant, with those below it; every one when absent. */
interface Asked {
  readonly unit?: string | undefined;
  readonly nowMs: number;
}

/** Who is asked for what of a period is missing, and reminders of it that somebody asks for: at most one a day each. */
export class AskedReminders {
  /** When each delivery was last reminded of, by `delivery/unit/period`. */
  private readonly remindedAt: () => Promise<ReadonlyMap<string, number>>;

  constructor(private readonly stage: AskedStage) {
    this.remindedAt = stage.journal.kept('reminder', lastReminded);
  }

  /** What has not come of a period, who is asked for it, and when they were reminded. */
  async owed(period: Period, { unit, nowMs }: Asked): Promise<OwedReminder[]> {
    const { catalogue, score, letters } = this.stage;
    const meant = unit === undefined ? null : answersFor(catalogue, unit);
    const states = (await score.deliveries(period, nowMs)).filter(
      (delivery) => delivery.receivedAt === null && (meant?.has(delivery.unit) ?? true),
    );
    const reminded = await this.remindedAt();
    const { recipients } = catalogue.reminders;
    return states.flatMap(({ receivedAt, state, ...owed }) => {
      if (state !== 'due' && state !== 'missing') return [];
      const asked = recipients.filter(
        (each) => letters.ownedBy(each, [{ ...owed, state, receivedAt }]).length > 0,
      );
      const atMs = reminded.get([owed.delivery, owed.unit, owed.period].join('/'));
      return [
        {
          ...owed,
          state,
          recipients: asked.map(({ name }) => name),
          remindedAt: atMs === undefined ? null : cityTime(atMs),
        },
      ];
    });
  }

  /** Writes to everybody who is asked for what is missing; refused where no letter can leave. */
  async remind(period: Period, asked: Asked): Promise<Result<RemindersSent, 'no-post'>> {
    const { catalogue, letters, post } = this.stage;
    if (!post || catalogue.reminders.address === undefined) return failed('no-post');
    const owed = await this.owed(period, asked);
    const today = cityDate(asked.nowMs);
    const dueFor = (recipient: ReminderRecipient): DueReminder[] =>
      letters
        .ownedBy(
          recipient,
          owed.map((delivery) => ({ ...delivery, receivedAt: null })),
        )
        .map((delivery) => ({
          delivery,
          step: `asked-${today}`,
          daysLeft: daysUntil(today, delivery.dueDate),
        }));
    const outcomes: (boolean | null)[] = [];
    for (const recipient of catalogue.reminders.recipients) {
      const due = dueFor(recipient);
      if (due.length > 0) outcomes.push(await letters.send(recipient, due, asked.nowMs));
    }
    const count = (wanted: boolean | null): number => outcomes.filter((outcome) => outcome === wanted).length;
    const nobodys = owed.filter(({ recipients }) => recipients.length === 0).map(({ unit }) => unit);
    return ok({
      sent: count(true),
      failed: count(false),
      already: count(null),
      unaddressed: [...new Set(nobodys)],
    });
  }
}

/** `reminder/{delivery}/{unit}/{period}/{step}/{mail}#{try}`; one that the server refused told nobody anything. */
const CLAIM = /^reminder\/([^/]+\/[^/]+\/[^/]+)\/.*#\d+$/;

function lastReminded(entries: readonly Entry<'reminder'>[]): ReadonlyMap<string, number> {
  const refused = new Set(
    entries.flatMap(({ id }) => (id.endsWith('-refused') ? [id.slice(0, -'-refused'.length)] : [])),
  );
  const last = new Map<string, number>();
  for (const { id, atMs } of entries) {
    const about = CLAIM.exec(id)?.[1];
    if (about !== undefined && !refused.has(id)) last.set(about, Math.max(atMs, last.get(about) ?? 0));
  }
  return last;
}
