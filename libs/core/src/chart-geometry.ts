import { type MeasurePoint } from './scorecard.js';

/** Where the chart is drawn, in units of its own. */
export const FRAME = { width: 760, height: 300, left: 56, right: 16, top: 16, bottom: 40 } as const;

/** Numbers on the axis, and where a number is drawn. */
export interface ValueScale {
  readonly ticks: readonly number[];
  readonly y: (number: number) => number;
}

const STEPS = [1, 2, 2.5, 5, 10];
const MOST_TICKS = 5;

/** The least round step that takes at most so many ticks over a span. */
function roundStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / MOST_TICKS));
  return (STEPS.find((step) => span / (step * power) <= MOST_TICKS) ?? 10) * power;
}

/** A scale over everything that is drawn: values, intervals and targets; `null` when there is no number. */
export function valueScale(points: readonly MeasurePoint[]): ValueScale | null {
  const numbers = points.flatMap(({ value, target }) => {
    if (value.kind !== 'number') return [];
    const { low, high } = value.interval ?? { low: value.number, high: value.number };
    return [value.number, low, high, ...(target === null ? [] : [target])];
  });
  if (numbers.length === 0) return null;
  const least = Math.min(...numbers);
  const greatest = Math.max(...numbers);
  const step = roundStep(greatest > least ? greatest - least : Math.max(Math.abs(greatest), 1));
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(greatest / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  const depth = FRAME.height - FRAME.top - FRAME.bottom;
  const y = (number: number): number =>
    FRAME.top + depth * (1 - (number - first * step) / ((last - first) * step));
  return { ticks, y };
}

/** Where the n:th of some points stands. */
export function pointX(index: number, count: number): number {
  const width = FRAME.width - FRAME.left - FRAME.right;
  return FRAME.left + (width * (index + 0.5)) / count;
}

/** A line that is drawn without a gap: indices of points. */
export interface Run {
  readonly from: number;
  readonly to: number;
  /** It leads to the period that goes on. */
  readonly running: boolean;
}

/** Pairs of neighbours that both have numbers, and between which the measure was not defined anew. */
export function runsOf(points: readonly MeasurePoint[], isOver: (index: number) => boolean): Run[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const joined = before?.value.kind === 'number' && point.value.kind === 'number' && !point.breakInSeries;
    return joined ? [{ from: index - 1, to: index, running: !isOver(index) }] : [];
  });
}
