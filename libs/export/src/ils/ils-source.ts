import { type Comment, type Period, type Scorecard } from '#core';
import { type Ils, type MeasureDefinition } from '#catalogue';

/** What an export to the steering system is made from: an edition, or for a dry run what is live. */
export interface IlsSource {
  readonly period: Period;
  /** `original`, `restated-2` …; `live` in a dry run of what is not frozen. */
  readonly edition: string;
  /** ISO 8601 with offset; `null` when nothing is frozen. */
  readonly frozenAt: string | null;
  /** In force on the period's last day. */
  readonly definitions: readonly MeasureDefinition[];
  /** Of every unit. */
  readonly scorecards: readonly Scorecard[];
  /** Those of every earlier edition of the period, oldest first. */
  readonly earlier: readonly (readonly Scorecard[])[];
  readonly comments: readonly Comment[];
  /** Unit → the unit above it at the period's end. */
  readonly parents: ReadonlyMap<string, string>;
  readonly ils: Ils;
  /** Nothing is stored or sent, and every file says so. */
  readonly dryRun: boolean;
}

/** What every file of a dry run says first. */
export const DRY_RUN_NOTE =
  'PROVKÖRNING – inte för inläsning. Underlaget är inte utlämnat. / DRY RUN – not to be read in.';

/** The notes of every file. */
export function notesOf({ dryRun, frozenAt, period }: IlsSource): string[] {
  if (!dryRun) return [];
  const open = `${period.toString()} är inte fastställd: värdena kan ändras.`;
  return frozenAt === null ? [`${DRY_RUN_NOTE} ${open}`] : [DRY_RUN_NOTE];
}
