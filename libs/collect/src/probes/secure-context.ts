import { type TlsOptions } from '#catalogue';
import { createSecureContext, type SecureContext } from 'node:tls';
import { ProbeFailure } from './probe-failure.js';
import { type ProbeSettings, textOf } from './probe-settings.js';
import { publicAnchors, TrustAnchors } from './trust-anchors.js';

let publicAuthorities: SecureContext | undefined;

/** Trust in the authorities that Node knows. Built once: it costs more than a handshake. */
function trustPublicAuthorities(): SecureContext {
  publicAuthorities ??= createSecureContext();
  return publicAuthorities;
}

/** Contexts by what they were made of, which lives as long as the catalogue. */
const made = new WeakMap<TlsOptions, SecureContext>();

const anchors = new WeakMap<TlsOptions, TrustAnchors>();

/** The authorities that a probe trusts, to be looked at. */
export function anchorsFor(tls: TlsOptions | undefined, settings: ProbeSettings): TrustAnchors {
  if (!tls?.authorities) return publicAnchors();
  const known = anchors.get(tls) ?? new TrustAnchors(textOf(tls.authorities, settings));
  anchors.set(tls, known);
  return known;
}

/** Whom a probe trusts, and who it says it is. What cannot be read is our fault: `unmonitored`. */
export function secureContextFor(tls: TlsOptions | undefined, settings: ProbeSettings): SecureContext {
  if (!tls?.authorities && !tls?.clientCertificate) return settings.secureContext ?? trustPublicAuthorities();
  const known = made.get(tls);
  if (known) return known;
  const { authorities, clientCertificate: own } = tls;
  const options = {
    ...(authorities && { ca: textOf(authorities, settings) }),
    ...(own && { cert: textOf(own.certificate, settings), key: textOf(own.key, settings) }),
    ...(own?.passphrase && { passphrase: textOf(own.passphrase, settings) }),
  };
  try {
    const context = createSecureContext(options);
    made.set(tls, context);
    return context;
  } catch (error) {
    throw new ProbeFailure('other', 'unmonitored', { cause: error });
  }
}
