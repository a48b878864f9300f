import { type HeartbeatProbe, type SecretReference, type Wording } from '#catalogue';
import { AddressPolicy } from '#outgoing';
import { type SecureContext } from 'node:tls';
import { type CallsKnown } from './heartbeat.js';
import { ProbeFailure } from './probe-failure.js';
import { type Trace } from './trace.js';

/** What probes have in common. */
export interface ProbeSettings {
  /** Whose certificates to trust; default: the public authorities that Node knows. */
  readonly secureContext?: SecureContext | undefined;
  /** Tells the text that a reference stands for; `null` when there is none. Absent: none is known. */
  readonly secretOf?: ((reference: SecretReference) => string | null) | undefined;
  /** Which addresses may be connected to; asked of each one that is, on every hop. Absent: all but those that never may. */
  readonly addresses?: AddressPolicy | undefined;
  /** What is known of the calls of jobs; absent: nobody listens, and they are unmonitored. */
  readonly callsOf?: ((probe: HeartbeatProbe) => CallsKnown) | undefined;
  /** For people who look at one probe. */
  readonly trace?: Trace | undefined;
}

const NO_METADATA = new AddressPolicy();

/** Whether a resolved address may be connected to. */
export function mayReach(address: string, { addresses = NO_METADATA }: ProbeSettings): boolean {
  return addresses.refusalOfAddress(address) === null;
}

/** The text that is meant; a secret that is not there is our fault: `unmonitored`. */
export function textOf(wording: Wording, { secretOf }: ProbeSettings): string {
  if (typeof wording === 'string') return wording;
  const secret = secretOf?.(wording) ?? null;
  if (secret === null) throw new ProbeFailure('other', 'unmonitored');
  return (wording.prefix ?? '') + secret;
}
