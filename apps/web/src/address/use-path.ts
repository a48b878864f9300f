import { useSyncExternalStore } from 'react';
import { subscribeToMoves } from './moving.js';

/** The pages by their paths; the monitor gives index.html for each. */
export const PATHS = {
  scorecard: '/',
  comparison: '/jamforelse',
  portfolio: '/portfolj',
  explanation: '/forklara',
  handingIn: '/lamna',
  operations: '/drift',
  series: '/matetal',
  collecting: '/insamling',
  periods: '/perioder',
  log: '/logg',
  signIn: '/logga-in',
} as const;
export type Path = (typeof PATHS)[keyof typeof PATHS];

/** Which page the address asks for. */
export function usePath(): Path {
  const path = useSyncExternalStore(subscribeToMoves, () => window.location.pathname);
  const trimmed = path.replace(/\/+$/, '');
  return Object.values(PATHS).find((known) => known === trimmed) ?? PATHS.scorecard;
}
