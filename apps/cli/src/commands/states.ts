import { type ProbeState } from '#core';
import { atDesk } from '../find-desk.js';
import { clockText } from './outages.js';

const STATE: Readonly<Record<ProbeState, string>> = {
  down: 'nere',
  degraded: 'långsamt',
  unmonitored: 'omätt',
  up: 'uppe',
};
const WORST_FIRST: readonly ProbeState[] = ['down', 'degraded', 'unmonitored', 'up'];

/** Prints what is not up, or every system, and how many there are in each state. */
export async function printStates({
  all,
  json,
}: {
  readonly all?: boolean;
  readonly json?: boolean;
}): Promise<void> {
  const states = await atDesk((desk) => desk.states());
  if (json) {
    process.stdout.write(`${JSON.stringify(states, null, 2)}\n`);
    return;
  }
  for (const wanted of WORST_FIRST.filter((state) => all === true || state !== 'up')) {
    for (const { system, since } of states.filter(({ state }) => state === wanted)) {
      const from = since === null ? '' : ` sedan ${clockText(since)}`;
      process.stdout.write(`${STATE[wanted].padEnd(9)} ${system}${from}\n`);
    }
  }
  const counts = WORST_FIRST.map(
    (wanted) => `${states.filter(({ state }) => state === wanted).length} ${STATE[wanted]}`,
  );
  process.stdout.write(`${counts.join(', ')}\n`);
}
