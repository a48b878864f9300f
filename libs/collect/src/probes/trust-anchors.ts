import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

const PEM =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** Authorities that are trusted, and what they have issued. */
export class TrustAnchors {
  private readonly bySubject = new Map<string, X509Certificate[]>();

  /** @param pem certificates, one after the other. */
  constructor(pem: string) {
    for (const [text] of pem.matchAll(PEM)) {
      const anchor = new X509Certificate(text);
      this.bySubject.set(anchor.subject, [...(this.bySubject.get(anchor.subject) ?? []), anchor]);
    }
  }

  /** Whether one of them has signed a certificate, or is it. */
  hasIssued(certificate: X509Certificate): boolean {
    return [...this.named(certificate.issuer), ...this.named(certificate.subject)].some(
      (anchor) =>
        anchor.fingerprint256 === certificate.fingerprint256 ||
        (certificate.checkIssued(anchor) && certificate.verify(anchor.publicKey)),
    );
  }

  private named(subject: string): readonly X509Certificate[] {
    return this.bySubject.get(subject) ?? [];
  }
}

let known: TrustAnchors | undefined;

/** The authorities that Node trusts by itself. Parsed when first asked for: it takes some ten milliseconds. */
export function publicAnchors(): TrustAnchors {
  known ??= new TrustAnchors(rootCertificates.join('\n'));
  return known;
}
