import { type MeasureScore, type Subject, readTrend } from '#core';
import { PageLink } from '../address/page-link.js';
import type { MeasureAnswer } from '../api/answers.js';
import { type CalendarPeriod, periodName, shiftPeriod } from '../format/period.js';
import type { Remark } from '../remarks/ask-remarks.js';
import { RemarkList } from '../remarks/remark-list.js';
import { RemarkWays } from '../remarks/remark-ways.js';
import { seriesHref } from '../series/series-address.js';
import { SERIES } from '../series/words.js';
import { WORDS } from '../words.js';
import { CompletenessText } from './completeness-text.js';
import { MeasureComparisons } from './measure-comparisons.js';
import { MeasureDetails } from './measure-details.js';
import { MeasureValue } from './measure-value.js';
import { MeasureVerdict } from './measure-verdict.js';
import { TrendLine } from './trend-line.js';

interface Props {
  readonly measure: MeasureScore;
  readonly subject: Subject;
  /** Absent when the catalogue does not know the measure: then its id stands for its name. */
  readonly definition: MeasureAnswer | undefined;
  readonly period: CalendarPeriod;
  readonly remarks: readonly Remark[];
  /** The address that tells why the number is what it is; `null` for editions, which keep numbers and not how they came about. */
  readonly why: string | null;
}

/** One measure: its value, how that stands against the target, where it is heading and what it rests on. */
export function MeasureCard({ measure, subject, definition, period, remarks, why }: Props) {
  const name = definition?.name.sv ?? measure.id;
  const decimals = definition?.decimals ?? 1;
  const unitOfMeasure = definition?.unitOfMeasure.sv ?? '';
  const isNumber = measure.value.kind === 'number';
  const previousPeriod = periodName(shiftPeriod(period, -1));
  return (
    <li className="measure">
      <h3>{name}</h3>
      <div className="measure-body">
        <MeasureValue value={measure.value} decimals={decimals} unitOfMeasure={unitOfMeasure} />
        {isNumber && <MeasureVerdict measure={measure} definition={definition} />}
        {isNumber && (
          <TrendLine trend={readTrend(measure.trend, { decimals, unitOfMeasure, previousPeriod })} />
        )}
        {measure.breakInSeries && <p className="new-definition">{WORDS.newDefinition}</p>}
        <RemarkList remarks={remarks} mayWithdraw={why !== null} />
        {why !== null && <RemarkWays measure={measure} name={name} period={period} subject={subject} />}
        <MeasureComparisons measure={measure} period={period} decimals={decimals} unit={unitOfMeasure} />
        <CompletenessText completeness={measure.completeness} quality={measure.quality} />
      </div>
      <div className="measure-foot">
        <PageLink href={seriesHref({ subject, period, edition: null }, measure.id)} className="why">
          {SERIES.overTime}
          <span className="hidden"> {definition?.name.sv ?? measure.id}</span>
        </PageLink>
        {why !== null && (
          <PageLink href={why} className="why">
            {WORDS.why}
            <span className="hidden"> {name}</span>
          </PageLink>
        )}
        {definition && <MeasureDetails measure={measure} definition={definition} />}
      </div>
    </li>
  );
}
