import { CalendarFault } from './calendar-times.js';

/** A time, or several: name, parameters (whose quoted values may hold anything) and value. */
const TIMES = /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;(?:"[^"]*"|[^":\n])*)?):[ \t]*(.*?)[ \t]*$/gim;
const RULE = /^(RRULE(?:;[^:\n]*)?):(.*)$/gim;
const DAYS = /^\d{8}(?:,\d{8})*$/;

/** Lines are folded by bytes, also between the two of an å: they are put together before they are read as text (RFC 5545, 3.1). */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const unfolded = Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/\r?\n[ \t]/g, ''),
    'latin1',
  );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(unfolded);
  } catch {
    return new TextDecoder('windows-1252').decode(unfolded);
  }
}

/**
 * The text of a calendar file as the parser takes it: what programs write otherwise than RFC 5545 says, and nobody can take for
 * something else, is put right; what the parser would mend in silence is a {@link CalendarFault}.
 */
export function calendarText(file: string | Uint8Array): string {
  const text = (typeof file === 'string' ? file : decoded(file))
    .replace(/^\uFEFF+/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]/g, '')
    .trim();
  return text
    .replaceAll(TIMES, (_, name: string, parameters: string, value: string) => {
      // A whole day has no zone.
      const isBareDay = DAYS.test(value) && !/;VALUE=/i.test(parameters);
      if (!isBareDay) return `${name}${parameters}:${value}`;
      return `${name};VALUE=DATE${parameters.replace(/;TZID=(?:"[^"]*"|[^;"]*)/i, '')}:${value}`;
    })
    .replaceAll(RULE, (_, name: string, value: string) => {
      const rule = value.trim().toUpperCase();
      if (/(?:^|;)INTERVAL=[-+]?0*(?:;|$)/.test(rule))
        throw new CalendarFault(`the rule "${value.trim()}" has an INTERVAL of nothing; write 1 or more`);
      return `${name}:${rule}`;
    });
}
