import { TREND_REASON_WORDS, TREND_WORDS } from './scorecard-words.js';
import { type Trend } from './scorecard.js';
import { formatChange } from './swedish-number.js';

/** A trend as it is drawn and read: which way the number went, whether that is good, and both in words. */
export interface TrendReading {
  readonly arrow: 'up' | 'down' | 'level' | null;
  readonly tone: Trend['direction'];
  readonly text: string;
}

/** What a change is told in, and since when: `decimals` and `unitOfMeasure` are the measure's. */
export interface TrendFrame {
  readonly decimals: number;
  readonly unitOfMeasure: string;
  /** Name of the previous period inside a sentence. */
  readonly previousPeriod: string;
}

function arrowOf({ direction, change }: Trend): TrendReading['arrow'] {
  if (direction === 'unknown' || change === null) return null;
  if (direction === 'steady') return 'level';
  return change > 0 ? 'up' : 'down';
}

/** `Bättre: +1,2 procentenheter sedan kvartal 2 2026`; a steady trend gets no direction, an unknown one the reason. */
export function readTrend(trend: Trend, frame: TrendFrame): TrendReading {
  const word = TREND_WORDS[trend.direction];
  const arrow = arrowOf(trend);
  if (arrow === null || trend.change === null) {
    const why = trend.reason ? `: ${TREND_REASON_WORDS[trend.reason]}` : '';
    return { arrow: null, tone: trend.direction, text: `${word} med ${frame.previousPeriod}${why}` };
  }
  const change = formatChange(trend.change, frame.decimals, frame.unitOfMeasure);
  return { arrow, tone: trend.direction, text: `${word}: ${change} sedan ${frame.previousPeriod}` };
}
