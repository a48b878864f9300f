import { type X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { type TLSSocket } from 'node:tls';
import { ProbeFailure } from './probe-failure.js';
import { withoutBrackets } from './resolve-host.js';
import { type Route } from './route.js';
import { type TrustAnchors } from './trust-anchors.js';

const DAY_MS = 86_400_000;

/** The code that Node gives a certificate for another host. */
const WRONG_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';

/** The certificates that a server sent with its own, its own first. */
export function chainFrom(own: X509Certificate | undefined): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let held = own;
  while (held && !chain.some((known) => known.fingerprint256 === held?.fingerprint256)) {
    chain.push(held);
    held = held.issuerCertificate;
  }
  return chain;
}

function daysLeft({ validTo }: X509Certificate): number {
  return Math.floor((Date.parse(validTo) - Date.now()) / DAY_MS);
}

/** Whether a certificate is for a host: a name, or an address as URLs write it (RFC 9525). */
function isFor(certificate: X509Certificate, hostname: string): boolean {
  const host = withoutBrackets(hostname);
  if (isIP(host) !== 0) return certificate.checkIP(host) !== undefined;
  // The common name names no host (RFC 9525, section 2), also where there is nothing else.
  const rules = { subject: 'never', partialWildcards: false } as const;
  return certificate.checkHost(host.replace(/\.$/, ''), rules) !== undefined;
}

/** Nothing is sent to a server that cannot prove to be the host. Throws a {@link ProbeFailure} `certificate`. */
export function checkCertificate(
  { authorized, authorizationError }: TLSSocket,
  hostname: string,
  { attempt, tls }: Route,
): void {
  const { certificate } = attempt;
  if (certificate) warnBelow(daysLeft(certificate), { attempt, tls });
  if (!authorized) throw new ProbeFailure('certificate', 'down', { cause: authorizationError });
  if (!certificate || !isFor(certificate, hostname)) {
    const names = certificate?.subjectAltName ?? 'no name';
    throw new ProbeFailure('certificate', 'down', {
      cause: Object.assign(new Error(names), { code: WRONG_NAME }),
    });
  }
}

/** Counts the days left by the certificate that expires first, of those that the server's trust rests on. */
export function countWholeChain(
  { attempt, tls }: Pick<Route, 'attempt' | 'tls'>,
  anchors: TrustAnchors,
): void {
  const [own, ...others] = chainFrom(attempt.certificate);
  if (own) warnBelow(daysOfPath(own, others, anchors), { attempt, tls });
}

function warnBelow(days: number, { attempt, tls }: Pick<Route, 'attempt' | 'tls'>): void {
  attempt.certDays = days;
  if (days < (tls?.minDays ?? -Infinity)) attempt.warning = 'certificate';
}

/**
 * Days until the path that lasts longest, from a certificate to an authority that is trusted, is broken. What was sent
 * beside it, such as an expired cross-signed root, does not count.
 */
function daysOfPath(
  certificate: X509Certificate,
  sent: readonly X509Certificate[],
  anchors: TrustAnchors,
): number {
  const days = daysLeft(certificate);
  if (anchors.hasIssued(certificate)) return days;
  const issuers = sent.filter((other) => hasIssued(other, certificate));
  const onwards = issuers.map((issuer) =>
    daysOfPath(
      issuer,
      sent.filter((other) => other !== issuer),
      anchors,
    ),
  );
  return onwards.length === 0 ? days : Math.min(days, Math.max(...onwards));
}

function hasIssued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
