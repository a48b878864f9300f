import type { Subject, SubjectKind } from '#core';
import { type CalendarPeriod, cityMonth, lastWhole, parsePeriod, periodText } from '../format/period.js';
import { SUBJECT_WORDS } from '../words.js';

/** What the page shows, as its address says it: `/?unit=city&period=2026-Q3`, `/?system=…&period=…&edition=original`. */
export interface Address {
  readonly subject: Subject;
  readonly period: CalendarPeriod;
  /** Name of an edition of the period; `null` for what is live. */
  readonly edition: string | null;
}

/** Id of the root of the organisation tree. */
export const CITY_ID = 'city';

const CITY: Subject = { kind: 'unit', id: CITY_ID };

const KINDS = Object.keys(SUBJECT_WORDS) as SubjectKind[];

/** Reads the query of an address. What it does not say, or says wrong: the city, and the last whole quarter. */
export function readAddress(query: string, nowMs: number): Address {
  const parameters = new URLSearchParams(query);
  const kind = KINDS.find((k) => parameters.get(k));
  const period = parsePeriod(parameters.get('period') ?? '');
  return {
    subject: kind ? { kind, id: parameters.get(kind) ?? '' } : CITY,
    period: period ?? lastWhole('quarter', cityMonth(nowMs)),
    edition: period && parameters.get('edition'),
  };
}

/** The query of an address, `?unit=city&period=2026-Q3`. */
export function writeAddress({ subject, period, edition }: Address): string {
  const query = new URLSearchParams({ [subject.kind]: subject.id, period: periodText(period) });
  if (edition !== null && edition !== '') query.set('edition', edition);
  return `?${query.toString()}`;
}

/** The same period for another unit. */
export function withUnit(address: Address, id: string): Address {
  return { ...address, subject: { kind: 'unit', id } };
}
