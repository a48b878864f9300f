import { housekeep } from './chores/housekeep.js';
import { scoreOpenPeriods } from './chores/nightly.js';
import { type Perspektiv } from './perspektiv.js';
import { type Role } from './process/settings.js';

/** A schedule is data: what runs, in which role, and how often. It never overlaps itself. */
export interface ScheduledTask {
  readonly id: string;
  readonly role: Role;
  readonly everySeconds: number;
  /** Whether it also runs when the process starts, in the background. */
  readonly atStart?: boolean;
  readonly run: (perspektiv: Perspektiv, nowMs: number) => Promise<unknown>;
}

/** Everything that Perspektiv does by itself, besides probing. */
export const TASKS: readonly ScheduledTask[] = [
  {
    id: 'roll-up',
    role: 'collect',
    everySeconds: 60,
    run: (perspektiv, nowMs) => perspektiv.collect.rollUpDue(nowMs),
  },
  {
    id: 'heartbeats',
    role: 'collect',
    everySeconds: 5,
    run: (perspektiv) => perspektiv.heartbeats.follow(),
  },
  {
    id: 'status-page',
    role: 'serve',
    everySeconds: 10,
    atStart: true,
    run: (perspektiv, nowMs) => perspektiv.status.refresh(nowMs),
  },
  {
    id: 'alerts',
    role: 'schedule',
    everySeconds: 15,
    atStart: true,
    run: (perspektiv) => perspektiv.alerts.tick(),
  },
  {
    id: 'project',
    role: 'serve', // whoever takes files in holds their slices until they are in the time series
    everySeconds: 60,
    run: (perspektiv) => perspektiv.intake.project(),
  },
  {
    id: 'standing-measures',
    role: 'schedule',
    everySeconds: 60,
    atStart: true,
    run: (perspektiv, nowMs) => perspektiv.standing.refresh(nowMs),
  },
  {
    id: 'lay-out-scorecards',
    role: 'schedule',
    everySeconds: 60,
    run: (perspektiv, nowMs) => perspektiv.laidOut.refresh(nowMs),
  },
  {
    id: 'score-open-periods',
    role: 'schedule',
    everySeconds: 900,
    run: scoreOpenPeriods,
  },
  {
    id: 'reminders',
    role: 'schedule',
    everySeconds: 900,
    run: (perspektiv, nowMs) => perspektiv.reminders.run(nowMs),
  },
  {
    id: 'housekeep',
    role: 'schedule',
    everySeconds: 3_600,
    run: housekeep,
  },
];
