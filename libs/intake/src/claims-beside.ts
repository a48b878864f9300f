import { type ChangeClaim, Period, type SliceKey, type UploadProblem } from '#core';
import { unitsAbove } from '#catalogue';
import { type KnownNames } from './checks/check-context.js';
import { shareMonths } from './checks/rows-together.js';
import { inWords } from './problem-list.js';
import { type ReadUpload } from './read-upload.js';

/** A slice that stands beside those that a file would replace. */
export interface SliceBeside {
  readonly key: SliceKey;
  readonly claims: readonly ChangeClaim[];
  /** Of the file that brought it. */
  readonly fileName: string;
  /** ISO 8601 with offset. */
  readonly receivedAt: string;
}

/** A claim on a change, and where it was handed in: `slice` is `null` for the file that is looked at. */
interface Claim extends ChangeClaim {
  readonly unit: string;
  readonly period: string;
  readonly slice: SliceBeside | null;
}

function claimsOf(
  { unit, period }: SliceKey,
  claims: readonly ChangeClaim[],
  slice: SliceBeside | null,
): Claim[] {
  return claims.map((claim) => ({ ...claim, unit, period, slice }));
}

type Codes = 'change-claimed-before' | 'change-claimed-for-longer' | 'change-claimed-above-or-below';

/** What is to be said of a claim beside another on the same change; `null` when both stand without a word. */
function codeOf(catalogue: KnownNames, claim: Claim, other: Claim): Codes | null {
  if (!shareMonths(Period.of(claim.period), Period.of(other.period))) return null;
  if (claim.unit !== other.unit) {
    const month = Period.of(claim.period).lastMonth.toString();
    const above = (unit: string): string[] => unitsAbove(catalogue, unit, month);
    const related = above(claim.unit).includes(other.unit) || above(other.unit).includes(claim.unit);
    return related ? 'change-claimed-above-or-below' : null;
  }
  if (claim.project === other.project)
    return claim.period === other.period ? null : 'change-claimed-for-longer';
  return other.slice ? 'change-claimed-before' : null; // of the file's own rows the row is told
}

/**
 * A warning for every claim of a file on a change that is claimed beside it: by another project in what was handed in before
 * (ADR 19), by the same project for a longer or shorter period, or by a unit above or below (domain.md, section 7).
 */
export function claimsBeside(
  { slices, catalogue, language }: Pick<ReadUpload, 'slices' | 'catalogue' | 'language'>,
  beside: readonly SliceBeside[],
): UploadProblem[] {
  const own = slices.flatMap(({ key, holds }) => claimsOf(key, holds.claims ?? [], null));
  const before = beside.flatMap((slice) => claimsOf(slice.key, slice.claims, slice));
  const byChange = new Map<string, Claim[]>();
  const nameOf = (unit: string): string => catalogue.units.get(unit)?.name[language] ?? unit;
  for (const claim of before) byChange.set(claim.change, [...(byChange.get(claim.change) ?? []), claim]);
  return own.flatMap((claim) => {
    const others = byChange.get(claim.change) ?? [];
    byChange.set(claim.change, [...others, claim]);
    return others.flatMap((other) => {
      const code = codeOf(catalogue, claim, other);
      if (!code) return [];
      const details = {
        ...{ project: claim.project, unit: nameOf(claim.unit), period: claim.period },
        ...{ other: other.project, otherUnit: nameOf(other.unit), otherPeriod: other.period },
        ...(other.slice ? { file: other.slice.fileName, day: other.slice.receivedAt.slice(0, 10) } : {}),
      };
      return [inWords({ code, details, row: null, column: null, value: claim.change }, language)];
    });
  });
}
