import { type Destination, type DeliveryRhythm } from '#catalogue';
import { Period, type PeriodType, cityDate, cityTime, midnightMs } from '#core';
import { type Deliveries } from './deliveries.js';
import { type IlsExports } from './ils-exports.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BY = 'schedule';

/** Days after the period's end by its type. */
function delayOf(rhythm: DeliveryRhythm, type: PeriodType): number | undefined {
  if (type === 'quarter') return rhythm.quarterly;
  if (type === 'tertial') return rhythm.tertial;
  return type === 'year' ? rhythm.yearly : undefined;
}

/** Whether it is within the hour before the receiver reads, by the clocks of the city. */
function isReadingHour({ before }: DeliveryRhythm, nowMs: number): boolean {
  const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  const now = minutes(cityTime(nowMs).slice(11, 16));
  const left = (minutes(before) - now + 1440) % 1440;
  return left <= 60;
}

/** The newest ended period of each type whose day has come. */
export function duePeriods(rhythm: DeliveryRhythm, nowMs: number): Period[] {
  if (!isReadingHour(rhythm, nowMs)) return [];
  return (['quarter', 'tertial', 'year'] as const).flatMap((type) => {
    const delay = delayOf(rhythm, type);
    const period = Period.at(type, nowMs).previous();
    // Half a day more, so that the change to or from summer time does not move the day.
    const dueDay = delay === undefined ? null : cityDate(midnightMs(period.lastDay) + (delay + 0.5) * DAY_MS);
    return dueDay !== null && dueDay <= cityDate(nowMs) ? [period] : [];
  });
}

/** Exports and delivers what is due, where that is configured; a period that is not frozen, or has faults, waits. */
export async function deliverDue(
  { ils, deliveries }: { readonly ils: IlsExports; readonly deliveries: Deliveries },
  destinations: readonly Destination[],
  nowMs: number,
): Promise<void> {
  for (const { id, schedule } of destinations) {
    for (const period of schedule ? duePeriods(schedule, nowMs) : []) {
      const made = await ils.make({ period, dryRun: false, by: BY, nowMs });
      if (made.ok) {
        await deliveries.deliver({ exportId: made.value.record.id, destination: id, by: BY, nowMs });
      }
    }
  }
}
