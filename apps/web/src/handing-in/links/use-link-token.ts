import { useSyncExternalStore } from 'react';
import { subscribeToMoves } from '../../address/moving.js';

const MARK = '#lank=';

function subscribe(moved: () => void): () => void {
  const unsubscribe = subscribeToMoves(moved);
  window.addEventListener('hashchange', moved);
  return () => {
    unsubscribe();
    window.removeEventListener('hashchange', moved);
  };
}

/** The token of the link that the page was opened with; in the fragment, which browsers send to nobody. `null`: no link. */
export function useLinkToken(): string | null {
  const fragment = useSyncExternalStore(subscribe, () => window.location.hash);
  return fragment.startsWith(MARK) ? fragment.slice(MARK.length) : null;
}
