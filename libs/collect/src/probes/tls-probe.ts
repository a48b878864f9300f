import { type TlsProbe } from '#catalogue';
import { TLSSocket } from 'node:tls';
import { countWholeChain } from './certificate.js';
import { openConnection } from './connection.js';
import { destinationOf, type Route } from './route.js';

/** Shakes hands, and reckons with every certificate of the chain. Throws a `ProbeFailure`. */
export async function probeTls({ url, startTls }: TlsProbe, route: Route): Promise<void> {
  const socket = await openConnection({ ...destinationOf(url), startTls }, route);
  route.whenConnected?.();
  if (socket instanceof TLSSocket) countWholeChain(socket, route);
}
