import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Backups } from '#catalogue';
import { PerspektivError, cityDate, cityTime } from '#core';
import { type Perspektiv } from '../../perspektiv.js';
import { backUp } from './back-up.js';
import { backupsIn, readManifest } from './backup-manifest.js';

/** Whose backups retention removes: those that somebody made by hand stay. */
const BY = 'schedule';
const DAY_MS = 86_400_000;

/** A backup by the schedule, in the folder of `backup.yaml`. */
export interface Scheduled {
  readonly name: string;
  readonly takenAtMs: number;
}

/** Whether the last time of day has come since the newest backup, by the clocks of the city. */
export function isDue(
  { dailyAt }: Pick<Backups, 'dailyAt'>,
  newestMs: number | undefined,
  nowMs: number,
): boolean {
  const [date = '', clock = ''] = cityTime(nowMs).slice(0, 16).split('T');
  // The day's own time, or the one of yesterday as long as that of today has not come.
  const day = clock >= dailyAt ? date : cityDate(nowMs - DAY_MS);
  return newestMs === undefined || cityTime(newestMs).slice(0, 16) < `${day}T${dailyAt}`;
}

/** The first backup for each key. */
function firstOfEach(backups: readonly Scheduled[], keyOf: (backup: Scheduled) => string): Scheduled[] {
  const first = new Map<string, Scheduled>();
  for (const backup of backups) if (!first.has(keyOf(backup))) first.set(keyOf(backup), backup);
  return [...first.values()];
}

/**
 * Which backups are no longer kept: of the newest days the last is, of the newest months the first. Days and months without
 * any do not count, so that what there is stays when backups have failed for long; the newest is never among them.
 */
export function outlived(
  backups: readonly Scheduled[],
  { keepDays, keepMonths }: Pick<Backups, 'keepDays' | 'keepMonths'>,
): Scheduled[] {
  const oldestFirst = [...backups].sort((a, b) => a.takenAtMs - b.takenAtMs);
  const days = firstOfEach(oldestFirst.toReversed(), ({ takenAtMs }) => cityDate(takenAtMs));
  const months = firstOfEach(oldestFirst, ({ takenAtMs }) => cityDate(takenAtMs).slice(0, 7));
  const kept = new Set([...days.slice(0, keepDays), ...(keepMonths > 0 ? months.slice(-keepMonths) : [])]);
  return oldestFirst.filter((backup) => !kept.has(backup));
}

async function scheduledIn(folder: string): Promise<Scheduled[]> {
  const scheduled: Scheduled[] = [];
  for (const name of await backupsIn(folder)) {
    const manifest = await readManifest(join(folder, name));
    if (manifest?.by === BY) scheduled.push({ name, takenAtMs: Date.parse(manifest.takenAt) });
  }
  return scheduled.sort((a, b) => a.takenAtMs - b.takenAtMs);
}

/**
 * Makes the day's backup when it is due, and removes what is no longer kept. Throws when it cannot be made, so that the task
 * is told as failing; it is tried again in its next turn.
 */
export async function backUpDue(perspektiv: Perspektiv, nowMs: number): Promise<void> {
  const { backups } = perspektiv.catalogue;
  if (!backups) return;
  const { folder } = backups;
  const newest = (await scheduledIn(folder)).at(-1);
  if (!isDue(backups, newest?.takenAtMs, nowMs)) return;
  const made = await backUp(perspektiv, { folder, by: BY, nowMs });
  if (!made.ok) throw new PerspektivError('backup/not-made', made.problem.en);
  for (const { name } of outlived(await scheduledIn(folder), backups)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
