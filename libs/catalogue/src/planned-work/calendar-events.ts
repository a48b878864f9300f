import { type Interval } from '#core';
import type ICAL from 'ical.js';
import {
  CalendarFault,
  type CalendarPoint,
  type OwnZones,
  pointOf,
  spanOf,
  timesOf,
} from './calendar-times.js';
import { clocksAt, instantAt } from './clocks.js';
import { type MaintenanceSeries } from './maintenance-series.js';
import { repetitionFault } from './repetition.js';

/** An event of a file: a series, or what became of one of its times. */
export interface CalendarEvent {
  readonly uid: string;
  readonly summary: string;
  readonly isCancelled: boolean;
  /** How often it has been moved (SEQUENCE). */
  readonly sequence: number;
  readonly stampMs: number;
  readonly createdMs: number | null;
  readonly changedMs: number | null;
  /** The time of its series that it stands for; `null`: the series itself. */
  readonly replaces: { readonly ms: number; readonly andFuture: boolean } | null;
  readonly component: ICAL.Component;
  readonly zones: OwnZones;
}

function textOf(event: ICAL.Component, name: string): string {
  const value: unknown = event.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Reads what an event says of itself. Throws {@link CalendarFault}. */
export function eventOf(
  component: ICAL.Component,
  { zones, isCancelled }: { readonly zones: OwnZones; readonly isCancelled: boolean },
): CalendarEvent {
  const instant = (name: string): number | null => {
    const property = component.getFirstProperty(name);
    return property ? pointOf(property, zones).ms : null;
  };
  const replaced = component.getFirstProperty('recurrence-id');
  const range = replaced?.getParameter('range');
  if (range !== undefined && String(range).toUpperCase() !== 'THISANDFUTURE')
    throw new CalendarFault(`RANGE=${String(range)} is not read`);
  for (const name of ['dtstart', 'dtend', 'duration', 'recurrence-id'])
    if (component.getAllProperties(name).length > 1)
      throw new CalendarFault(`it has several ${name.toUpperCase()}; write one`);
  if (component.hasProperty('dtend') && component.hasProperty('duration'))
    throw new CalendarFault('it has both DTEND and DURATION; write one of them');
  if (component.hasProperty('exrule')) throw new CalendarFault('EXRULE is not read; write EXDATE');
  const sequence: unknown = component.getFirstPropertyValue('sequence');
  return {
    uid: textOf(component, 'uid'),
    summary: textOf(component, 'summary'),
    isCancelled: isCancelled || textOf(component, 'status').toUpperCase() === 'CANCELLED',
    sequence: Number(sequence ?? 0),
    stampMs: instant('dtstamp') ?? -Infinity,
    createdMs: instant('created'),
    changedMs: instant('last-modified'),
    replaces: replaced ? { ms: pointOf(replaced, zones).ms, andFuture: range !== undefined } : null,
    component,
    zones,
  };
}

function isNewer(a: CalendarEvent, b: CalendarEvent | undefined): boolean {
  if (!b) return true;
  return a.sequence === b.sequence ? a.stampMs >= b.stampMs : a.sequence > b.sequence;
}

/** The newest version of everything, by series: what is told of a series first, then what became of its times. */
export function inForce(events: readonly CalendarEvent[]): CalendarEvent[][] {
  const byUid = new Map<string, Map<number | null, CalendarEvent>>();
  events.forEach((event, i) => {
    // Without a UID nothing can be said of it elsewhere.
    const uid = event.uid === '' ? `\u0000${i}` : event.uid;
    const versions = byUid.get(uid) ?? new Map<number | null, CalendarEvent>();
    const key = event.replaces?.ms ?? null;
    if (isNewer(event, versions.get(key))) versions.set(key, event);
    byUid.set(uid, versions);
  });
  return [...byUid.values()].map((versions) =>
    [...versions.values()].sort((a, b) => (a.replaces?.ms ?? -Infinity) - (b.replaces?.ms ?? -Infinity)),
  );
}

/** When an event was announced as it stands: when it was moved last, or else made. */
function announcedMs(event: CalendarEvent, isMoved: boolean): number {
  const { createdMs, changedMs, stampMs } = event;
  const ms = isMoved ? (changedMs ?? stampMs) : (createdMs ?? stampMs);
  if (Number.isFinite(ms)) return ms;
  throw new CalendarFault('it has neither CREATED nor DTSTAMP, so nobody knows when it was announced');
}

interface Start {
  readonly start: CalendarPoint;
  readonly span: Interval;
  readonly lasts: MaintenanceSeries['lasts'];
}

function startOf({ component, zones }: CalendarEvent): Start {
  const begins = component.getFirstProperty('dtstart');
  if (!begins) throw new CalendarFault('it has no DTSTART');
  const start = pointOf(begins, zones);
  return { start, ...spanOf(component, start, zones) };
}

function ruleIn({ component }: CalendarEvent, { isOnce }: CalendarPoint): string | null {
  const rules = component.getAllProperties('rrule');
  if (rules.length > 1) throw new CalendarFault('it has several RRULE; write an event for each');
  const [rule] = rules;
  if (!rule) return null;
  // As it is written: its parsed value has what cannot be read corrected or left out.
  const text = rule
    .toICALString()
    .replace(/\r?\n[ \t]/g, '')
    .replace(/^[^:]*:/, '');
  const fault = repetitionFault(text);
  if (fault) throw new CalendarFault(`its rule "${text}" is not read: ${fault.en}`);
  if (isOnce) throw new CalendarFault('it comes again by a time zone that is like no known one');
  return text;
}

/** Starts that EXDATE leaves out; a whole day leaves out what begins on it. */
function exceptionsOf({ component, zones }: CalendarEvent, { start }: Start): number[] {
  return timesOf(component, 'exdate', zones).map(({ point }) => {
    if (!point.isDate || start.isDate) return point.ms;
    return instantAt(point.clocks.toPlainDate().toPlainDateTime(start.clocks.toPlainTime()), start.zone);
  });
}

function moreTimes({ component, zones }: CalendarEvent, { start, span, lasts }: Start): Interval[] {
  const byTheClock = start.clocks.until(clocksAt(span.endMs, start.zone));
  return timesOf(component, 'rdate', zones).map(({ point, endMs }) => {
    const startMs = point.ms;
    const exactEndMs = startMs + span.endMs - span.startMs;
    const byClocksMs = instantAt(point.clocks.add(byTheClock), point.zone);
    return { startMs, endMs: endMs ?? (lasts === 'exactly' ? exactEndMs : byClocksMs) };
  });
}

/** A series by itself, before anything of it was moved. */
function wholeSeries(event: CalendarEvent): MaintenanceSeries {
  const begins = startOf(event);
  const { start, span, lasts } = begins;
  return {
    note: event.summary || 'Underhåll',
    announcedMs: announcedMs(event, event.sequence > 0),
    first: span,
    rule: ruleIn(event, start),
    zone: start.zone,
    lasts,
    except: exceptionsOf(event, begins),
    also: moreTimes(event, begins),
  };
}

/** One time of a series, or one without a series in the file, as it became. */
function single(event: CalendarEvent, series: MaintenanceSeries | null): MaintenanceSeries {
  const { span, lasts, start } = startOf(event);
  const isWhereItWas =
    span.startMs === event.replaces?.ms &&
    series !== null &&
    span.endMs - span.startMs === series.first.endMs - series.first.startMs;
  return {
    note: event.summary || (series?.note ?? 'Underhåll'),
    announcedMs: isWhereItWas ? series.announcedMs : announcedMs(event, true),
    first: span,
    rule: null,
    zone: start.zone,
    lasts,
    except: [],
  };
}

/** What a series becomes from a time on. */
function futureOf(event: CalendarEvent, series: MaintenanceSeries): MaintenanceSeries {
  const whole = wholeSeries(event);
  const announced = announcedMs(event, true);
  if (whole.rule !== null || !event.replaces) return { ...whole, announcedMs: announced };
  const { rule, also = [], except, zone, first } = series;
  const moved = { anchorMs: first.startMs, fromMs: event.replaces.ms };
  const note = event.summary || series.note;
  return { ...whole, note, announcedMs: announced, rule, also, except, zone, moved };
}

/**
 * The work of one series: the main one up to where its future was moved or cancelled, what it became from there on, and the
 * single times that were moved. Throws {@link CalendarFault}.
 */
export function seriesOf(group: readonly CalendarEvent[]): MaintenanceSeries[] {
  const main = group.find(({ replaces }) => replaces === null);
  if (main?.isCancelled) return [];
  const changes = group.filter((event) => event !== main);
  if (!main) return changes.filter(({ isCancelled }) => !isCancelled).map((event) => single(event, null));
  const series = wholeSeries(main);
  const futures = changes.filter(({ replaces }) => replaces?.andFuture);
  const singles = changes.filter(({ replaces }) => !replaces?.andFuture);
  const gone = singles.flatMap(({ replaces }) => replaces?.ms ?? []);
  const until = (part: MaintenanceSeries, next: CalendarEvent | undefined): MaintenanceSeries => ({
    ...part,
    except: [...part.except, ...gone],
    ...(next?.replaces ? { beforeMs: next.replaces.ms } : {}),
  });
  return [
    until(series, futures[0]),
    ...futures.flatMap((event, i) =>
      event.isCancelled ? [] : [until(futureOf(event, series), futures[i + 1])],
    ),
    ...singles.filter(({ isCancelled }) => !isCancelled).map((event) => single(event, series)),
  ];
}
