/** How a probe can end (domain.md, section 6). `unmonitored` is what was not measured: its own state. */
export const PROBE_STATES = ['up', 'degraded', 'down', 'unmonitored'] as const;
export type ProbeState = (typeof PROBE_STATES)[number];

/**
 * Classes of failure: a key, never free text. `redirect`: led in a circle, too far, or nowhere; `blocked`: to where we
 * do not go; `silent`: a job that should have called in has not.
 */
export const PROBE_REASONS = [
  'dns',
  'refused',
  'unreachable',
  'reset',
  'timeout',
  'tls',
  'certificate',
  'status',
  'content',
  'redirect',
  'protocol',
  'slow',
  'late',
  'paused',
  'isolated',
  'blocked',
  'silent',
  'failed',
  'other',
] as const;
export type ProbeReason = (typeof PROBE_REASONS)[number];

/** The outcome of one scheduled probe at one time; (target, vantage, timeMs) is its key. */
export interface Sample {
  /** Id of the probe. */
  readonly target: string;
  /** Where it was taken from. */
  readonly vantage: string;
  /** When it was due to start, milliseconds since the epoch. */
  readonly timeMs: number;
  readonly state: ProbeState;
  readonly totalMs?: number | undefined;
  readonly dnsMs?: number | undefined;
  readonly connectMs?: number | undefined;
  readonly tlsMs?: number | undefined;
  readonly ttfbMs?: number | undefined;
  readonly statusCode?: number | undefined;
  readonly reason?: ProbeReason | undefined;
  readonly certDays?: number | undefined;
}
