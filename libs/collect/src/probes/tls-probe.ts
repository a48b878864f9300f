import { type TlsProbe } from '#catalogue';
import { countWholeChain } from './certificate.js';
import { openConnection } from './connection.js';
import { destinationOf, type Route } from './route.js';
import { anchorsFor } from './secure-context.js';

/** Shakes hands, and reckons with every certificate of the chain. Throws a `ProbeFailure`. */
export async function probeTls({ url, startTls }: TlsProbe, route: Route): Promise<void> {
  await openConnection({ ...destinationOf(url), startTls }, route);
  route.whenConnected?.();
  countWholeChain(route, anchorsFor(route.tls, route.settings));
}
