import { type Comment, type MeasurePoint, formatBriefly } from '#core';
import type { List, MeasureAnswer } from '../api/answers.js';
import { useAsked } from '../api/use-asked.js';
import type { ExplanationAddress } from '../explanation/explanation-address.js';
import { cityMonth, isOver, parsePeriod } from '../format/period.js';
import { Panel } from '../panel/panel.js';
import { SeriesChart } from './series-chart.js';
import { SeriesTable } from './series-table.js';
import { SERIES, chartWords } from './words.js';

interface Props {
  readonly points: readonly MeasurePoint[];
  readonly definition: MeasureAnswer;
  readonly address: ExplanationAddress;
}

const NONE: readonly never[] = [];

/** The chart, what its marks mean, and the table that says the same. */
export function SeriesView({ points, definition, address }: Props) {
  const { subject, measure, period } = address;
  const topic = new URLSearchParams({ measure, subject: `${subject.kind}:${subject.id}` }).toString();
  const said = useAsked<List<Comment>>(`comments?${topic}`);
  const comments = said.value?.items ?? NONE;
  const month = cityMonth(Date.now());
  const over = (index: number): boolean => {
    const parsed = parsePeriod(points[index]?.period ?? '');
    return parsed === null || isOver(parsed, month);
  };
  const last = points.findLast(({ value }) => value.kind === 'number')?.value.number ?? null;
  const shown = last === null ? null : formatBriefly(last, definition.decimals, definition.unitOfMeasure.sv);
  const legend = [
    ...(points.some(({ target }) => target !== null) ? [['target', SERIES.legendTarget] as const] : []),
    ...(points.some((_, index) => !over(index)) ? [['running', SERIES.legendRunning] as const] : []),
    ...(points.some(({ breakInSeries }) => breakInSeries) ? [['break', SERIES.legendBreak] as const] : []),
    ...(points.some((point) => comments.some((each) => each.period === point.period))
      ? [['comment', SERIES.legendComment] as const]
      : []),
  ];
  return (
    <div className="scorecard">
      <Panel title={SERIES.chart}>
        <div className="series-frame" role="group" aria-label={SERIES.frame} tabIndex={0}>
          <SeriesChart
            points={points}
            decimals={definition.decimals}
            label={`${definition.name.sv}: ${chartWords(points.length, period.type, shown)}`}
            isOver={over}
            isCommented={(index) => comments.some((each) => each.period === points[index]?.period)}
          />
        </div>
        <ul className="series-legend">
          {legend.map(([kind, words]) => (
            <li key={kind} className={`legend-${kind}`}>
              {words}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={SERIES.table}>
        <SeriesTable points={points} definition={definition} comments={comments} isOver={over} />
      </Panel>
    </div>
  );
}
