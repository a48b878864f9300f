import { type Socket, connect } from 'node:net';
import { PerspektivError } from '#core';
import { type AddressPolicy } from './address-policy.js';
import { guardedLookup } from './guarded-lookup.js';

/** Where a raw connection goes. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/**
 * A TCP connection to where the policy allows, for protocols that are not HTTP. Rejects with an `OutgoingRefusal`, with
 * `outgoing/connect-timeout`, or with the socket's own error.
 */
export function connectGuarded(
  policy: AddressPolicy,
  { host, port, timeoutMs }: Destination,
): Promise<Socket> {
  const refusal = policy.refusalOfHost(host);
  if (refusal) return Promise.reject(refusal);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup(policy) });
    const expiry = setTimeout(() => {
      const message = `${host}:${port} did not answer within ${timeoutMs} ms`;
      socket.destroy(new PerspektivError('outgoing/connect-timeout', message));
    }, timeoutMs);
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(expiry);
    });
    socket.once('connect', () => {
      clearTimeout(expiry);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
