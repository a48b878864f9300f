import { CITY_ZONE, type Language, cityDate } from '#core';

const LOCALES: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(ms: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${Object.keys(options).join()}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { timeZone: CITY_ZONE, ...options });
  formats.set(key, format);
  return format.format(ms);
}

function clock(ms: number, language: Language): string {
  const time = formatted(ms, language, { hour: '2-digit', minute: '2-digit' });
  return language === 'sv' ? `kl. ${time}` : time;
}

/** `3 november 2026` */
export function dayText(ms: number, language: Language): string {
  return formatted(ms, language, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `3 november 2026 kl. 14:32`, and for what was lately or comes soon `i dag kl. 14:32`. */
export function momentText(iso: string, language: Language, nowMs?: number): string {
  const ms = Date.parse(iso);
  const near = nowMs === undefined ? undefined : nearDay(ms, language, nowMs);
  const joint = language === 'en' ? ' at ' : ' ';
  return `${near ?? dayText(ms, language)}${joint}${clock(ms, language)}`;
}

/** The end of a span: on the day that it began, the time is enough. */
export function endText(
  { from, to }: { readonly from: string; readonly to: string },
  language: Language,
  nowMs?: number,
): string {
  const sameDay = cityDate(Date.parse(from)) === cityDate(Date.parse(to));
  return sameDay ? clock(Date.parse(to), language) : momentText(to, language, nowMs);
}

function nearDay(ms: number, language: Language, nowMs: number): string | undefined {
  if (Math.abs(ms - nowMs) > 3 * DAY_MS) return undefined;
  const words = { sv: ['i går', 'i dag', 'i morgon'], en: ['yesterday', 'today', 'tomorrow'] }[language];
  const date = cityDate(ms);
  return words.find((_, i) => cityDate(nowMs + (i - 1) * DAY_MS) === date);
}

/** `1 timme 5 minuter`; less than a minute is one. */
export function durationText(minutes: number, language: Language): string {
  const whole = Math.max(1, Math.round(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const parts =
    language === 'sv'
      ? [
          hours > 0 ? `${hours} ${hours === 1 ? 'timme' : 'timmar'}` : '',
          rest > 0 ? `${rest} ${rest === 1 ? 'minut' : 'minuter'}` : '',
        ]
      : [
          hours > 0 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : '',
          rest > 0 ? `${rest} ${rest === 1 ? 'minute' : 'minutes'}` : '',
        ];
  return parts.filter((part) => part !== '').join(' ');
}

/** `99,95 %`, and `100 %` without decimals. */
export function percentText(percent: number, language: Language): string {
  const format = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 });
  return `${format.format(percent)}${language === 'sv' ? '\u00a0%' : '%'}`;
}
