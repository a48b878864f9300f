import { backUpDue } from './chores/backup/scheduled-backups.js';
import { checkAudit, housekeep } from './chores/housekeep.js';
import { scoreOpenPeriods } from './chores/nightly.js';
import { type Perspektiv } from './perspektiv.js';
import { type Role } from './process/settings.js';

/**
 * Whether the schedule is this process' to run. One that shares its store and does not lead, or cannot know, leaves
 * deciding on alerts to the one that does. Throws when the ledger does not answer.
 */
export async function leads({ stage, alerting }: Perspektiv): Promise<boolean> {
  const { membership } = stage;
  let isLeading = membership === null;
  try {
    isLeading ||= (await membership?.leads()) ?? false;
    return isLeading;
  } finally {
    if (!isLeading) await alerting.alerts.rest();
  }
}

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
    // Each turn of it is one process' claim to lead for a term (ADR 21): who takes over decides on alerts at once.
    id: 'lead',
    role: 'schedule',
    everySeconds: 3,
    run: (perspektiv) => perspektiv.alerting.takeUp(),
  },
  {
    id: 'roll-up',
    role: 'collect',
    everySeconds: 60,
    run: (perspektiv, nowMs) => perspektiv.measuring.collect.rollUpDue(nowMs),
  },
  {
    id: 'heartbeats',
    role: 'collect',
    everySeconds: 5,
    run: (perspektiv) => perspektiv.measuring.heartbeats.follow(),
  },
  {
    id: 'status-page',
    role: 'serve',
    everySeconds: 10,
    atStart: true,
    run: (perspektiv, nowMs) => perspektiv.status.page.refresh(nowMs),
  },
  {
    id: 'alerts',
    role: 'schedule',
    everySeconds: 15,
    atStart: true,
    run: (perspektiv) => perspektiv.alerting.tick(),
  },
  {
    id: 'standing-measures',
    role: 'schedule',
    everySeconds: 60,
    atStart: true,
    run: (perspektiv, nowMs) => perspektiv.scoring.standing.refresh(nowMs),
  },
  {
    id: 'lay-out-boards',
    role: 'schedule',
    everySeconds: 60,
    atStart: true,
    run: (perspektiv, nowMs) => perspektiv.boards.refresh(nowMs),
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
    run: (perspektiv, nowMs) => perspektiv.handingIn.reminders.run(nowMs),
  },
  {
    id: 'surveys',
    role: 'schedule',
    everySeconds: 60,
    atStart: true,
    run: (perspektiv, nowMs) => perspektiv.handingIn.asking.tick(nowMs),
  },
  {
    id: 'deliveries',
    role: 'schedule',
    everySeconds: 60,
    atStart: true,
    run: (perspektiv, nowMs) => perspektiv.leaving.tick(nowMs),
  },
  {
    id: 'backup',
    role: 'schedule',
    everySeconds: 300,
    run: backUpDue,
  },
  {
    id: 'housekeep',
    role: 'schedule',
    everySeconds: 3_600,
    run: housekeep,
  },
  {
    id: 'audit-chain',
    role: 'schedule',
    everySeconds: 86_400,
    atStart: true,
    run: checkAudit,
  },
];
