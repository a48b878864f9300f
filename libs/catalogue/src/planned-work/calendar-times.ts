import { CITY_ZONE, type Interval } from '#core';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { zoneOf } from './calendar-zones.js';
import { instantAt } from './clocks.js';

/** Why an event cannot be read, as the rest of a sentence. */
export class CalendarFault extends Error {}

/** The zones that a file describes itself, by TZID. */
export type OwnZones = ReadonlyMap<string, ICAL.Timezone>;

/** A point in time of an event. */
export interface CalendarPoint {
  readonly ms: number;
  /** IANA name, or an offset. */
  readonly zone: string;
  readonly clocks: Temporal.PlainDateTime;
  /** A whole day. */
  readonly isDate: boolean;
  /** The zone's clocks are known for this time only. */
  readonly isOnce: boolean;
}

function plain({ year, month, day, hour, minute, second, isDate }: ICAL.Time): Temporal.PlainDateTime {
  return new Temporal.PlainDateTime(year, month, day, ...(isDate ? [] : [hour, minute, second]));
}

function pointAt(time: ICAL.Time, property: ICAL.Property, zones: OwnZones): CalendarPoint {
  const clocks = plain(time);
  const found = foundZone(time, property, { clocks, zones });
  return { ms: instantAt(clocks, found.zone), clocks, isDate: time.isDate, ...found };
}

/** UTC, the zone that is named, or else the city's. */
function foundZone(
  time: ICAL.Time,
  property: ICAL.Property,
  { clocks, zones }: { readonly clocks: Temporal.PlainDateTime; readonly zones: OwnZones },
) {
  if (time.zone === ICAL.Timezone.utcTimezone) return { zone: 'UTC', isOnce: false };
  const tzid = property.getParameter('tzid');
  if (typeof tzid !== 'string' || time.isDate) return { zone: CITY_ZONE, isOnce: false };
  const found = zoneOf(tzid, zones.get(tzid), clocks);
  if (!found) throw new CalendarFault(`nothing is known of the time zone "${tzid}"`);
  return found;
}

/** A day or an hour that does not exist is refused: the parser would carry it over into the next. */
function checkWritten(property: ICAL.Property): void {
  const written = property.toJSON() as readonly unknown[];
  const texts = written.slice(3).filter((value) => typeof value === 'string');
  for (const text of texts.filter((value) => /^\d/.test(value))) {
    try {
      Temporal.PlainDateTime.from(text.replace(/Z$/, ''), { overflow: 'reject' });
    } catch {
      throw new CalendarFault(`${property.name.toUpperCase()} holds ${text}, which is not a time`);
    }
  }
}

/** The single point in time that a property holds. */
export function pointOf(property: ICAL.Property, zones: OwnZones): CalendarPoint {
  const time: unknown = property.getFirstValue();
  checkWritten(property);
  if (!(time instanceof ICAL.Time)) throw new CalendarFault(`${property.name.toUpperCase()} is not a time`);
  return pointAt(time, property, zones);
}

/** A point, and the end that a value has of its own (`VALUE=PERIOD`). */
export interface CalendarTime {
  readonly point: CalendarPoint;
  readonly endMs: number | null;
}

/** All times of the properties of a name (EXDATE, RDATE). */
export function timesOf(event: ICAL.Component, name: string, zones: OwnZones): CalendarTime[] {
  return event.getAllProperties(name).flatMap((property) => {
    checkWritten(property);
    return (property.getValues() as unknown[]).map((value) => {
      if (value instanceof ICAL.Time) return { point: pointAt(value, property, zones), endMs: null };
      if (!(value instanceof ICAL.Period))
        throw new CalendarFault(`${name.toUpperCase()} holds what is not a time`);
      const point = pointAt(value.start, property, zones);
      const { end, duration } = value as { end?: ICAL.Time | null; duration?: ICAL.Duration | null };
      if (end) return { point, endMs: pointAt(end, property, zones).ms };
      return { point, endMs: duration ? after(point, duration) : null };
    });
  });
}

/** Weeks and days by the clocks, the rest exactly (RFC 5545, 3.3.6). */
export function after({ clocks, zone }: CalendarPoint, duration: ICAL.Duration): number {
  const { weeks, days, hours, minutes, seconds, isNegative } = duration;
  if (isNegative) throw new CalendarFault('its DURATION is negative');
  try {
    const day = clocks.add({ weeks, days });
    return instantAt(day, zone) + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  } catch {
    throw new CalendarFault('its DURATION is too long');
  }
}

/** How long an event lasts, and whether that is by the clocks. */
export function spanOf(
  event: ICAL.Component,
  start: CalendarPoint,
  zones: OwnZones,
): { readonly span: Interval; readonly lasts: 'by-the-clock' | 'exactly' } {
  const lasts = start.isDate ? 'by-the-clock' : 'exactly';
  const end = event.getFirstProperty('dtend');
  const duration: unknown = event.getFirstPropertyValue('duration');
  if (end) return { span: { startMs: start.ms, endMs: pointOf(end, zones).ms }, lasts };
  if (duration instanceof ICAL.Duration) {
    const isByDays = duration.weeks + duration.days > 0;
    const span = { startMs: start.ms, endMs: after(start, duration) };
    return { span, lasts: isByDays ? 'by-the-clock' : lasts };
  }
  if (!start.isDate) throw new CalendarFault('it has neither DTEND nor DURATION');
  return { span: { startMs: start.ms, endMs: instantAt(start.clocks.add({ days: 1 }), start.zone) }, lasts };
}
