import { type X509Certificate } from 'node:crypto';
import { type TLSSocket } from 'node:tls';
import { ProbeFailure } from './probe-failure.js';
import { type Route } from './route.js';
import { securedStep } from './trace.js';

const DAY_MS = 86_400_000;

function daysLeft({ validTo }: X509Certificate): number {
  return Math.floor((Date.parse(validTo) - Date.now()) / DAY_MS);
}

/** Nothing is sent to whoever cannot prove to be the target. Throws a {@link ProbeFailure} `certificate`. */
export function checkCertificate(socket: TLSSocket, { attempt, settings, tls }: Route): void {
  settings.trace?.(securedStep(socket));
  const certificate = socket.getPeerX509Certificate();
  if (certificate) {
    attempt.certDays = daysLeft(certificate);
    if (attempt.certDays < (tls?.minDays ?? -Infinity)) attempt.warning = 'certificate';
  }
  if (!socket.authorized) throw new ProbeFailure('certificate', 'down', { cause: socket.authorizationError });
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
