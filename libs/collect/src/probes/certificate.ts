import { type X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { type TLSSocket } from 'node:tls';
import { ProbeFailure } from './probe-failure.js';
import { withoutBrackets } from './resolve-host.js';
import { type Route } from './route.js';
import { securedStep } from './trace.js';

const DAY_MS = 86_400_000;

function daysLeft({ validTo }: X509Certificate): number {
  return Math.floor((Date.parse(validTo) - Date.now()) / DAY_MS);
}

/** Whether a certificate is for a host: a name, or an address as URLs write it (RFC 9525). */
function isFor(certificate: X509Certificate, hostname: string): boolean {
  const host = withoutBrackets(hostname);
  if (isIP(host) !== 0) return certificate.checkIP(host) !== undefined;
  return certificate.checkHost(host.replace(/\.$/, ''), { partialWildcards: false }) !== undefined;
}

/** Nothing is sent to whoever cannot prove to be the host. Throws a {@link ProbeFailure} `certificate`. */
export function checkCertificate(
  socket: TLSSocket,
  hostname: string,
  { attempt, settings, tls }: Route,
): void {
  settings.trace?.(securedStep(socket));
  const certificate = socket.getPeerX509Certificate();
  if (certificate) {
    attempt.certDays = daysLeft(certificate);
    if (attempt.certDays < (tls?.minDays ?? -Infinity)) attempt.warning = 'certificate';
  }
  if (!socket.authorized) throw new ProbeFailure('certificate', 'down', { cause: socket.authorizationError });
  if (!certificate || !isFor(certificate, hostname)) throw new ProbeFailure('certificate');
}

/** Reckons the days left by whichever certificate of the chain expires first. */
export function countWholeChain(socket: TLSSocket, { attempt, tls }: Route): void {
  let days = attempt.certDays ?? Infinity;
  for (let held = socket.getPeerX509Certificate(); held; held = held.issuerCertificate) {
    days = Math.min(days, daysLeft(held));
    if (held.issuerCertificate?.fingerprint256 === held.fingerprint256) break;
  }
  if (!Number.isFinite(days)) return;
  attempt.certDays = days;
  if (days < (tls?.minDays ?? -Infinity)) attempt.warning = 'certificate';
}
