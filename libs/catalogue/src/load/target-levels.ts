import { type MeasureVersion, type TargetLevels } from '../measures.js';

/** What is wrong with the order of a target's levels for a measure's direction; `null` when nothing is. */
export function levelsOutOfOrder(
  { target, nearTarget, scoreFloor }: TargetLevels,
  better: MeasureVersion['better'],
): { message: string; remedy: string } | null {
  const sign = better === 'higher' ? 1 : -1;
  if (scoreFloor * sign < nearTarget * sign && nearTarget * sign <= target * sign) return null;
  const order =
    better === 'higher' ? 'scoreFloor < nearTarget <= target' : 'scoreFloor > nearTarget >= target';
  return {
    message: `The levels are out of order for a measure where ${better} is better.`,
    remedy: `Let ${order}.`,
  };
}
