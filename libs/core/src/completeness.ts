import { type DatasetId } from './observation.js';

/**
 * Delivered / expected, counted in unit-periods of the data set, or in milliseconds for what is measured;
 * summed up the tree (domain.md, sections 2 and 3).
 */
export interface Completeness {
  readonly actual: number;
  readonly expected: number;
}

export const NOTHING_EXPECTED: Completeness = { actual: 0, expected: 0 };

/** The sum of the parts. */
export function sumCompleteness(parts: Iterable<Completeness>): Completeness {
  let actual = 0;
  let expected = 0;
  for (const part of parts) {
    actual += part.actual;
    expected += part.expected;
  }
  return { actual, expected };
}

/** Between 0 and 1; `null` when nothing was expected. */
export function completenessRatio({ actual, expected }: Completeness): number | null {
  return expected === 0 ? null : actual / expected;
}

/**
 * How an owed delivery stands: handed in on time or after its day, said by its owner not to be applicable, not yet due, or
 * overdue.
 */
export const DELIVERY_STANDINGS = ['delivered', 'late', 'not-applicable', 'due', 'missing'] as const;
export type DeliveryStanding = (typeof DELIVERY_STANDINGS)[number];

/** What one unit owes of one delivery for one period, and how that stands (`GET /completeness`). */
export interface DeliveryState {
  readonly unit: string;
  /** Id of the delivery rule. */
  readonly delivery: string;
  readonly dataset: DatasetId;
  /** As text, in the cadence of the delivery: `2026-09`. */
  readonly period: string;
  /** ISO date of the last day on which it is on time. */
  readonly dueDate: string;
  readonly state: DeliveryStanding;
  /** When something first came, ISO 8601 with offset; `null` when nothing has. */
  readonly receivedAt: string | null;
}

/**
 * Delivered / expected among owed deliveries: what is not applicable leaves both counts, and what is not yet due is expected
 * (domain.md, section 3).
 */
export function deliveryCompleteness(deliveries: readonly DeliveryState[]): Completeness {
  const expected = deliveries.filter(({ state }) => state !== 'not-applicable');
  return {
    actual: expected.filter(({ receivedAt }) => receivedAt !== null).length,
    expected: expected.length,
  };
}
