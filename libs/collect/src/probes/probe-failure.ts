import { type ProbeReason } from '#core';
import { types } from 'node:util';

/** Ends a probe: why it can be neither up nor degraded. */
export class ProbeFailure extends Error {
  constructor(
    readonly reason: ProbeReason,
    /** `unmonitored` when the fault is ours and tells nothing of the target. */
    readonly state: 'down' | 'unmonitored' = 'down',
    options?: ErrorOptions,
  ) {
    super(`the probe failed: ${reason}`, options);
    this.name = 'ProbeFailure';
  }
}

/** The code of what made a probe fail, and what it says besides; for people who look at one probe. */
export function causeOf({ cause }: ProbeFailure): { code?: string; detail?: string } {
  if (typeof cause === 'string') return { code: cause };
  if (cause instanceof ProbeFailure) return causeOf(cause);
  if (!types.isNativeError(cause)) return {};
  const code = codeOf(cause);
  return { ...(code === '' ? {} : { code }), detail: cause.message };
}

const REASON_OF: Readonly<Record<string, ProbeReason>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
};

/** Our own machine is out of file handles, memory or ports, or forbids the connection. */
const OWN_FAULTS = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']);

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The class of an error that a socket or Node's HTTP parser (codes `HPE_…`) gave. */
export function failureOf(error: Error): ProbeFailure {
  if (error instanceof ProbeFailure) return error;
  const code = codeOf(error);
  if (OWN_FAULTS.has(code)) return new ProbeFailure('other', 'unmonitored', { cause: error });
  const reason = REASON_OF[code] ?? reasonOfFamily(code);
  return new ProbeFailure(reason, 'down', { cause: error });
}

function reasonOfFamily(code: string): ProbeReason {
  if (code.startsWith('HPE_')) return 'protocol';
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? 'tls' : 'other';
}
