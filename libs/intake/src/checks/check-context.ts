import { type Catalogue, type DatasetSchema } from '#catalogue';
import { type Language, type Period } from '#core';

/** The part of the catalogue that files refer to, and that files of other systems are understood by. */
export type KnownNames = Pick<
  Catalogue,
  'units' | 'systems' | 'projects' | 'accountMaps' | 'surveyMaps' | 'measures'
>;

/** What a file is checked against. */
export interface CheckContext {
  readonly schema: DatasetSchema;
  readonly catalogue: KnownNames;
  /** The period that whoever hands in says that the file is for; `null` when nothing was said. */
  readonly claimedPeriod: Period | null;
  /** When the file came, by which far periods are far; absent: none is. */
  readonly receivedAtMs?: number | undefined;
  /** Who hands in: the source of every slice. */
  readonly source: string;
  readonly mayHandInFor: (unit: string) => boolean;
  readonly language: Language;
}
