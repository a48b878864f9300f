import { useSyncExternalStore } from 'react';
import { subscribeToMoves } from './moving.js';

/** The pages by their paths; the monitor gives index.html for each. */
export const PATHS = { scorecard: '/', handingIn: '/lamna' } as const;
export type Path = (typeof PATHS)[keyof typeof PATHS];

/** Which page the address asks for. */
export function usePath(): Path {
  const path = useSyncExternalStore(subscribeToMoves, () => window.location.pathname);
  return path.replace(/\/+$/, '') === PATHS.handingIn ? PATHS.handingIn : PATHS.scorecard;
}
