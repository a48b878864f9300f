import { formatNumber } from '#core';

/** What stands where there is no number. */
export const NONE = '–';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export function decimal(value: number | null, decimals: number): string {
  return value === null ? NONE : formatNumber(value, decimals);
}

export function percent(value: number | null, decimals: number): string {
  return value === null ? NONE : `${decimal(value, decimals)} %`;
}

/** A measure's value beside its unit: `66,2 %`, `4,3 timmar`. */
export function withUnit(value: number, decimals: number, unit: string): string {
  return `${decimal(value, decimals)} ${unit}`;
}

export function hoursOf(ms: number): string {
  return `${decimal(ms / HOUR_MS, 1)} h`;
}

/** `2 h 5 min`; what is shorter than a minute in seconds. */
export function lengthOf(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.round(ms / 1_000)} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

/** As the city's clocks showed it. */
export function clock(moment: string | null): string {
  return moment === null ? 'pågår' : moment.slice(0, 16).replace('T', ' ');
}

/** How far the figures can be relied on. */
export function standingOf({
  isOpen,
  frozenAt,
  edition,
}: {
  readonly isOpen: boolean;
  readonly frozenAt: string | null;
  readonly edition: string | null;
}): string {
  if (frozenAt !== null) return `Fastställd ${frozenAt.slice(0, 10)}, utgåva ${edition ?? ''}.`;
  return isOpen
    ? 'Perioden pågår: talen gäller till nu och är inte fastställda.'
    : 'Perioden är inte fastställd: talen kan ändras.';
}
