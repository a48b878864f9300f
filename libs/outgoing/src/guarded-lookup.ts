import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { type LookupFunction } from 'node:net';
import { type Result, failed, ok } from '#core';
import { type AddressPolicy } from './address-policy.js';
import { type OutgoingRefusal } from './outgoing-refusal.js';

/** Of the addresses of a name those that may be connected to; or why there is none. */
function allowedOf(
  policy: AddressPolicy,
  addresses: readonly LookupAddress[],
): Result<LookupAddress[], OutgoingRefusal> {
  const judged = addresses.map((found) => ({ found, refusal: policy.refusalOfAddress(found.address) }));
  const allowed = judged.filter(({ refusal }) => !refusal).map(({ found }) => found);
  const refusal = judged[0]?.refusal;
  return allowed.length === 0 && refusal ? failed(refusal) : ok(allowed);
}

/**
 * Resolves for a socket that is about to connect, and gives it only addresses that may be: what was checked is what is
 * connected to, so that a name which resolves otherwise the next time gains nothing. Sockets do not ask for literal
 * addresses; these are to be checked before.
 */
export function guardedLookup(policy: AddressPolicy): LookupFunction {
  return (hostname, options: LookupOptions, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '');
        return;
      }
      const allowed = allowedOf(policy, addresses);
      if (!allowed.ok) callback(allowed.problem, '');
      else if (options.all) callback(null, allowed.value);
      else callback(null, allowed.value[0]?.address ?? '', allowed.value[0]?.family);
    });
  };
}
