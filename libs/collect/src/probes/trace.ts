import { type TLSSocket } from 'node:tls';

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
  | { readonly kind: 'expected'; readonly what: string; readonly holds: boolean };

/** Told what happens, step by step. */
export type Trace = (step: TraceStep) => void;

/** How a TLS connection is, from the server's certificate up to its authority. */
export function securedStep(socket: TLSSocket): TraceStep {
  const certificates: TracedCertificate[] = [];
  for (let held = socket.getPeerX509Certificate(); held; held = held.issuerCertificate) {
    certificates.push({
      subject: held.subject.replaceAll('\n', ', '),
      issuer: held.issuer.replaceAll('\n', ', '),
      validTo: held.validTo,
    });
    if (held.issuerCertificate?.fingerprint256 === held.fingerprint256) break;
  }
  const { name } = socket.getCipher();
  return { kind: 'secured', protocol: socket.getProtocol() ?? '', cipher: name, certificates };
}
