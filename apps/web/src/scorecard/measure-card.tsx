import type { MeasureScore } from '#core';
import type { MeasureAnswer } from '../api/answers.js';
import { type CalendarPeriod, periodName, shiftPeriod } from '../format/period.js';
import { readTrend } from '../format/trend.js';
import { WORDS } from '../words.js';
import { CompletenessText } from './completeness-text.js';
import { MeasureComparisons } from './measure-comparisons.js';
import { MeasureDetails } from './measure-details.js';
import { MeasureValue } from './measure-value.js';
import { MeasureVerdict } from './measure-verdict.js';
import { TrendLine } from './trend-line.js';

interface Props {
  readonly measure: MeasureScore;
  /** Absent when the catalogue does not know the measure: then its id stands for its name. */
  readonly definition: MeasureAnswer | undefined;
  readonly period: CalendarPeriod;
}

/** One measure: its value, how that stands against the target, where it is heading and what it rests on. */
export function MeasureCard({ measure, definition, period }: Props) {
  const decimals = definition?.decimals ?? 1;
  const unitOfMeasure = definition?.unitOfMeasure.sv ?? '';
  const isNumber = measure.value.kind === 'number';
  const previousPeriod = periodName(shiftPeriod(period, -1));
  return (
    <li className="measure">
      <h3>{definition?.name.sv ?? measure.id}</h3>
      <div className="measure-body">
        <MeasureValue value={measure.value} decimals={decimals} unitOfMeasure={unitOfMeasure} />
        {isNumber && <MeasureVerdict measure={measure} definition={definition} />}
        {isNumber && (
          <TrendLine trend={readTrend(measure.trend, { decimals, unitOfMeasure, previousPeriod })} />
        )}
        {measure.breakInSeries && <p className="new-definition">{WORDS.newDefinition}</p>}
        <MeasureComparisons measure={measure} period={period} decimals={decimals} unit={unitOfMeasure} />
        <CompletenessText completeness={measure.completeness} quality={measure.quality} />
      </div>
      {definition && <MeasureDetails measure={measure} definition={definition} />}
    </li>
  );
}
