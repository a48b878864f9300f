import type { MeasureScore } from '#core';
import type { MeasureAnswer } from '../api/answers.js';
import { formatQuantity } from '../format/number.js';
import { type CalendarPeriod, periodName, shiftPeriod } from '../format/period.js';
import { readTrend } from '../format/trend.js';
import { WORDS, targetWords } from '../words.js';
import { CompletenessText } from './completeness-text.js';
import { MeasureComparisons } from './measure-comparisons.js';
import { MeasureDetails } from './measure-details.js';
import { MeasureValue } from './measure-value.js';
import { StatusMark } from './status-mark.js';
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
  const trend = readTrend(measure.trend, {
    decimals,
    unitOfMeasure,
    previousPeriod: periodName(shiftPeriod(period, -1)),
  });
  return (
    <li className="measure">
      <h3>{definition?.name.sv ?? measure.id}</h3>
      <MeasureValue value={measure.value} decimals={decimals} unitOfMeasure={unitOfMeasure} />
      {isNumber && (
        <p className="measure-verdict">
          <StatusMark status={measure.status} />
          <span className="measure-target">
            {measure.target === null
              ? WORDS.noTarget
              : `${WORDS.target} ${targetWords(
                  formatQuantity(measure.target, decimals, unitOfMeasure),
                  definition?.better ?? 'higher',
                )}`}
          </span>
        </p>
      )}
      {isNumber && <TrendLine trend={trend} />}
      {measure.breakInSeries && <p className="new-definition">{WORDS.newDefinition}</p>}
      <MeasureComparisons measure={measure} period={period} decimals={decimals} unit={unitOfMeasure} />
      <CompletenessText completeness={measure.completeness} />
      {definition && <MeasureDetails measure={measure} definition={definition} />}
    </li>
  );
}
