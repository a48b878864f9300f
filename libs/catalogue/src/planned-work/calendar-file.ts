import { type Result, failed, messageOf, ok } from '#core';
import ICAL from 'ical.js';
import { calendarText } from './calendar-text.js';
import { CalendarFault, type OwnZones } from './calendar-times.js';
import { type CalendarEvent, eventOf, inForce, seriesOf } from './calendar-events.js';
import { type MaintenanceSeries } from './maintenance-series.js';
import { seriesFault } from './series-fault.js';

const MOST_EVENTS = 2_000;
/** Components of a calendar that plan nothing by themselves. */
const SILENT = new Set(['vevent', 'vtimezone']);

/** The calendars of a file, which may be several one after the other. */
function calendarsOf(file: string | Uint8Array): ICAL.Component[] {
  const parsed = ICAL.parse(calendarText(file)) as unknown[];
  const all = typeof parsed[0] === 'string' ? [parsed] : parsed;
  const calendars = all.map(
    (each) => new ICAL.Component(each as ConstructorParameters<typeof ICAL.Component>[0]),
  );
  if (calendars.length === 0 || calendars.some(({ name }) => name !== 'vcalendar'))
    throw new CalendarFault('there is no BEGIN:VCALENDAR');
  return calendars;
}

function ownZones(calendar: ICAL.Component): OwnZones {
  return new Map(
    calendar.getAllSubcomponents('vtimezone').flatMap((component): [string, ICAL.Timezone][] => {
      const tzid: unknown = component.getFirstPropertyValue('tzid');
      return typeof tzid === 'string' ? [[tzid, new ICAL.Timezone(component)]] : [];
    }),
  );
}

/** What of a file is not an event, and would be lost. */
function unread(calendar: ICAL.Component): string[] {
  const names = calendar.getAllSubcomponents().map(({ name }) => name);
  const strange = new Set(names.filter((name) => !SILENT.has(name) && !name.startsWith('x-')));
  return [...strange].map(
    (name) => `The file holds ${name.toUpperCase()}, which is not read: only events (VEVENT) plan work.`,
  );
}

interface Gathered {
  readonly events: CalendarEvent[];
  readonly faults: string[];
}

function summaryOf(event: ICAL.Component): string {
  const summary: unknown = event.getFirstPropertyValue('summary');
  return typeof summary === 'string' ? summary : '';
}

/** Does something about one event; what is wrong with it is told of it alone. */
function each<T, U>(of: readonly T[], named: (one: T) => string, faults: string[], make: (one: T) => U): U[] {
  return of.flatMap((one) => {
    try {
      return [make(one)];
    } catch (error) {
      faults.push(`The event "${named(one)}" cannot be read: ${messageOf(error)}.`);
      return [];
    }
  });
}

function gather(calendars: readonly ICAL.Component[]): Gathered {
  const faults: string[] = [];
  const events = calendars.flatMap((calendar) => {
    faults.push(...unread(calendar));
    const zones = ownZones(calendar);
    const method: unknown = calendar.getFirstPropertyValue('method');
    const isCancelled = typeof method === 'string' && method.toUpperCase() === 'CANCEL';
    return each(calendar.getAllSubcomponents('vevent'), summaryOf, faults, (event) =>
      eventOf(event, { zones, isCancelled }),
    );
  });
  if (events.length > MOST_EVENTS) faults.push(`The file holds more than ${MOST_EVENTS} events.`);
  return { events, faults };
}

function checked(series: MaintenanceSeries): MaintenanceSeries {
  const fault = seriesFault(series);
  if (fault) throw new CalendarFault(fault.en);
  return series;
}

/**
 * The work that an iCalendar file (RFC 5545, 5546) tells of: each event that is not cancelled, repeated by its rule and its
 * dates, but for the times that it excepts or that another event moves or cancels. The failure is a sentence for each thing
 * that cannot be read: nothing is left out without one.
 */
export function readCalendar(file: string | Uint8Array): Result<MaintenanceSeries[], string[]> {
  let calendars: ICAL.Component[];
  try {
    calendars = calendarsOf(file);
  } catch (error) {
    return failed([`The file is no iCalendar: ${messageOf(error)}.`]);
  }
  const { events, faults } = gather(calendars);
  const series = each(
    inForce(events),
    ([event]) => event?.summary ?? '',
    faults,
    (group) => seriesOf(group).map(checked),
  ).flat();
  return faults.length > 0 ? failed(faults) : ok(series);
}
