/** The nine data sets that are handed in (formats.md, section 1). */
export const DATASETS = [
  'cost',
  'transactions',
  'cases',
  'licences',
  'survey',
  'benefits',
  'maturity',
  'base-figures',
  'projects',
] as const;
export type DatasetId = (typeof DATASETS)[number];

/** What one upload replaces: the observations of one data set, unit, period, source and part. */
export interface SliceKey {
  readonly dataset: DatasetId;
  readonly unit: string;
  /** As text, in the data set's own cadence: `2026-09`. */
  readonly period: string;
  /** Who hands in: `manual` for people, the id of the source for machines. */
  readonly source: string;
  /** What lawfully comes in several deliveries is told apart by it (ADR 32); empty where that is nothing. */
  readonly part: string;
}

/**
 * One fact with unit and period; its data set and source are its slice's. A field that is absent was not provided;
 * one that is named in `notApplicable` makes no sense for the unit.
 */
export interface Observation {
  readonly unit: string;
  readonly period: string;
  readonly system: string | null;
  readonly project: string | null;
  /** The data set's other text, date and enumerated columns. */
  readonly labels: Readonly<Record<string, string>>;
  /** The data set's numeric columns. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly notApplicable: readonly string[];
}

/** Observations of a data set added up: what the store answers and the scores are computed from. */
export interface ObservationSum {
  readonly unit: string;
  /** The period of the observations, as they were handed in. */
  readonly period: string;
  readonly system: string | null;
  readonly project: string | null;
  /** The label columns that were asked for; absent when the observations had none. */
  readonly labels: Readonly<Record<string, string>>;
  /** Sums of the numeric columns that were asked for; absent when no observation had the column. */
  readonly sums: Readonly<Record<string, number>>;
  /** How many observations were added. */
  readonly count: number;
  /** Columns asked for that some observation marks as not applicable. */
  readonly notApplicable: readonly string[];
}

/** The new content of a slice. */
export interface SliceContent {
  readonly key: SliceKey;
  readonly observations: readonly Observation[];
}

/** Which sums: of a data set over the months in `[fromMonth, toMonth]`, by unit, period, system, project and labels. */
export interface ObservationQuery {
  readonly dataset: DatasetId;
  /** First and last month as text, `2026-07`; a longer period belongs to its last month. */
  readonly fromMonth: string;
  readonly toMonth: string;
  readonly columns: readonly string[];
  /** Label columns to keep apart. */
  readonly labels: readonly string[];
}
