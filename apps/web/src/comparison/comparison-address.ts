import type { ComparisonBase } from '#core';
import { type CalendarPeriod, cityMonth, lastWhole, parsePeriod, periodText } from '../format/period.js';
import { BASE_WORDS } from './words.js';

/** What is compared: `/jamforelse?measure=digital-take-up&period=2026-Q3&peers=district-council&base=fte`. */
export interface ComparisonAddress {
  readonly measure: string;
  readonly period: CalendarPeriod;
  /** The kind of unit that is compared with its own; `null` for all. */
  readonly peers: string | null;
  readonly base: ComparisonBase;
}

const FIRST_MEASURE = 'digital-take-up';
const BASES = Object.keys(BASE_WORDS) as ComparisonBase[];

export function readComparisonAddress(query: string, nowMs: number): ComparisonAddress {
  const parameters = new URLSearchParams(query);
  const text = (name: string): string | null => parameters.get(name) ?? null;
  return {
    measure: text('measure') ?? FIRST_MEASURE,
    period: parsePeriod(text('period') ?? '') ?? lastWhole('quarter', cityMonth(nowMs)),
    peers: text('peers'),
    base: BASES.find((base) => base === text('base')) ?? 'none',
  };
}

/** The query of an address; what is as usual is left out. */
export function writeComparisonAddress({ measure, period, peers, base }: ComparisonAddress): string {
  const query = new URLSearchParams({ measure, period: periodText(period) });
  if (peers !== null) query.set('peers', peers);
  if (base !== 'none') query.set('base', base);
  return `?${query.toString()}`;
}
