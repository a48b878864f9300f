import type { EditionSummary } from '#core';

/** A period as far as it has come. */
export interface Closable {
  /** As text: `2026-Q3`. */
  readonly period: string;
  readonly isOver: boolean;
  /** Oldest first; none before it is frozen. */
  readonly editions: readonly EditionSummary[];
  /** Whether what is live differs from the newest edition. */
  readonly differs: boolean;
}
