import { CITY_ZONE, type Result, failed, messageOf, ok } from '#core';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { type MaintenanceSeries } from './maintenance-series.js';
import { isRepetition } from './recurrence.js';

/** How Outlook calls the zone that Stockholm is in. */
const CITY_ZONE_NAMES = [
  'W. Europe Standard Time',
  'Central European Standard Time',
  'Central Europe Standard Time',
  'Romance Standard Time',
];

class CalendarFault extends Error {}

function zoneOf(tzid: string): string {
  if (CITY_ZONE_NAMES.includes(tzid)) return CITY_ZONE;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(tzid).timeZoneId;
  } catch {
    throw new CalendarFault(`nothing is known of the time zone "${tzid}"`);
  }
}

/** A point in time of an event, and the zone that it is told in; without one, the city's. */
function pointOf(property: ICAL.Property): { readonly ms: number; readonly zone: string } {
  const time = property.getFirstValue();
  if (!(time instanceof ICAL.Time)) throw new CalendarFault(`${property.name.toUpperCase()} is no time`);
  const tzid = property.getParameter('tzid');
  const named = typeof tzid === 'string' ? zoneOf(tzid) : CITY_ZONE;
  const zone = time.zone === ICAL.Timezone.utcTimezone ? 'UTC' : named;
  return { ms: toMs(time, zone), zone };
}

function toMs({ year, month, day, hour, minute, second }: ICAL.Time, zone: string): number {
  return new Temporal.PlainDateTime(year, month, day, hour, minute, second).toZonedDateTime(zone)
    .epochMilliseconds;
}

function endOf(event: ICAL.Component, start: { readonly ms: number; readonly zone: string }): number {
  const end = event.getFirstProperty('dtend');
  if (end) return pointOf(end).ms;
  const duration = event.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) return start.ms + duration.toSeconds() * 1000;
  throw new CalendarFault('it has neither DTEND nor DURATION');
}

function exceptionsOf(event: ICAL.Component, zone: string): number[] {
  return event
    .getAllProperties('exdate')
    .flatMap((property) => property.getValues() as unknown[])
    .flatMap((value) =>
      value instanceof ICAL.Time
        ? [toMs(value, value.zone === ICAL.Timezone.utcTimezone ? 'UTC' : zone)]
        : [],
    );
}

function textOf(event: ICAL.Component, name: string): string {
  const value = event.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** When an event was made known: CREATED, or else DTSTAMP. */
function announcedMs(event: ICAL.Component): number {
  const said = event.getFirstProperty('created') ?? event.getFirstProperty('dtstamp');
  if (!said)
    throw new CalendarFault('it has neither CREATED nor DTSTAMP, so nobody knows when it was announced');
  return pointOf(said).ms;
}

function seriesOf(event: ICAL.Component, replaced: readonly number[]): MaintenanceSeries {
  const begins = event.getFirstProperty('dtstart');
  if (!begins) throw new CalendarFault('it has no DTSTART');
  const start = pointOf(begins);
  const endMs = endOf(event, start);
  if (endMs <= start.ms) throw new CalendarFault('it ends before it begins');
  const rule = event.getFirstPropertyValue('rrule')?.toString() ?? null;
  if (rule !== null && !isRepetition(rule))
    throw new CalendarFault(`its rule "${rule}" is not by days or longer`);
  return {
    note: textOf(event, 'summary') || 'Underhåll',
    announcedMs: announcedMs(event),
    first: { startMs: start.ms, endMs },
    rule,
    zone: start.zone,
    lasts: 'exactly',
    except: [...exceptionsOf(event, start.zone), ...replaced],
  };
}

/** The single times of a series that another event of the same UID moves. */
function replacedTimes(events: readonly ICAL.Component[], uid: string): number[] {
  return events
    .filter((event) => textOf(event, 'uid') === uid)
    .flatMap((event) => event.getFirstProperty('recurrence-id') ?? [])
    .map((property) => pointOf(property).ms);
}

/**
 * The work that an iCalendar file (RFC 5545) tells of: each event that is not cancelled, repeated by its rule, but for the
 * times that it excepts or that another event moves. The failure is a sentence for each event that cannot be read.
 */
export function readCalendar(text: string): Result<MaintenanceSeries[], string[]> {
  let events: ICAL.Component[];
  try {
    events = ICAL.Component.fromString(text).getAllSubcomponents('vevent');
  } catch (error) {
    return failed([`The file is no iCalendar: ${messageOf(error)}.`]);
  }
  const faults: string[] = [];
  const series = events.flatMap((event) => {
    try {
      if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return [];
      const isMoved = event.hasProperty('recurrence-id');
      return [seriesOf(event, isMoved ? [] : replacedTimes(events, textOf(event, 'uid')))];
    } catch (error) {
      faults.push(`The event "${textOf(event, 'summary')}" cannot be read: ${messageOf(error)}.`);
      return [];
    }
  });
  return faults.length > 0 ? failed(faults) : ok(series);
}
