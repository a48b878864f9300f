const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
/** 1 January 1970 as a serial number, in both calendars of spreadsheets. */
const UNIX_EPOCH = { from1900: 25_569, from1904: 24_107 } as const;
/** Spreadsheets hold that 1900 was a leap year: this day never was, and all before it are one off. */
const THE_DAY_THAT_NEVER_WAS = 60;

/** Which day a workbook counts from: Excel's usual calendar, or that of old Macs. */
export type Calendar = keyof typeof UNIX_EPOCH;

/**
 * The ISO day of a serial number; the time of day is left out. `null` for what no spreadsheet shows as a date: before its
 * calendar begins, or after the year 9999.
 */
export function serialDay(serial: number, calendar: Calendar): string | null {
  // A time just before midnight by the noise of a double is the next day.
  const day = Math.floor(Math.round(serial * DAY_SECONDS) / DAY_SECONDS);
  if (calendar === 'from1900' && day === THE_DAY_THAT_NEVER_WAS) return '1900-02-29';
  const oneOff = calendar === 'from1900' && day < THE_DAY_THAT_NEVER_WAS ? 1 : 0;
  if (day < (calendar === 'from1900' ? 1 : 0)) return null;
  const date = new Date((day + oneOff - UNIX_EPOCH[calendar]) * DAY_MS);
  return date.getTime() < Date.UTC(10_000, 0) ? date.toISOString().slice(0, 10) : null;
}

/** Seconds before midnight in which programs that count them wrongly put it. */
const SHORTLY = 60;
/** Midnight in Stockholm, by clocks of UTC in winter and in summer. */
const MIDNIGHTS_ABROAD = [82_800, 79_200];

/** The day of a serial number; with its time, `2026-09-30T23:59:48`, where the next day may be meant. */
export function serialDayOrTime(serial: number, calendar: Calendar): string | null {
  const day = serialDay(serial, calendar);
  const seconds = Math.round(serial * DAY_SECONDS) % DAY_SECONDS;
  const isNear = seconds >= DAY_SECONDS - SHORTLY || MIDNIGHTS_ABROAD.includes(seconds);
  return day !== null && isNear ? `${day}T${serialTime(seconds / DAY_SECONDS)}` : day;
}

/** A serial number as a time or a duration, `37:30:00`. */
export function serialTime(serial: number): string {
  const seconds = Math.round(Math.abs(serial) * DAY_SECONDS);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (serial < 0 ? '-' : '') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}
