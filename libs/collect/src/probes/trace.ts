import { type X509Certificate } from 'node:crypto';
import { type TLSSocket } from 'node:tls';
import { type ProbeReason } from '#core';

/** A certificate as people want to see it. */
export interface TracedCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** As the certificate has it, `Jan  1 00:00:00 2027 GMT`. */
  readonly validTo: string;
}

/** What happened on the way, for people who look at one probe; never a secret, and never stored. */
export type TraceStep =
  | { readonly kind: 'resolved'; readonly host: string; readonly addresses: readonly string[] }
  | { readonly kind: 'connected'; readonly address: string; readonly port: number; readonly isProxy: boolean }
  | {
      readonly kind: 'secured';
      readonly protocol: string;
      readonly cipher: string;
      readonly certificates: readonly TracedCertificate[];
    }
  | { readonly kind: 'began'; readonly step: string }
  | { readonly kind: 'asked'; readonly method: string; readonly url: string }
  | { readonly kind: 'answered'; readonly statusCode: number; readonly leadsTo: string | null }
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'records'; readonly answers: readonly string[] }
  | {
      readonly kind: 'failed';
      readonly reason: ProbeReason;
      /** Node's, OpenSSL's or the resolver's code for it: `CERT_HAS_EXPIRED`, `ENOTFOUND`; absent: none is known. */
      readonly code?: string;
      /** What it says besides, such as the names of a certificate for another host. */
      readonly detail?: string;
    }
  | { readonly kind: 'expected'; readonly what: string; readonly holds: boolean; readonly found?: string };

/** Told what happens, step by step. */
export type Trace = (step: TraceStep) => void;

/** How a TLS connection is, with the certificates that the server sent. */
export function securedStep(socket: TLSSocket, chain: readonly X509Certificate[]): TraceStep {
  const certificates = chain.map(({ subject, issuer, validTo }) => ({
    subject: subject.replaceAll('\n', ', '),
    issuer: issuer.replaceAll('\n', ', '),
    validTo,
  }));
  const { name } = socket.getCipher();
  return { kind: 'secured', protocol: socket.getProtocol() ?? '', cipher: name, certificates };
}
