import { type ChangeClaim, Period, type SliceKey, type UploadProblem } from '#core';
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

interface ClaimBeside {
  readonly slice: SliceBeside;
  readonly project: string;
}

/** By unit and change. */
function claimsIn(slices: readonly SliceBeside[]): Map<string, ClaimBeside[]> {
  const claims = new Map<string, ClaimBeside[]>();
  for (const slice of slices) {
    for (const { change, project } of slice.claims) {
      const key = JSON.stringify([slice.key.unit, change]);
      claims.set(key, [...(claims.get(key) ?? []), { slice, project }]);
    }
  }
  return claims;
}

/** A warning for every claim of a file on a change that another project claims in what was handed in before (ADR 19). */
export function claimsBeside(
  { slices, catalogue, language }: Pick<ReadUpload, 'slices' | 'catalogue' | 'language'>,
  beside: readonly SliceBeside[],
): UploadProblem[] {
  const claimed = claimsIn(beside);
  return slices.flatMap(({ key: { unit, period }, holds }) => {
    const months = Period.of(period);
    const unitName = catalogue.units.get(unit)?.name[language] ?? unit;
    return (holds.claims ?? []).flatMap(({ change, project }) =>
      (claimed.get(JSON.stringify([unit, change])) ?? [])
        .filter((other) => other.project !== project)
        .filter(({ slice }) => shareMonths(Period.of(slice.key.period), months))
        .map(({ slice: { key, fileName, receivedAt }, project: other }) => {
          const there = { other, otherPeriod: key.period, file: fileName, day: receivedAt.slice(0, 10) };
          const details = { project, unit: unitName, period, ...there };
          const place = { row: null, column: null, value: change };
          return inWords({ code: 'change-claimed-before', details, ...place }, language);
        }),
    );
  });
}
