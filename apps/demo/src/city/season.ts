import { type Period } from '#core';

/** Twelve factors, January first, whose mean is about 1. */
type Year = readonly number[];

const SEASONS = {
  /** Invoices pile up before the books close, and July is quiet. */
  spending: [0.94, 0.95, 1.02, 0.98, 1, 1.04, 0.78, 0.88, 1.02, 1.02, 1.07, 1.3],
  /** Salaries, with holiday pay in summer. */
  operating: [0.98, 0.97, 0.99, 0.99, 1, 1.04, 1.02, 0.97, 0.98, 0.99, 1, 1.07],
  /** What people ask of the city: January and August queues, an empty July. */
  demand: [1.15, 1.06, 1.06, 0.98, 1.02, 0.9, 0.62, 1.08, 1.12, 1.06, 1.03, 0.92],
  /** Schools: the choice of school in January and February, and nobody in July. */
  school: [1.6, 1.35, 1.05, 0.95, 1, 0.8, 0.15, 1.1, 1.15, 1.05, 1.0, 0.8],
} satisfies Record<string, Year>;

/** What a season does to a month's level. */
export function seasonal(season: keyof typeof SEASONS, month: Period): number {
  return SEASONS[season][month.index - 1] ?? 1;
}
