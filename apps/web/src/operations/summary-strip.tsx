import type { ProbeState } from '#core';
import { useEffect } from 'react';
import { formatInstant } from '../format/instant.js';
import { Mark } from '../mark/mark.js';
import { WORDS } from '../words.js';
import type { StateAnswer } from './calls.js';
import { OPERATIONS, STATE_WORDS, countWords } from './words.js';

interface Props {
  readonly states: readonly StateAnswer[];
  /** When they came. */
  readonly atMs: number;
}

const WORST_FIRST: readonly ProbeState[] = ['down', 'degraded', 'unmonitored', 'up'];

/** How many systems are in each state, in the title of the tab too; what is down is read aloud as it comes. */
export function SummaryStrip({ states, atMs }: Props) {
  const counts = WORST_FIRST.map(
    (state) => [state, states.filter((each) => each.state === state).length] as const,
  );
  const down = counts[0]?.[1] ?? 0;

  useEffect(() => {
    const begin = down > 0 ? `(${countWords('down', down)}) ` : '';
    document.title = `${begin}${OPERATIONS.title} – ${WORDS.product}`;
  }, [down]);

  return (
    <div className="summary-strip">
      <ul>
        {counts
          .filter(([state, count]) => count > 0 || state === 'down')
          .map(([state, count]) => (
            <li key={state}>
              <Mark shape={STATE_WORDS[state].shape} tone={count > 0 ? STATE_WORDS[state].tone : 'calm'}>
                {countWords(state, count)}
              </Mark>
            </li>
          ))}
      </ul>
      <p className="soft">
        {OPERATIONS.updated} {formatInstant(new Date(atMs).toISOString())}
      </p>
      <p className="hidden" role="status">
        {countWords('down', down)}
      </p>
    </div>
  );
}
