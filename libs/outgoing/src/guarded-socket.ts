import { Socket } from 'node:net';
import { type AddressPolicy } from './address-policy.js';
import { type Destination } from './guarded-connection.js';
import { guardedLookup } from './guarded-lookup.js';

/**
 * A socket that connects to one place, if the policy allows it: for drivers that are given a socket and call its `connect`
 * themselves, wherever they believe to go.
 */
export function guardedSocket(
  policy: AddressPolicy,
  { host, port }: Pick<Destination, 'host' | 'port'>,
): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket);
  const connectGuarded = (): Socket => {
    const refusal = policy.refusalOfHost(host);
    if (!refusal) return connect({ host, port, lookup: guardedLookup(policy) });
    process.nextTick(() => socket.destroy(refusal));
    return socket;
  };
  return Object.assign(socket, { connect: connectGuarded });
}
