import { Temporal } from 'temporal-polyfill';
import { type Result, PerspektivError, failed, ok } from './result.js';

/** The zone of every calendar period, service hour and due date. */
export const CITY_ZONE = 'Europe/Stockholm';

/** The kinds of calendar period that the city reports in. */
export const PERIOD_TYPES = ['month', 'quarter', 'tertial', 'year'] as const;
export type PeriodType = (typeof PERIOD_TYPES)[number];

const MONTHS_IN: Record<PeriodType, number> = { month: 1, quarter: 3, tertial: 4, year: 12 };

/**
 * A calendar period in Europe/Stockholm, half-open `[start, end)`: month `2026-09`, quarter `2026-Q3`,
 * tertial `2026-T2`, year `2026` (domain.md, section 2). An immutable value; equal when its text is.
 */
export class Period {
  private bounds: { startMs: number; endMs: number } | undefined;
  private lastDate: string | undefined;

  private constructor(
    readonly type: PeriodType,
    readonly year: number,
    /** Counted from 1 within the year; always 1 for a year. */
    readonly index: number,
  ) {}

  /** Reads a period as people and files write it; the problem is a sentence in English. */
  static parse(text: string): Result<Period> {
    const match = /^(\d{4})(?:-(?:(Q)([1-4])|(T)([1-3])|(0[1-9]|1[0-2])))?$/.exec(text);
    if (!match) {
      return failed(`"${text}" is not a period; write 2026-09, 2026-Q3, 2026-T2 or 2026`);
    }
    const [, year, q, quarter, t, tertial, month] = match;
    if (q) return ok(new Period('quarter', Number(year), Number(quarter)));
    if (t) return ok(new Period('tertial', Number(year), Number(tertial)));
    if (month) return ok(new Period('month', Number(year), Number(month)));
    return ok(new Period('year', Number(year), 1));
  }

  /** A period that is known to be written right. Throws `period/malformed` otherwise. */
  static of(text: string): Period {
    const parsed = Period.parse(text);
    if (!parsed.ok) throw new PerspektivError('period/malformed', parsed.problem);
    return parsed.value;
  }

  /** The period of a type that holds an instant. */
  static at(type: PeriodType, instantMs: number): Period {
    const date = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(CITY_ZONE);
    return Period.holding(type, date.year, date.month);
  }

  private static holding(type: PeriodType, year: number, month: number): Period {
    return new Period(type, year, Math.floor((month - 1) / MONTHS_IN[type]) + 1);
  }

  private static fromMonthCount(type: PeriodType, months: number): Period {
    return Period.holding(type, Math.floor(months / 12), (months % 12) + 1);
  }

  /** First month, counted from year 0. */
  private get monthCount(): number {
    return this.year * 12 + (this.index - 1) * MONTHS_IN[this.type];
  }

  get startMs(): number {
    return this.limits().startMs;
  }

  /** The first instant after the period. */
  get endMs(): number {
    return this.limits().endMs;
  }

  /** ISO date of the first day. */
  get firstDay(): string {
    return this.firstDate().toString();
  }

  /** ISO date of the last day. */
  get lastDay(): string {
    this.lastDate ??= this.next().firstDate().subtract({ days: 1 }).toString();
    return this.lastDate;
  }

  contains(moment: number | Period): boolean {
    if (typeof moment === 'number') return moment >= this.startMs && moment < this.endMs;
    const start = moment.monthCount;
    return (
      start >= this.monthCount && start + MONTHS_IN[moment.type] <= this.monthCount + MONTHS_IN[this.type]
    );
  }

  /** The period `count` steps later (earlier when negative), of the same type. */
  shift(count: number): Period {
    return Period.fromMonthCount(this.type, this.monthCount + count * MONTHS_IN[this.type]);
  }

  next(): Period {
    return this.shift(1);
  }

  previous(): Period {
    return this.shift(-1);
  }

  sameLastYear(): Period {
    return new Period(this.type, this.year - 1, this.index);
  }

  /** The months inside, in order. */
  months(): Period[] {
    const first = Period.fromMonthCount('month', this.monthCount);
    return Array.from({ length: MONTHS_IN[this.type] }, (_, i) => first.shift(i));
  }

  get lastMonth(): Period {
    return Period.fromMonthCount('month', this.monthCount + MONTHS_IN[this.type] - 1);
  }

  /** The `count` months that end with the period's last month, in order. */
  trailingMonths(count: number): Period[] {
    const last = this.lastMonth;
    return Array.from({ length: count }, (_, i) => last.shift(i - count + 1));
  }

  /** The months of the year up to and with the period's last month. */
  yearToDate(): Period[] {
    return this.trailingMonths(this.lastMonth.index);
  }

  equals(other: Period): boolean {
    return this.toString() === other.toString();
  }

  toString(): string {
    const year = String(this.year).padStart(4, '0');
    switch (this.type) {
      case 'year':
        return year;
      case 'quarter':
        return `${year}-Q${this.index}`;
      case 'tertial':
        return `${year}-T${this.index}`;
      case 'month':
        return `${year}-${String(this.index).padStart(2, '0')}`;
    }
  }

  toJSON(): string {
    return this.toString();
  }

  private limits(): { startMs: number; endMs: number } {
    this.bounds ??= { startMs: midnightMs(this.firstDate()), endMs: midnightMs(this.next().firstDate()) };
    return this.bounds;
  }

  private firstDate(): Temporal.PlainDate {
    return new Temporal.PlainDate(this.year, (this.monthCount % 12) + 1, 1);
  }
}

/** The instant at which a day begins in the city. */
export function midnightMs(date: Temporal.PlainDate | string): number {
  const day = typeof date === 'string' ? Temporal.PlainDate.from(date) : date;
  return day.toZonedDateTime(CITY_ZONE).epochMilliseconds;
}

/** The ISO date in the city at an instant. */
export function cityDate(instantMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instantMs)
    .toZonedDateTimeISO(CITY_ZONE)
    .toPlainDate()
    .toString();
}

/** The ISO dates of the city's days that touch `[fromMs, toMs)`, in order. */
export function cityDates(fromMs: number, toMs: number): string[] {
  const dates: string[] = [];
  let day = Temporal.PlainDate.from(cityDate(fromMs));
  while (midnightMs(day) < toMs) {
    dates.push(day.toString());
    day = day.add({ days: 1 });
  }
  return dates;
}

/** ISO 8601 with the city's offset, to the millisecond: how every surface writes an instant. */
export function cityTime(instantMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instantMs)
    .toZonedDateTimeISO(CITY_ZONE)
    .toString({ timeZoneName: 'never', smallestUnit: 'millisecond' });
}
