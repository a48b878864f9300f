import { type Markup, markup } from '../markup.js';
import { DAY_STATES, type DayState, type PublicDay } from './status-report.js';

const STEP = 4;
const HEIGHT = 24;
/** Where a day's bar begins, from the top: what is worse stands higher, so that colour is never all there is to see. */
const TOP: Readonly<Record<DayState, number>> = {
  up: 14,
  disturbed: 7,
  down: 0,
  maintenance: 14,
  unknown: 22,
  closed: 22,
};

/** The bars of one state as one path. */
function path(days: readonly PublicDay[], state: DayState): string {
  return days
    .flatMap((day, i) => (day.state === state ? [`M${i * STEP + 1.5} ${TOP[state]}V${HEIGHT}`] : []))
    .join('');
}

/** A history as bars, the oldest day to the left. */
export function bars(days: readonly PublicDay[], label: string): Markup {
  const drawn = DAY_STATES.map((state) => ({ state, line: path(days, state) })).filter(
    ({ line }) => line !== '',
  );
  return markup`<svg class="bars" role="img" aria-label="${label}" viewBox="0 0 ${days.length * STEP - 1} ${HEIGHT}" preserveAspectRatio="none">${drawn.map(
    ({ state, line }) => markup`<path class="day-${state}" d="${line}"/>`,
  )}</svg>`;
}

/** One bar, for the legend. */
export function bar(state: DayState): Markup {
  return markup`<svg class="bar" aria-hidden="true" viewBox="0 0 3 ${HEIGHT}"><path class="day-${state}" d="M1.5 ${TOP[state]}V${HEIGHT}"/></svg>`;
}
