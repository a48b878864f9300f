import { CITY_ZONE } from '#core';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';

/** How Windows, and so Outlook and Exchange, call zones (Unicode CLDR, windowsZones): those of Europe and some others. */
const WINDOWS_ZONES: Readonly<Record<string, string>> = {
  'W. Europe Standard Time': CITY_ZONE,
  'Central European Standard Time': CITY_ZONE,
  'Central Europe Standard Time': CITY_ZONE,
  'Romance Standard Time': CITY_ZONE,
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'FLE Standard Time': 'Europe/Helsinki',
  'GTB Standard Time': 'Europe/Bucharest',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Russian Standard Time': 'Europe/Moscow',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'India Standard Time': 'Asia/Kolkata',
  'Singapore Standard Time': 'Asia/Singapore',
  'China Standard Time': 'Asia/Shanghai',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'AUS Eastern Standard Time': 'Australia/Sydney',
};
/** An offset from UTC as some programs name zones by it: `+01:00`, `UTC+1`, `GMT+0100`. */
const BY_OFFSET = /^(?:UTC|GMT)?(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?$/;

/** A zone, and whether its clocks are known for one time only, so that nothing can come again by them. */
export interface FoundZone {
  readonly zone: string;
  readonly isOnce: boolean;
}

function known(name: string): string | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}

/** `/mozilla.org/20050126_1/Europe/Stockholm`: what follows a registry's name is the zone. */
function behindRegistry(tzid: string): string | null {
  const parts = tzid.split('/').filter((part) => part !== '');
  for (let from = 0; from < parts.length; from++) {
    const zone = known(parts.slice(from).join('/'));
    if (zone !== null) return zone;
  }
  return null;
}

function byOffset(tzid: string): string | null {
  const { sign, hours, minutes = '00' } = BY_OFFSET.exec(tzid)?.groups ?? {};
  return sign === undefined || hours === undefined
    ? null
    : known(`${sign}${hours.padStart(2, '0')}:${minutes}`);
}

/** `(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien`: as Exchange shows zones, by their cities. */
function byCities(tzid: string): string | null {
  const cities = /^\((?:UTC|GMT)[^)]*\)(?<cities>.*)$/.exec(tzid)?.groups?.cities;
  if (cities === undefined) return null;
  const named = new Set(cities.split(/[,/]/).map((city) => city.trim().replaceAll(' ', '_')));
  const zones = [CITY_ZONE, ...Intl.supportedValuesOf('timeZone')];
  return zones.find((zone) => named.has(zone.split('/').at(-1) ?? '')) ?? null;
}

function sayTheSame(zone: string, own: ICAL.Timezone, times: readonly Temporal.PlainDateTime[]): boolean {
  return times.every((time) => offsetOf(own, time) === time.toZonedDateTime(zone).offsetNanoseconds / 1e9);
}

/** Seconds ahead of UTC. */
function offsetOf(own: ICAL.Timezone, { year, month, day, hour }: Temporal.PlainDateTime): number {
  const time = { year, month, day, hour, minute: 0, second: 0, isDate: false };
  return own.utcOffset(new ICAL.Time(time, ICAL.Timezone.localTimezone));
}

/** What was found of a file's own zones, by year: looking through all that are known takes a second. */
const found = new WeakMap<ICAL.Timezone, Map<number, string | null>>();

/** The known zone whose clocks a VTIMEZONE describes, for some years. */
function alikeFrom(own: ICAL.Timezone, year: number): string | null {
  const years = found.get(own) ?? new Map<number, string | null>();
  found.set(own, years);
  const before = years.get(year);
  if (before !== undefined) return before;
  const from = Temporal.PlainDateTime.from({ year, month: 1, day: 4, hour: 12 });
  const times = Array.from({ length: 36 * 7 }, (_, i) => from.add({ days: 10 * i }));
  const zones = [CITY_ZONE, ...Intl.supportedValuesOf('timeZone')];
  const zone = zones.find((each) => sayTheSame(each, own, times)) ?? null;
  years.set(year, zone);
  return zone;
}

/** The zone whose clocks a VTIMEZONE describes; or else only the offset at a time. */
function described(own: ICAL.Timezone, at: Temporal.PlainDateTime): FoundZone {
  const zone = alikeFrom(own, at.year);
  if (zone !== null) return { zone, isOnce: false };
  const offset = offsetOf(own, at);
  const minutes = Math.abs(Math.round(offset / 60));
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return { zone: `${offset < 0 ? '-' : '+'}${clock}`, isOnce: true };
}

/**
 * The zone that a TZID stands for: by its name in the IANA database, in Windows, behind a registry or in words, or by what
 * the file's own VTIMEZONE says of it. `null` when none tells.
 */
export function zoneOf(
  tzid: string,
  own: ICAL.Timezone | undefined,
  at: Temporal.PlainDateTime,
): FoundZone | null {
  const name = tzid.replace(/^"|"$/g, '').trim();
  const zone = WINDOWS_ZONES[name] ?? behindRegistry(name) ?? byOffset(name);
  if (zone !== null) return { zone, isOnce: false };
  if (own) return described(own, at);
  const byName = byCities(name);
  return byName === null ? null : { zone: byName, isOnce: false };
}
