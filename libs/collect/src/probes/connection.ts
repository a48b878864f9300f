import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import { type Attempt } from './attempt.js';
import { failureOf, ProbeFailure } from './probe-failure.js';
import { isLiteral } from './resolve-host.js';

const DAY_MS = 86_400_000;

/** Where to, once the name is resolved. */
export interface Endpoint {
  /** As the URL has it: what the certificate must be for. */
  readonly hostname: string;
  readonly port: number;
  /** Tried in order; the next only when one is refused or cannot be reached. */
  readonly addresses: readonly string[];
  /** Whose certificates to trust; absent: no TLS. */
  readonly secureContext?: SecureContext | undefined;
}

let publicAuthorities: SecureContext | undefined;

/** Trust in the authorities that Node knows. Built once: it costs more than a handshake. */
export function trustPublicAuthorities(): SecureContext {
  publicAuthorities ??= createSecureContext();
  return publicAuthorities;
}

/**
 * A new connection, TCP and then TLS with a full handshake (a resumed one would hide a change of certificate), whose
 * phases are marked on the attempt. Throws a {@link ProbeFailure}.
 */
export async function openConnection(endpoint: Endpoint, attempt: Attempt): Promise<Socket> {
  let refusal = new ProbeFailure('unreachable');
  for (const address of endpoint.addresses) {
    if (attempt.isOver) break;
    try {
      return await openTo(address, endpoint, attempt);
    } catch (error) {
      if (!(error instanceof ProbeFailure) || !['refused', 'unreachable'].includes(error.reason)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

async function openTo(address: string, endpoint: Endpoint, attempt: Attempt): Promise<Socket> {
  if (!endpoint.secureContext) {
    const socket = attempt.hold(connectTcp({ host: address, port: endpoint.port }));
    await untilEvent(socket, 'connect', attempt);
    return socket;
  }
  const socket = attempt.hold(startTls(address, endpoint, endpoint.secureContext));
  await untilEvent(socket, 'secureConnect', attempt);
  attempt.mark('tlsMs');
  checkCertificate(socket, attempt);
  return socket;
}

function startTls(address: string, { hostname, port }: Endpoint, secureContext: SecureContext): TLSSocket {
  return connectTls({
    host: address,
    port,
    secureContext,
    ...(isLiteral(hostname) ? {} : { servername: hostname }),
    ALPNProtocols: ['http/1.1'],
    // The verdict on the certificate is read by checkCertificate, so that the days left are known of a bad one too.
    rejectUnauthorized: false,
  });
}

function untilEvent(socket: Socket, event: 'connect' | 'secureConnect', attempt: Attempt): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => {
      attempt.mark('connectMs');
    });
    socket.once(event, resolve);
    socket.once('error', (error: Error) => {
      reject(failureOf(error));
    });
    socket.once('close', () => {
      reject(new ProbeFailure('reset'));
    });
  });
}

/** Nothing is sent to whoever cannot prove to be the target. */
function checkCertificate(socket: TLSSocket, attempt: Attempt): void {
  const certificate = socket.getPeerX509Certificate();
  if (certificate) {
    attempt.certDays = Math.floor((Date.parse(certificate.validTo) - Date.now()) / DAY_MS);
  }
  if (!socket.authorized) throw new ProbeFailure('certificate', 'down', { cause: socket.authorizationError });
}
