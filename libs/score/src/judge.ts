import {
  type Completeness,
  type Status,
  type Trend,
  type TrendReason,
  type Value,
  completenessRatio,
  exactSum,
  rounded,
  withoutNoise,
} from '#core';
import { type MeasureDefinition, type TargetLevels } from '#catalogue';
import { differ } from './uncertainty.js';

type Better = MeasureDefinition['better'];
type Levels = Pick<TargetLevels, keyof TargetLevels>;

/** What of a measure's definition decides how its values are judged. */
export type Judging = Pick<MeasureDefinition, 'better' | 'decimals'>;

function reaches(number: number, level: number, better: Better): boolean {
  return better === 'higher' ? number >= level : number <= level;
}

/** How far a number is on the way from `scoreFloor` (0) to `target` (100), beyond either end too; the two must differ. */
export function wayFromFloor(
  number: number,
  { target, scoreFloor }: Pick<Levels, 'target' | 'scoreFloor'>,
): number {
  return withoutNoise((100 * exactSum([number, -scoreFloor])) / exactSum([target, -scoreFloor]));
}

/**
 * 0–100: linear from `scoreFloor` to `target`, clamped; which way is better follows from which of the two is higher.
 * Without a way between them it is all or nothing.
 */
export function scoreAt(
  number: number,
  { target, scoreFloor }: Pick<Levels, 'target' | 'scoreFloor'>,
  better: Better,
): number {
  if (reaches(number, target, better)) return 100;
  if (target === scoreFloor) return 0;
  return Math.min(100, Math.max(0, wayFromFloor(number, { target, scoreFloor })));
}

/**
 * The score of a value as it is shown (domain.md, section 5): rounded to the measure's decimals. `null` when it is not a
 * number or there is no target.
 */
export function scoreOf(value: Value, levels: Levels | null, { better, decimals }: Judging): number | null {
  if (value.kind !== 'number' || !levels) return null;
  return scoreAt(rounded(value.number, decimals), levels, better);
}

/** How a value, as it is shown, stands against its target (domain.md, section 5). */
export function statusOf(value: Value, levels: Levels | null, { better, decimals }: Judging): Status {
  if (value.kind !== 'number') return value.kind;
  if (!levels) return 'informative';
  const shown = rounded(value.number, decimals);
  if (reaches(shown, levels.target, better)) return 'met';
  return reaches(shown, levels.nearTarget, better) ? 'near' : 'not-met';
}

/** A value in a period, and whether it can be compared with that of another. */
export interface TrendSide {
  readonly value: Value;
  readonly completeness: Completeness;
  /** Measured by another definition than the one that is asked about. */
  readonly redefined: boolean;
}

/** What decides on trends beside the values. */
export interface TrendTerms {
  /** Less completeness than this (0–1), on either side, gives no trend. */
  readonly preliminaryBelow: number;
  /** Whether the period is not over yet. */
  readonly open: boolean;
}

/** A comparison of two periods: the change, or why there is none. */
type Compared =
  | { readonly change: number; readonly reason: null }
  | { readonly change: null; readonly reason: TrendReason };

function compared(now: TrendSide, before: TrendSide, { preliminaryBelow, open }: TrendTerms): Compared {
  const none = (reason: TrendReason): Compared => ({ change: null, reason });
  const isIncomplete = ({ completeness }: TrendSide): boolean =>
    (completenessRatio(completeness) ?? 1) < preliminaryBelow;
  if (before.redefined) return none('break');
  if (now.value.kind !== 'number' || before.value.kind !== 'number') return none('missing');
  if (open) return none('open');
  if (isIncomplete(now) || isIncomplete(before)) return none('incomplete');
  return { change: withoutNoise(now.value.number - before.value.number), reason: null };
}

/** Whether two values differ by more than chance, by their 95 % intervals; `null` where one of them has none. */
function differByMoreThanChance(now: Value, before: Value): boolean | null {
  if (now.kind !== 'number' || before.kind !== 'number' || !now.interval || !before.interval) return null;
  return differ(
    { number: now.number, interval: now.interval },
    { number: before.number, interval: before.interval },
  );
}

/** The direction of a change: an arrow for a survey by the intervals, otherwise for more than the least that counts. */
function directionOf(
  { formula, minimumChange, better }: MeasureDefinition,
  change: number,
  differs: boolean | null,
): Trend['direction'] {
  const isShare = formula.kind === 'ratio' && formula.proportion;
  if (isShare && differs === false) return 'unknown';
  const counts =
    formula.kind === 'answer-mean' && differs !== null ? differs : Math.abs(change) > minimumChange;
  if (!counts || change === 0) return 'steady';
  return change > 0 === (better === 'higher') ? 'better' : 'worse';
}

/**
 * Where a value is heading against the period before (domain.md, section 5). Unknown when either period is incomplete, the
 * period is still open, the definition changed, or chance alone could have made the difference of two shares; then the
 * reason is told. A change that is no greater than `minimumChange` is steady.
 */
export function trendOf(
  definition: MeasureDefinition,
  now: TrendSide,
  before: { readonly previous: TrendSide; readonly sameLastYear: TrendSide },
  terms: TrendTerms,
): Trend {
  const { change, reason } = compared(now, before.previous, terms);
  const changeSinceLastYear = compared(now, before.sameLastYear, terms).change;
  if (change === null) return { direction: 'unknown', reason, change, changeSinceLastYear };
  const differs = differByMoreThanChance(now.value, before.previous.value);
  const direction = directionOf(definition, change, differs);
  return {
    direction,
    reason: direction === 'unknown' ? 'within-interval' : null,
    change,
    changeSinceLastYear,
  };
}
