import { type Interval, type LocalizedText } from '#core';
import { type MaintenanceSeries } from './maintenance-series.js';
import { Occurrences } from './recurrence.js';
import { repetitionFault } from './repetition.js';

const DAY_MS = 86_400_000;
/** Work is planned in this span of time: the clocks of zones are known well in it. */
const SPAN: Interval = { startMs: Date.UTC(2000, 0, 1), endMs: Date.UTC(2100, 0, 1) };
const LONGEST_ONCE_DAYS = 366;
const LONGEST_AGAIN_DAYS = 31;
/** Exceptions, and times beside a rule. */
const MOST_TIMES = 1_000;

const NEVER: LocalizedText = {
  sv: 'regeln ger ingen tid alls; skriv en regel som inträffar efter from',
  en: 'the rule never comes true; write one that does so after its start',
};

function spanFault({ startMs, endMs }: Interval, longestDays: number): LocalizedText | null {
  if (!(startMs >= SPAN.startMs && endMs <= SPAN.endMs))
    return {
      sv: 'planerat arbete ska ligga mellan år 2000 och 2099',
      en: 'planned work must lie between the years 2000 and 2099',
    };
  if (endMs <= startMs) return { sv: 'det slutar innan det börjar', en: 'it ends before it begins' };
  if (endMs - startMs <= longestDays * DAY_MS) return null;
  return {
    sv: `en gång får vara högst ${longestDays} dygn; dela upp arbetet`,
    en: `one time may last at most ${longestDays} days; divide the work`,
  };
}

/**
 * What is wrong with planned work, as the rest of a sentence; `null` when it can be worked out, everywhere in the span that
 * work is planned in. What is stored has been asked this first, for what cannot be worked out would have to be left out of
 * everything that goes by planned work.
 */
export function seriesFault(series: MaintenanceSeries): LocalizedText | null {
  const { first, rule, also = [], except } = series;
  const longestDays = rule === null ? LONGEST_ONCE_DAYS : LONGEST_AGAIN_DAYS;
  const [fault] = [first, ...also].flatMap((time) => spanFault(time, longestDays) ?? []);
  if (fault) return fault;
  if (also.length > MOST_TIMES || except.length > MOST_TIMES)
    return {
      sv: `högst ${MOST_TIMES} tider eller undantag`,
      en: `at most ${MOST_TIMES} times or exceptions`,
    };
  return (rule === null ? null : repetitionFault(rule)) ?? workedOutFault(series);
}

function workedOutFault(series: MaintenanceSeries): LocalizedText | null {
  try {
    const times = new Occurrences(series);
    const { startMs } = series.first;
    // Far from its start first, where a rule that takes too long to follow shows.
    times.within({ startMs: SPAN.endMs - DAY_MS, endMs: SPAN.endMs });
    // A leap day comes again after eight years at most.
    const comes = [1, 9].some(
      (years) => times.within({ startMs, endMs: startMs + years * 366 * DAY_MS }).length > 0,
    );
    return comes ? null : NEVER;
  } catch {
    return {
      sv: 'regeln går inte att räkna ut; skriv en enklare',
      en: 'the rule cannot be worked out; write a simpler one',
    };
  }
}
