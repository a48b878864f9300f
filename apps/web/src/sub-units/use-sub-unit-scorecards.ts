import type { Result, Scorecard } from '#core';
import { useEffect, useState } from 'react';
import type { Problem } from '../api/answers.js';
import { type Address, withUnit, writeAddress } from '../address/address.js';
import { getScorecard } from '../api/calls.js';

/** Many units, few at a time: the page must not crowd out other readers. */
const AT_ONCE = 3;

export type SubUnitScorecards = ReadonlyMap<string, Result<Scorecard, Problem>>;

const NONE: SubUnitScorecards = new Map();

interface Held {
  readonly key: string;
  readonly scorecards: SubUnitScorecards;
}

/** The scorecards of some units in the period and edition of an address, as they arrive. */
export function useSubUnitScorecards(ids: readonly string[], address: Address): SubUnitScorecards {
  const key = `${writeAddress(address)} ${ids.join(' ')}`;
  const [held, setHeld] = useState<Held>({ key: '', scorecards: NONE });

  useEffect(() => {
    const controller = new AbortController();
    const waiting = [...ids];
    async function work() {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const unit = id;
        const answer = await getScorecard(withUnit(address, unit), controller.signal);
        if (controller.signal.aborted) return;
        setHeld((before) => ({
          key,
          scorecards: new Map(before.key === key ? before.scorecards : NONE).set(unit, answer),
        }));
      }
    }
    for (let worker = 0; worker < AT_ONCE; worker++) void work();
    return () => {
      controller.abort();
    };
    // `key` stands for the ids and the address, which are new objects at each drawing.
  }, [key]);

  return held.key === key ? held.scorecards : NONE;
}
