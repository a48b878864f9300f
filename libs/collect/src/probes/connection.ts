import { type TlsBeginning } from '#catalogue';
import { type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { chainFrom, checkCertificate } from './certificate.js';
import { openFirst } from './open-first.js';
import { failureOf, ProbeFailure } from './probe-failure.js';
import { mayReach } from './probe-settings.js';
import { openTunnel, proxyOf } from './proxy.js';
import { isLiteral, knownWithoutAsking, resolveHost } from './resolve-host.js';
import { type Destination, type Route } from './route.js';
import { secureContextFor } from './secure-context.js';
import { askForTls } from './start-tls.js';
import { securedStep } from './trace.js';

/** Where to, and what for. */
export interface Errand extends Destination {
  /** When TLS begins; absent: never. */
  readonly startTls?: TlsBeginning | undefined;
  /** Whether a proxy is to be asked for a tunnel, where there is one. Absent: it is. */
  readonly isForwarded?: boolean;
  /** How many redirects led here. */
  readonly hop?: number;
}

/**
 * A new connection, TCP and then, if asked for, TLS with a full handshake (a resumed one would hide a change of
 * certificate), whose phases are marked on the attempt. Throws a {@link ProbeFailure}.
 */
export async function openConnection(errand: Errand, route: Route): Promise<Socket> {
  const proxy = proxyOf(route.connection);
  const { hostname, port } = proxy ?? errand;
  const addresses = allowed(await addressesOf(hostname, route), route, errand.hop ?? 0);
  const [only, ...others] = addresses;
  if (only !== undefined && others.length === 0 && errand.startTls === 'at-once' && !proxy) {
    return openTls({ host: only, port }, errand, route);
  }
  const { socket, address } = await openFirst(addresses, port, route.attempt).catch((error: unknown) => {
    throw proxy ? new ProbeFailure('isolated', 'unmonitored', { cause: error }) : error;
  });
  route.settings.trace?.({ kind: 'connected', address, port, isProxy: proxy !== null });
  if (proxy && !errand.isForwarded) await openTunnel(socket, errand, route);
  return afterConnecting(socket, errand, route);
}

/** STARTTLS, and what else lies between TCP and the first word. */
async function afterConnecting(socket: Socket, errand: Errand, route: Route): Promise<Socket> {
  const { startTls } = errand;
  if (startTls === undefined) return socket;
  if (startTls !== 'at-once') await askForTls(socket, startTls);
  route.attempt.mark();
  return openTls(socket, errand, route);
}

async function addressesOf(hostname: string, route: Route): Promise<readonly string[]> {
  const version = route.connection?.ipVersion;
  const known = knownWithoutAsking(hostname, version);
  if (known) return known;
  const addresses = await route.attempt.resolvingName(
    resolveHost(hostname, version, route.attempt.timeoutMs),
  );
  route.settings.trace?.({ kind: 'resolved', host: hostname, addresses });
  return addresses;
}

/** Where we may not go at first is a rule of ours; where a redirect leads is the target's. */
function allowed(addresses: readonly string[], { settings }: Route, hop: number): readonly string[] {
  const reachable = addresses.filter((address) => mayReach(address, settings));
  if (reachable.length === 0 && addresses.length > 0) {
    throw new ProbeFailure('blocked', hop > 0 ? 'down' : 'unmonitored');
  }
  return reachable;
}

/**
 * Shakes hands over a connection, or at an address where there is nothing to choose: a socket of its own for TCP costs a
 * sixth of a probe.
 */
async function openTls(
  over: Socket | { readonly host: string; readonly port: number },
  { hostname }: Destination,
  route: Route,
): Promise<Socket> {
  const { attempt, tls, settings } = route;
  const name = tls?.serverName ?? (isLiteral(hostname) ? null : hostname);
  const started: TLSSocket = connectTls({
    ...('host' in over ? over : { socket: over }),
    secureContext: secureContextFor(tls, settings),
    ...(name === null ? {} : { servername: name }),
    ALPNProtocols: ['http/1.1'],
    // The verdict on the certificate is read by checkCertificate, so that the days left are known of a bad one too.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  // Node describes the whole chain, key by key, for the check of the name that checkCertificate makes at a fraction of it.
  Object.assign(started, { getPeerCertificate: () => ({}) });
  const socket = 'host' in over ? attempt.hold(started) : attempt.wrap(started);
  if ('host' in over) {
    started.once('connect', () => {
      attempt.markArrival('connectMs');
      settings.trace?.({ kind: 'connected', address: over.host, port: over.port, isProxy: false });
    });
  }
  await untilSecure(socket);
  attempt.mark('tlsMs');
  attempt.certificate = started.getPeerX509Certificate();
  settings.trace?.(securedStep(started, chainFrom(attempt.certificate)));
  checkCertificate(started, name ?? hostname, route);
  return socket;
}

function untilSecure(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    let isSecure = false;
    socket.once('secureConnect', () => {
      isSecure = true;
      resolve();
    });
    socket.once('error', (error: Error) => {
      if (!isSecure) reject(failureOf(error));
    });
    // Every connection ends: a failure, with its trace of calls, is made only where it is one.
    socket.once('close', () => {
      if (!isSecure) reject(new ProbeFailure('reset'));
    });
  });
}
