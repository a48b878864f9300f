import { type DatasetSchema } from '#catalogue';
import { type Language, type Period } from '#core';
import { type KnownNames } from './checks/check-context.js';
import { type UploadLimits } from './limits.js';

/** Under which circumstances a file is handed in: what files of other systems need in order to be understood. */
export interface ReadingCircumstances {
  readonly dataset: DatasetSchema;
  readonly catalogue: KnownNames;
  readonly claimedPeriod: Period | null;
  readonly mayHandInFor: (unit: string) => boolean;
  readonly language: Language;
  readonly limits: UploadLimits;
}

/** The unit that whoever hands in can only mean; `null` when it may be any of several. */
export function onlyUnit({ catalogue, mayHandInFor }: ReadingCircumstances): string | null {
  let only: string | null = null;
  for (const { id, kind } of catalogue.units.values()) {
    if (kind === 'city' || kind === 'group' || !mayHandInFor(id)) continue;
    if (only !== null) return null;
    only = id;
  }
  return only;
}
