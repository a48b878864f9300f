import { type Catalogue, type DatasetSchema } from '#catalogue';
import { type Language, type Period } from '#core';

/** What a file is checked against. */
export interface CheckContext {
  readonly schema: DatasetSchema;
  readonly catalogue: Catalogue;
  /** The period that whoever hands in says that the file is for; `null` when nothing was said. */
  readonly claimedPeriod: Period | null;
  /** Who hands in: the source of every slice. */
  readonly source: string;
  readonly mayHandInFor: (unit: string) => boolean;
  readonly language: Language;
}
