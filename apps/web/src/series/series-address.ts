import type { PeriodType } from '#core';
import type { Address } from '../address/address.js';
import { PATHS } from '../address/use-path.js';
import { type ExplanationAddress, writeExplanationAddress } from '../explanation/explanation-address.js';
import { periodText, shiftPeriod } from '../format/period.js';

/** How many periods of each type are shown, with the chosen one as the last. */
const SHOWN: Record<PeriodType, number> = { month: 24, quarter: 12, tertial: 9, year: 5 };

/** The address of the page of a measure over time: `/matetal?unit=city&period=2026-Q3&measure=digital-take-up`. */
export function seriesHref(address: Address, measure: string): string {
  return `${PATHS.series}${writeExplanationAddress({ ...address, measure })}`;
}

/** The call that answers what an address asks for. */
export function seriesCall({ measure, subject, period }: ExplanationAddress): string {
  const query = new URLSearchParams({
    subject: `${subject.kind}:${subject.id}`,
    from: periodText(shiftPeriod(period, 1 - SHOWN[period.type])),
    to: periodText(period),
    periodType: period.type,
  });
  return `measures/${encodeURIComponent(measure)}/values?${query.toString()}`;
}
