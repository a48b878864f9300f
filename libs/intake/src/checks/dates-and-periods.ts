import { type Period, type PeriodType } from '#core';
import { monthFirst, parseDate } from '../cells/date.js';
import { parsePeriod } from '../cells/period.js';
import { type Complaint } from '../problem-codes.js';
import { type CellOutcome, type TextReader, faulty, remembering, textOutcome } from './cell-outcome.js';
import { type CheckContext } from './check-context.js';

const PERIOD_EXAMPLES: Readonly<Record<PeriodType, string>> = {
  month: '2026-09',
  quarter: '2026-Q3',
  tertial: '2026-T2',
  year: '2026',
};

/** What a spreadsheet makes of `2026,10`: the number 2026,1, which is January as well. */
const PERIOD_AS_NUMBER = /^(?:19|20)\d\d[.,]\d$/;

/** A day with a time in its last hours, as programs write midnight that count seconds wrongly, or in another time zone. */
const NEAR_MIDNIGHT = /^(\d{4}-\d\d-\d\d)T(2[23]:\d\d:\d\d)$/;
const DAY_MS = 86_400_000;

/** The day that a time near midnight is shown as, and the one that may be meant. */
interface TwoDays {
  readonly day: string;
  readonly next: string;
}

function nearMidnight(text: string): TwoDays | null {
  const day = NEAR_MIDNIGHT.exec(text)?.[1];
  if (day === undefined) return null;
  return { day, next: new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10) };
}

/** `10/11/2026` is the tenth of November here, and the eleventh of October where spreadsheets are American. */
const TWO_WAYS = /^\d{1,2}\/\d{1,2}\/\d{4}$/;

/** A date with its day and month the other way round; `null` where only one of them can be meant. */
function otherWayRound(text: string): string | null {
  return TWO_WAYS.test(text) ? monthFirst(text) : null;
}

/** Reads days of the calendar. */
export const dateReader: TextReader = (text) => {
  const near = nearMidnight(text);
  if (near) return { ...textOutcome(near.day), warning: inDoubt(near.day, near.next) };
  const date = parseDate(text);
  if (date === null) return faulty('not-a-date');
  const other = otherWayRound(text);
  return other === null ? textOutcome(date) : { ...textOutcome(date), warning: dayFirst(date, other) };
};

function dayFirst(read: string, other: string): Complaint {
  return { code: 'day-before-month', details: { read, other } };
}

function inDoubt(read: string, other: string): Complaint {
  return { code: 'time-near-midnight', details: { read, other } };
}

/** Reads periods of the data set that lie inside the one that is claimed. */
export function periodReader(context: CheckContext): TextReader {
  const read = remembering((text) => {
    const near = nearMidnight(text);
    const outcome = periodOutcome(near?.day ?? text, context);
    const otherDay = near ? near.next : otherWayRound(text);
    const other = otherDay === null ? undefined : periodIn(otherDay, context)?.toString();
    if (other === undefined || outcome.kind !== 'text' || outcome.text === other) return outcome;
    return { ...outcome, warning: (near ? inDoubt : dayFirst)(outcome.text, other) };
  });
  const warned = new Set<string>();
  return (text) => {
    const outcome = read(text);
    if (outcome.kind !== 'text' || !outcome.warning) return outcome;
    // The same again on row after row needs no second word.
    if (warned.has(text)) return textOutcome(outcome.text);
    warned.add(text);
    return outcome;
  };
}

function periodIn(text: string, { schema }: CheckContext): Period | null {
  return parsePeriod(text, schema.periods[0] ?? 'month');
}

function periodOutcome(text: string, context: CheckContext): CellOutcome {
  const { schema, claimedPeriod } = context;
  const examples = schema.periods.map((type) => PERIOD_EXAMPLES[type]).join(', ');
  if (PERIOD_AS_NUMBER.test(text))
    return faulty('period-as-number', { year: text.slice(0, 4), digit: text.slice(5) });
  const period = periodIn(text, context);
  if (!period) return faulty('not-a-period', { examples });
  if (!schema.periods.includes(period.type)) return faulty('wrong-period-type', { examples });
  if (claimedPeriod && !claimedPeriod.contains(period)) {
    return faulty('period-outside-claimed', {
      period: period.toString(),
      claimed: claimedPeriod.toString(),
    });
  }
  return textOutcome(period.toString());
}
