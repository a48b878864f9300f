import { useCallback, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { type Address, readAddress, writeAddress } from './address.js';
import { moveTo, subscribeToMoves } from './moving.js';

/** The address in the bar, with what it leaves out. */
function wholeQuery(): string {
  return writeAddress(readAddress(window.location.search, Date.now()));
}

/** The address shown, and how to go to another; back and forward work as readers expect. */
export function useAddress(): readonly [Address, (to: Address) => void] {
  const query = useSyncExternalStore(subscribeToMoves, wholeQuery);
  const address = useMemo(() => readAddress(query, Date.now()), [query]);
  // The whole address goes into the bar, so that what is shown can be shared before anything is chosen.
  useLayoutEffect(() => {
    if (window.location.search === query) return;
    window.history.replaceState(null, '', `${query}${window.location.hash}`);
  }, [query]);
  const go = useCallback((to: Address) => {
    const next = writeAddress(to);
    if (next !== window.location.search) moveTo(next);
  }, []);
  return [address, go];
}
