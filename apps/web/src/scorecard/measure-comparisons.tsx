import { type MeasureScore, type Value, formatBriefly, formatChange, KIND_WORDS } from '#core';
import { type CalendarPeriod, periodHeading, sameLastYear, shiftPeriod } from '../format/period.js';

interface Props {
  readonly measure: MeasureScore;
  readonly period: CalendarPeriod;
  readonly decimals: number;
  readonly unit: string;
}

/** The value in the previous period and in the same period last year; a year's two are one and the same. */
export function MeasureComparisons({ measure, period, decimals, unit }: Props) {
  const sinceLastYear = measure.trend.changeSinceLastYear;
  return (
    <dl className="comparisons">
      {period.type !== 'year' && (
        <div>
          <dt>{periodHeading(shiftPeriod(period, -1))}</dt>
          <dd>{valueText(measure.previous, decimals, unit)}</dd>
        </div>
      )}
      <div>
        <dt>{periodHeading(sameLastYear(period))}</dt>
        <dd>
          {valueText(measure.sameLastYear, decimals, unit)}
          {sinceLastYear !== null && (
            <span className="soft"> ({formatChange(sinceLastYear, decimals, '')})</span>
          )}
        </dd>
      </div>
    </dl>
  );
}

function valueText(value: Value, decimals: number, unit: string): string {
  if (value.kind !== 'number') return KIND_WORDS[value.kind];
  return formatBriefly(value.number, decimals, unit);
}
