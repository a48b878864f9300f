import { type DeliveryState } from './completeness.js';

/** What has not come of a period, and who is asked for it (`GET /reminders?period=`). */
export interface OwedReminder extends Omit<DeliveryState, 'state' | 'receivedAt'> {
  readonly state: 'due' | 'missing';
  /** Names of those who are reminded; empty where nobody is named for it in `reminders.yaml`. */
  readonly recipients: readonly string[];
  /** When somebody was last reminded of it, ISO 8601 with offset; `null` when nobody was. */
  readonly remindedAt: string | null;
}

/** What became of reminders that somebody asked for (`POST /reminders?period=`). */
export interface RemindersSent {
  /** Letters that left. */
  readonly sent: number;
  /** Letters that the mail server did not take. */
  readonly failed: number;
  /** Recipients who were reminded of the same earlier on the day. */
  readonly already: number;
  /** Units with something missing that nobody is asked for. */
  readonly unaddressed: readonly string[];
}
