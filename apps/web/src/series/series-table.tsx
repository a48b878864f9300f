import {
  type Comment,
  type MeasurePoint,
  completenessPercent,
  formatBriefly,
  formatNumber,
  KIND_WORDS,
} from '#core';
import type { MeasureAnswer } from '../api/answers.js';
import { parsePeriod, periodHeading } from '../format/period.js';
import { TableFrame } from '../panel/table-frame.js';
import { StatusMark } from '../scorecard/status-mark.js';
import { SERIES } from './words.js';

interface Props {
  readonly points: readonly MeasurePoint[];
  readonly definition: MeasureAnswer;
  readonly comments: readonly Comment[];
  readonly isOver: (index: number) => boolean;
}

/** The same as the chart in numbers and words, newest first. */
export function SeriesTable({ points, definition, comments, isOver }: Props) {
  const heads = [SERIES.value, SERIES.interval, SERIES.target];
  return (
    <TableFrame caption={SERIES.table}>
      <thead>
        <tr>
          <th scope="col">{SERIES.period}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="number">
              {head}
            </th>
          ))}
          <th scope="col">{SERIES.status}</th>
          <th scope="col" className="number">
            {SERIES.completeness}
          </th>
          <th scope="col">{SERIES.remarks}</th>
        </tr>
      </thead>
      <tbody>
        {points
          .map((point, index) => (
            <SeriesRow
              key={point.period}
              point={point}
              definition={definition}
              isOver={isOver(index)}
              comments={comments.filter(({ period }) => period === point.period)}
            />
          ))
          .reverse()}
      </tbody>
    </TableFrame>
  );
}

interface RowProps extends Pick<Props, 'definition' | 'comments'> {
  readonly point: MeasurePoint;
  readonly isOver: boolean;
}

function SeriesRow({ point, definition, isOver, comments }: RowProps) {
  const { period, value, target, status, completeness, breakInSeries } = point;
  const { decimals, unitOfMeasure } = definition;
  const parsed = parsePeriod(period);
  const percent = completenessPercent(completeness);
  const interval = value.kind === 'number' ? value.interval : null;
  const notes = [
    ...(isOver ? [] : [SERIES.running]),
    ...(breakInSeries ? [SERIES.newDefinition] : []),
    ...comments.map(({ text }) => text),
  ];
  return (
    <tr>
      <th scope="row">{parsed ? periodHeading(parsed) : period}</th>
      <td className="number">
        {value.kind === 'number'
          ? formatBriefly(value.number, decimals, unitOfMeasure.sv)
          : KIND_WORDS[value.kind]}
      </td>
      <td className="number">
        {interval ? `${formatNumber(interval.low, decimals)}–${formatNumber(interval.high, decimals)}` : '–'}
      </td>
      <td className="number">{target === null ? '–' : formatBriefly(target, decimals, unitOfMeasure.sv)}</td>
      <td>
        <StatusMark status={status} />
      </td>
      <td className="number">{percent === null ? '–' : `${percent}\u00a0%`}</td>
      <td>{notes.join('; ')}</td>
    </tr>
  );
}
