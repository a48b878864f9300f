import { PERIOD_TYPES, Period, cityDate, cityTime } from '#core';
import { type Perspektiv } from '../perspektiv.js';
import { everySubject } from '../scoring/subjects.js';

/** The hour of the city's night at which open periods are scored. */
const HOUR = '03';

/** Each period that nobody has frozen: the current one of each type, and the one before. */
async function openPeriods({ closing }: Perspektiv, nowMs: number): Promise<Period[]> {
  const recent = PERIOD_TYPES.flatMap((type) => {
    const current = Period.at(type, nowMs);
    return [current.previous(), current];
  });
  const open: Period[] = [];
  for (const period of recent) if (!(await closing.edition.isFrozen(period))) open.push(period);
  return open;
}

/**
 * Scores every unit in every open period, once a night, so that the first reader of the day waits for nothing; asked at any
 * hour after, it catches up with a night that it missed. Leaves an entry in the journal. Answers whether it ran.
 */
export async function scoreOpenPeriods(perspektiv: Perspektiv, nowMs: number): Promise<boolean> {
  const { catalogue } = perspektiv;
  const { journal } = perspektiv.stage;
  const { score } = perspektiv.scoring;
  if (cityTime(nowMs).slice(11, 13) < HOUR) return false;
  const id = `score-open-periods-${cityDate(nowMs)}`;
  if ((await journal.taken([id])).has(id)) return false;
  const periods = await openPeriods(perspektiv, nowMs);
  const units = everySubject(catalogue, ['unit']);
  let scorecards = 0;
  for (const period of periods) scorecards += (await score.scorecards(units, period, nowMs)).length;
  const content = {
    task: 'score-open-periods' as const,
    periods: periods.map(String),
    scorecards,
    durationMs: perspektiv.nowMs() - nowMs,
  };
  await journal.write('run', { id, by: 'schedule', atMs: nowMs, content });
  return true;
}
