import { type ProbeReason, type ProbeState } from '#core';

/**
 * How long each phase of a probe took, in milliseconds. A phase that did not happen is absent: no name to resolve, no
 * TLS, or an earlier phase that failed.
 */
export interface Timings {
  /** From the first phase to the verdict; never the wait for a turn to shake hands. */
  readonly totalMs?: number | undefined;
  readonly dnsMs?: number | undefined;
  readonly connectMs?: number | undefined;
  readonly tlsMs?: number | undefined;
  /** From the request's last byte to the answer's first: the service's own time plus one round trip. */
  readonly ttfbMs?: number | undefined;
}

/** What one probe saw. `unmonitored` says that nothing was measured, for a fault of ours: never held against the target. */
export interface Outcome {
  readonly state: ProbeState;
  readonly reason?: ProbeReason | undefined;
  readonly timings: Timings;
  readonly statusCode?: number | undefined;
  /** Whole days until the certificate expires; negative when it has. */
  readonly certDays?: number | undefined;
  /** How long it waited for its turn to shake hands, in milliseconds, before it began; absent where there is none. */
  readonly waitedMs?: number | undefined;
}
