import { type Fact } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type SideSum } from './side-sum.js';

/**
 * The maturity level of a unit's last assessment: the mean of its dimensions' mean levels, from the facts of one month of
 * the data set `maturity`. `null` without any.
 */
export function assessedLevel(assessment: SideSum | null): number | null {
  if (!assessment) return null;
  const dimensions = groupedBy(assessment.facts, ({ labels }) => labels.dimension ?? '');
  const levels = [...dimensions.values()].map(meanLevel).filter((level) => level !== null);
  return levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

function meanLevel(facts: readonly Fact[]): number | null {
  let sum = 0;
  let count = 0;
  for (const fact of facts) {
    sum += fact.sums.level ?? 0;
    count += fact.count;
  }
  return count === 0 ? null : sum / count;
}
