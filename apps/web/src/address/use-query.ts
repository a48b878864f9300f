import { useCallback, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { moveTo, subscribeToMoves } from './moving.js';

/** How what a page shows is written in the query of its address, and read from it; must be stable. */
export interface QueryForm<T> {
  /** What the query does not say, or says wrong, is what the page opens with. */
  readonly read: (query: string, nowMs: number) => T;
  readonly write: (shown: T) => string;
}

/** What the address asks a page to show, and how to go to something else; back and forward work as readers expect. */
export function useQuery<T>({ read, write }: QueryForm<T>): readonly [T, (to: T) => void] {
  const query = useSyncExternalStore(subscribeToMoves, () => write(read(window.location.search, Date.now())));
  const shown = useMemo(() => read(query, Date.now()), [query, read]);
  // The whole address goes into the bar, so that what is shown can be shared before anything is chosen.
  useLayoutEffect(() => {
    if (window.location.search === query) return;
    window.history.replaceState(null, '', `${query}${window.location.hash}`);
  }, [query]);
  const go = useCallback(
    (to: T) => {
      const next = write(to);
      if (next !== window.location.search) moveTo(next);
    },
    [write],
  );
  return [shown, go];
}
