import { useSyncExternalStore } from 'react';
import { subscribeToMoves } from '../../address/moving.js';
import { PATHS } from '../../address/use-path.js';

const PARAMETER = 'kvitto';

/** The address of the page of one receipt. */
export function receiptAddress(id: string): string {
  return `${PATHS.handingIn}?${new URLSearchParams({ [PARAMETER]: id }).toString()}`;
}

/** The receipt that the address asks for; `null` when it asks for none. */
export function useAskedReceipt(): string | null {
  const query = useSyncExternalStore(subscribeToMoves, () => window.location.search);
  return new URLSearchParams(query).get(PARAMETER);
}
