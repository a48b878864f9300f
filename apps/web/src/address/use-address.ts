import { type Address, readAddress, writeAddress } from './address.js';
import { useQuery } from './use-query.js';

const FORM = { read: readAddress, write: writeAddress };

/** The scorecard that the address asks for, and how to go to another. */
export function useAddress(): readonly [Address, (to: Address) => void] {
  return useQuery(FORM);
}
