import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type Address, readAddress, writeAddress } from './address.js';

const MOVED = 'perspektiv:moved';

function subscribe(changed: () => void): () => void {
  window.addEventListener('popstate', changed);
  window.addEventListener(MOVED, changed);
  return () => {
    window.removeEventListener('popstate', changed);
    window.removeEventListener(MOVED, changed);
  };
}

/** Writes the whole address into the bar, so that what is shown can be shared before anything is chosen. */
export function settleAddress(nowMs: number): void {
  const query = writeAddress(readAddress(window.location.search, nowMs));
  window.history.replaceState(null, '', `${query}${window.location.hash}`);
}

/** The address shown, and how to go to another; back and forward work as readers expect. */
export function useAddress(): readonly [Address, (to: Address) => void] {
  const query = useSyncExternalStore(subscribe, () => window.location.search);
  const address = useMemo(() => readAddress(query, Date.now()), [query]);
  const go = useCallback((to: Address) => {
    const next = writeAddress(to);
    if (next === window.location.search) return;
    window.history.pushState(null, '', next);
    window.dispatchEvent(new Event(MOVED));
  }, []);
  return [address, go];
}
