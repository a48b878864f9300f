import { type LocalizedText } from '#core';
import { Temporal } from 'temporal-polyfill';
import { clocksAt } from './clocks.js';

/** Short for the rule that people use most. */
const WEEKLY = 'weekly';
const PART = /^(?<name>[A-Z]+)=(?<value>[-+,\dA-Z]{1,60})$/;
const UNTIL = /^(?<day>\d{8})(?:T(?<time>\d{6})(?<utc>Z)?)?$/;
/** Work is planned by days or longer, and by no more parts of RFC 5545 than that needs: the rest is a mistake, and costs. */
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

function listOf(one: string): RegExp {
  return new RegExp(`^${one}(?:,${one})*$`);
}

/** What each part may hold. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: new RegExp(`^(?:${FREQUENCIES.join('|')})$`),
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^(?:[1-9]\d{0,2}|1000)$/,
  UNTIL,
  BYDAY: listOf('(?:[-+]?[1-5]?\\d)?(?:MO|TU|WE|TH|FR|SA|SU)'),
  BYMONTHDAY: listOf('[-+]?(?:[1-9]|[12]\\d|3[01])'),
  BYMONTH: listOf('(?:[1-9]|1[0-2])'),
  WKST: /^(?:MO|TU|WE|TH|FR|SA|SU)$/,
  BYSETPOS: /^-?[1-5]$/,
};

const SHAPE: LocalizedText = {
  sv: 'skriv weekly, eller en regel om dagar eller längre som FREQ=MONTHLY;BYDAY=2TU',
  en: 'write weekly, or a rule by days or longer such as FREQ=MONTHLY;BYDAY=2TU',
};

/** The rule that a text of the config or the API stands for. */
export function ruleOf(repeats: string): string {
  return repeats === WEEKLY ? 'FREQ=WEEKLY' : repeats;
}

/** What is wrong with a text that is to say how something comes again; `null`: nothing that can be seen without its start. */
export function repetitionFault(text: string): LocalizedText | null {
  const parts = ruleOf(text).split(';');
  const seen = new Map<string, string>();
  for (const part of parts) {
    const { name = '', value = '' } = PART.exec(part)?.groups ?? {};
    if (!PARTS[name] || seen.has(name))
      return { sv: `${SHAPE.sv} ("${part}" läses inte)`, en: `${SHAPE.en} ("${part}" is not read)` };
    if (!PARTS[name].test(value))
      return { sv: `"${part}" går inte att läsa; ${SHAPE.sv}`, en: `"${part}" cannot be read; ${SHAPE.en}` };
    seen.set(name, value);
  }
  if (!seen.has('FREQ')) return SHAPE;
  if (seen.has('UNTIL') && seen.has('COUNT'))
    return { sv: 'skriv antingen UNTIL eller COUNT', en: 'write either UNTIL or COUNT' };
  const until = seen.get('UNTIL');
  if (until === undefined || untilClocks(until, 'UTC')) return null;
  return {
    sv: `UNTIL=${until} är ingen tidpunkt; skriv UNTIL=20261231 eller UNTIL=20261231T220000`,
    en: `UNTIL=${until} is not a time; write UNTIL=20261231 or UNTIL=20261231T220000`,
  };
}

/** The clocks of a zone at the last time of a rule: a day is meant to its end, a time without Z by the zone's clocks. */
function untilClocks(until: string, zone: string): Temporal.PlainDateTime | null {
  const { day = '', time = '235959', utc } = UNTIL.exec(until)?.groups ?? {};
  try {
    const clocks = Temporal.PlainDateTime.from(`${day}T${time}`, { overflow: 'reject' });
    return utc === undefined ? clocks : clocksAt(clocks.toZonedDateTime('UTC').epochMilliseconds, zone);
  } catch {
    return null;
  }
}

/** A rule as it reads by clocks alone, without a zone: what `rrule-temporal` is asked in UTC. */
export function ruleByClocks(rule: string, zone: string): string {
  return rule.replace(/(?<=(?:^|;)UNTIL=)[^;]*/, (until) => {
    const clocks = untilClocks(until, zone);
    return clocks ? `${compact(clocks)}Z` : until;
  });
}

/** `20261231T220000`. */
export function compact(clocks: Temporal.PlainDateTime): string {
  return clocks.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}
