import type { EditionSummary, FrozenPeriod } from '#core';
import { type CalendarPeriod, cityMonth, isOver, periodText } from '../format/period.js';

/** A period as far as it has come. */
export interface Closable {
  /** As text: `2026-Q3`. */
  readonly period: string;
  readonly isOver: boolean;
  /** Oldest first; none before it is frozen. */
  readonly editions: readonly EditionSummary[];
  /** Whether what is live differs from the newest edition. */
  readonly differs: boolean;
}

/** How far a period has come, from the periods that are frozen. */
export function closableOf(period: CalendarPeriod, frozen: readonly FrozenPeriod[]): Closable {
  const text = periodText(period);
  const { editions = [], differs = false } = frozen.find((each) => each.period === text) ?? {};
  return { period: text, isOver: isOver(period, cityMonth(Date.now())), editions, differs };
}
