import { type Comparison, formatBriefly } from '#core';
import { COMPARISON, quartileWords, targetLineWords } from './words.js';

/** How the comparison is read, and what its lines stand for. */
export function ComparisonLegend({ comparison }: { readonly comparison: Comparison }) {
  const { quartiles, targets, better, decimals, unitOfMeasure, breakInSeries } = comparison;
  const text = (number: number) => formatBriefly(number, decimals, unitOfMeasure.sv);
  return (
    <>
      {breakInSeries && <p className="new-definition">{COMPARISON.newDefinition}</p>}
      <ul className="reasons">
        <li>
          {COMPARISON.better[better]} {COMPARISON.legendValue}
        </li>
        {quartiles && (
          <li>
            {COMPARISON.legendQuartiles}{' '}
            {quartileWords(text(quartiles.low), text(quartiles.median), text(quartiles.high))}
          </li>
        )}
        {targets.length > 0 && (
          <li>
            {COMPARISON.legendTarget}{' '}
            {targets.map(({ target, subjects }) => targetLineWords(text(target), subjects)).join(', ')}.
          </li>
        )}
        <li>{COMPARISON.smallGroups}</li>
      </ul>
    </>
  );
}
