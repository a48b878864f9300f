import { type TlsBeginning } from '#catalogue';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type Attempt } from './attempt.js';
import { checkCertificate } from './certificate.js';
import { failureOf, ProbeFailure } from './probe-failure.js';
import { mayReach } from './probe-settings.js';
import { openTunnel, proxyOf } from './proxy.js';
import { isLiteral, knownWithoutAsking, resolveHost } from './resolve-host.js';
import { type Destination, type Route } from './route.js';
import { secureContextFor } from './secure-context.js';
import { askForTls } from './start-tls.js';

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
  const isSecureAtOnce = errand.startTls === 'at-once' && !proxy;
  const door = proxy ?? errand;
  const addresses = allowed(await addressesOf(door, route), route, errand.hop ?? 0);
  const socket = await openFirst(addresses, route, {
    isProxy: proxy !== null,
    port: door.port,
    open: (to) => (isSecureAtOnce ? openTls(to, errand, route) : openTcp(to, route.attempt)),
  });
  if (isSecureAtOnce) return socket;
  if (proxy && !errand.isForwarded) await openTunnel(socket, errand, route);
  return afterConnecting(socket, errand, route);
}

interface Door {
  readonly port: number;
  readonly isProxy: boolean;
  readonly open: (to: { host: string; port: number }) => Promise<Socket>;
}

/** Addresses are tried in order; the next only when one is refused or cannot be reached. */
async function openFirst(
  addresses: readonly string[],
  { attempt, settings }: Route,
  { port, isProxy, open }: Door,
): Promise<Socket> {
  let refusal: ProbeFailure | null = null;
  for (const address of addresses) {
    if (attempt.isOver) break;
    try {
      const socket = await open({ host: address, port });
      settings.trace?.({ kind: 'connected', address, port, isProxy });
      return socket;
    } catch (error) {
      if (!(error instanceof ProbeFailure) || !['refused', 'unreachable'].includes(error.reason)) throw error;
      refusal = isProxy ? new ProbeFailure('isolated', 'unmonitored', { cause: error }) : error;
    }
  }
  throw refusal ?? new ProbeFailure('unreachable');
}

/** STARTTLS, and what else lies between TCP and the first word. */
async function afterConnecting(socket: Socket, errand: Errand, route: Route): Promise<Socket> {
  const { startTls } = errand;
  if (startTls === undefined) return socket;
  if (startTls !== 'at-once') await askForTls(socket, startTls);
  route.attempt.mark();
  return openTls({ socket }, errand, route);
}

async function addressesOf({ hostname }: Destination, route: Route): Promise<readonly string[]> {
  const version = route.connection?.ipVersion;
  const known = knownWithoutAsking(hostname, version);
  if (known) return known;
  const addresses = await route.attempt.resolvingName(resolveHost(hostname, version));
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

async function openTcp(to: { host: string; port: number }, attempt: Attempt): Promise<Socket> {
  const socket = attempt.hold(connectTcp(to));
  await untilEvent(socket, 'connect', attempt);
  return socket;
}

async function openTls(
  through: { host: string; port: number } | { socket: Socket },
  { hostname }: Destination,
  route: Route,
): Promise<Socket> {
  const { attempt, tls, settings } = route;
  const name = tls?.serverName ?? (isLiteral(hostname) ? null : hostname);
  const started: TLSSocket = connectTls({
    ...through,
    secureContext: secureContextFor(tls, settings),
    ...(name === null ? {} : { servername: name }),
    ALPNProtocols: ['http/1.1'],
    // The verdict on the certificate is read by checkCertificate, so that the days left are known of a bad one too.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  // Node describes the whole chain, key by key, for the check of the name that checkCertificate makes at a fraction of it.
  Object.assign(started, { getPeerCertificate: () => ({}) });
  const socket = 'socket' in through ? attempt.wrap(started) : attempt.hold(started);
  await untilEvent(socket, 'secureConnect', attempt);
  attempt.mark('tlsMs');
  checkCertificate(socket, name ?? hostname, route);
  return socket;
}

function untilEvent(socket: Socket, event: 'connect' | 'secureConnect', attempt: Attempt): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.connecting) {
      socket.once('connect', () => {
        attempt.markArrival('connectMs');
      });
    }
    let isOpen = false;
    socket.once(event, () => {
      isOpen = true;
      resolve();
    });
    socket.once('error', (error: Error) => {
      if (!isOpen) reject(failureOf(error));
    });
    // Every connection ends: a failure, with its trace of calls, is made only where it is one.
    socket.once('close', () => {
      if (!isOpen) reject(new ProbeFailure('reset'));
    });
  });
}
