import type { MeasurePoint } from '#core';
import { formatNumber } from '../format/number.js';
import { FRAME, pointX, runsOf, valueScale } from './chart-geometry.js';
import { SERIES } from './words.js';

interface Props {
  readonly points: readonly MeasurePoint[];
  readonly decimals: number;
  /** The chart in words. */
  readonly label: string;
  readonly isOver: (index: number) => boolean;
  /** Whether somebody has commented on the period of a point. */
  readonly isCommented: (index: number) => boolean;
}

/** Labels are drawn for at most so many periods: the others are in the table. */
const MOST_LABELS = 12;

/** A measure over time: values with their intervals, targets, new definitions, comments and the period that goes on. */
export function SeriesChart({ points, decimals, label, isOver, isCommented }: Props) {
  const scale = valueScale(points);
  if (!scale) return <p>{SERIES.noNumbers}</p>;
  const { ticks, y } = scale;
  const x = (index: number): number => pointX(index, points.length);
  const half = (x(1) - x(0)) / 2;
  const every = Math.ceil(points.length / MOST_LABELS);
  const bottom = FRAME.height - FRAME.bottom;
  const numberAt = (index: number): number => points[index]?.value.number ?? 0;
  return (
    <svg className="series" viewBox={`0 0 ${FRAME.width} ${FRAME.height}`} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g key={tick}>
          <path className="series-grid" d={`M${FRAME.left} ${y(tick)}H${FRAME.width - FRAME.right}`} />
          <text className="series-tick" x={FRAME.left - 8} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick, tick % 1 === 0 ? 0 : Math.max(decimals, 1))}
          </text>
        </g>
      ))}
      {points.map(({ period, target, breakInSeries }, index) => (
        <g key={period}>
          {index % every === 0 && (
            <text className="series-tick" x={x(index)} y={bottom + 20} textAnchor="middle">
              {period}
            </text>
          )}
          {breakInSeries && (
            <path className="series-break" d={`M${x(index) - half} ${FRAME.top}V${bottom}`} />
          )}
          {target !== null && (
            <path className="series-target" d={`M${x(index) - half} ${y(target)}H${x(index) + half}`} />
          )}
        </g>
      ))}
      {runsOf(points, isOver).map(({ from, to, running }) => (
        <path
          key={from}
          className={running ? 'series-line running' : 'series-line'}
          d={`M${x(from)} ${y(numberAt(from))}L${x(to)} ${y(numberAt(to))}`}
        />
      ))}
      {points.map(({ period, value }, index) => {
        if (value.kind !== 'number') return null;
        const { interval } = value;
        return (
          <g key={period}>
            {interval && (
              <path className="series-interval" d={`M${x(index)} ${y(interval.low)}V${y(interval.high)}`} />
            )}
            <circle
              className={isOver(index) ? 'series-point' : 'series-point running'}
              cx={x(index)}
              cy={y(value.number)}
              r="4"
            />
            {isCommented(index) && (
              <path className="series-comment" d={`M${x(index) - 5} ${FRAME.top}h10l-5 8z`} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
