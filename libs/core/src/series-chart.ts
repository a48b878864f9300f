import { FRAME, pointX, runsOf, valueScale } from './chart-geometry.js';
import { type MeasurePoint } from './scorecard.js';
import { formatNumber } from './swedish-number.js';

/** What a mark of the chart of a series stands for. */
export type ChartRole = 'grid' | 'tick' | 'break' | 'target' | 'line' | 'interval' | 'point' | 'comment';

/** Something that is drawn, in units of {@link CHART_SIZE}. */
export interface ChartMark {
  readonly role: ChartRole;
  /** It belongs to the period that goes on. */
  readonly running: boolean;
  readonly drawn:
    | { readonly shape: 'path'; readonly d: string }
    | { readonly shape: 'dot'; readonly x: number; readonly y: number; readonly radius: number }
    | {
        readonly shape: 'text';
        readonly x: number;
        readonly y: number;
        readonly anchor: 'middle' | 'end';
        readonly text: string;
      };
}

/** How the points of a series are to be drawn. */
export interface ChartOptions {
  readonly decimals: number;
  readonly isOver: (index: number) => boolean;
  /** Whether somebody has commented on the period of a point. */
  readonly isCommented: (index: number) => boolean;
}

export const CHART_SIZE = { width: FRAME.width, height: FRAME.height } as const;

/** Labels are drawn for at most so many periods: the others are in the table. */
const MOST_LABELS = 12;
const BOTTOM = FRAME.height - FRAME.bottom;

/**
 * The chart of a measure over time, the same on pages and in reports: values with their intervals, targets, new definitions,
 * comments and the period that goes on, in the order in which they are drawn. `null` when there is no number.
 */
export function seriesMarks(points: readonly MeasurePoint[], options: ChartOptions): ChartMark[] | null {
  const scale = valueScale(points);
  if (!scale) return null;
  const place = { x: (index: number): number => pointX(index, points.length), y: scale.y };
  return [
    ...gridMarks(scale.ticks, { ...place, decimals: options.decimals }),
    ...points.flatMap((point, index) => periodMarks(point, index, { ...place, count: points.length })),
    ...runsOf(points, options.isOver).map(({ from, to, running }): ChartMark => {
      const at = (index: number): string => `${place.x(index)} ${place.y(points[index]?.value.number ?? 0)}`;
      return path('line', `M${at(from)}L${at(to)}`, running);
    }),
    ...points.flatMap((point, index) => valueMarks(point, index, { ...place, ...options })),
  ];
}

interface Place {
  readonly x: (index: number) => number;
  readonly y: (number: number) => number;
}

function path(role: ChartRole, d: string, running = false): ChartMark {
  return { role, running, drawn: { shape: 'path', d } };
}

function tick(text: string, x: number, y: number, anchor: 'middle' | 'end'): ChartMark {
  return { role: 'tick', running: false, drawn: { shape: 'text', x, y, anchor, text } };
}

function gridMarks(
  ticks: readonly number[],
  { y, decimals }: Pick<Place, 'y'> & { readonly decimals: number },
): ChartMark[] {
  return ticks.flatMap((number) => [
    path('grid', `M${FRAME.left} ${y(number)}H${FRAME.width - FRAME.right}`),
    tick(
      formatNumber(number, number % 1 === 0 ? 0 : Math.max(decimals, 1)),
      FRAME.left - 8,
      y(number) + 4,
      'end',
    ),
  ]);
}

/** What is told of a period beside its value: its name where there is room, a new definition, its target. */
function periodMarks(
  { period, target, breakInSeries }: MeasurePoint,
  index: number,
  { x, y, count }: Place & { readonly count: number },
): ChartMark[] {
  const half = (x(1) - x(0)) / 2;
  const isNamed = index % Math.ceil(count / MOST_LABELS) === 0;
  return [
    ...(isNamed ? [tick(period, x(index), BOTTOM + 20, 'middle')] : []),
    ...(breakInSeries ? [path('break', `M${x(index) - half} ${FRAME.top}V${BOTTOM}`)] : []),
    ...(target === null ? [] : [path('target', `M${x(index) - half} ${y(target)}H${x(index) + half}`)]),
  ];
}

function valueMarks(
  { value }: MeasurePoint,
  index: number,
  { x, y, isOver, isCommented }: Place & ChartOptions,
): ChartMark[] {
  if (value.kind !== 'number') return [];
  const { interval, number } = value;
  return [
    ...(interval ? [path('interval', `M${x(index)} ${y(interval.low)}V${y(interval.high)}`)] : []),
    {
      role: 'point',
      running: !isOver(index),
      drawn: { shape: 'dot', x: x(index), y: y(number), radius: 4 },
    },
    ...(isCommented(index) ? [path('comment', `M${x(index) - 5} ${FRAME.top}h10l-5 8z`)] : []),
  ];
}
