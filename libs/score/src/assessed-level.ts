import { exactSum, withoutNoise } from '#core';
import { type Fact } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type SideSum } from './side-sum.js';

/** The mean levels of the dimensions of an assessment, from the facts of one month of the data set `maturity`. */
export function dimensionLevels({ facts }: SideSum): number[] {
  const dimensions = groupedBy(facts, ({ labels }) => labels.dimension ?? '');
  return [...dimensions.values()].map(meanLevel).filter((level) => level !== null);
}

/** The maturity level of a unit's last assessment: the mean of its dimensions' mean levels. `null` without any. */
export function assessedLevel(assessment: SideSum): number | null {
  const levels = dimensionLevels(assessment);
  return levels.length === 0 ? null : withoutNoise(exactSum(levels) / levels.length);
}

function meanLevel(facts: readonly Fact[]): number | null {
  let sum = 0;
  let count = 0;
  for (const fact of facts) {
    sum += fact.sums.level ?? 0;
    count += fact.count;
  }
  return count === 0 ? null : withoutNoise(sum / count);
}
