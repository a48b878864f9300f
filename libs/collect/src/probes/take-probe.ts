import { type HeartbeatProbe, type Probe } from '#catalogue';
import { Attempt } from './attempt.js';
import { probeDns } from './dns-probe.js';
import { handshakes } from './handshake-gate.js';
import { probeHttp } from './http/http-probe.js';
import { judgeSilence } from './heartbeat.js';
import { probeTransaction } from './http/transaction-probe.js';
import { type Outcome } from './outcome.js';
import { causeOf, ProbeFailure } from './probe-failure.js';
import { type ProbeSettings } from './probe-settings.js';
import { type Route } from './route.js';
import { probeTcp } from './tcp-probe.js';
import { probeTls } from './tls-probe.js';

/** Takes a probe once; never rejects. */
export type TakeProbe = (probe: Probe) => Promise<Outcome>;

/**
 * Takes a probe once, over a new connection, and tells what it saw (domain.md, section 6). The target's failures are
 * outcomes; so are our own (`unmonitored`: a secret that is not there, no file handles left, an event loop that stood
 * still). Ends within the probe's `timeoutMs`, plus the wait for a turn to shake hands, which is no latency of the
 * target's and is not counted.
 */
export async function takeProbe(probe: Probe, settings: ProbeSettings = {}): Promise<Outcome> {
  if (probe.kind === 'heartbeat') {
    const known = settings.callsOf?.(probe);
    return known ? judgeSilence(probe, known, Date.now()) : { state: 'unmonitored', timings: {} };
  }
  if (!beginsWithTls(probe)) return takeNow(probe, settings);
  const arrivedMs = performance.now();
  const leaveGate = await handshakes.enter();
  const waitedMs = performance.now() - arrivedMs;
  return { ...(await takeNow(probe, settings, leaveGate)), waitedMs };
}

/** Takes it at once; `leaveGate` is called when it has shaken hands, or never will. */
async function takeNow(
  probe: Exclude<Probe, HeartbeatProbe>,
  settings: ProbeSettings,
  leaveGate?: () => void,
): Promise<Outcome> {
  const attempt = new Attempt(probe.timeoutMs);
  try {
    const route: Route = {
      attempt,
      settings,
      tls: 'tls' in probe ? probe.tls : undefined,
      connection: 'connection' in probe ? probe.connection : undefined,
      whenConnected: leaveGate,
    };
    await Promise.race([measure(probe, route), attempt.expired]);
    return outcomeOf(attempt, wellOf(attempt, probe));
  } catch (error) {
    // Whatever else went wrong is ours, and no reason to end the probing of all the others.
    const own = new ProbeFailure('other', 'unmonitored', { cause: error });
    const failure = error instanceof ProbeFailure ? error : own;
    settings.trace?.({ kind: 'failed', reason: failure.reason, ...causeOf(failure) });
    return outcomeOf(attempt, failure);
  } finally {
    attempt.end();
    leaveGate?.();
  }
}

function beginsWithTls(probe: Probe): boolean {
  const address = probe.kind === 'transaction' ? probe.steps[0]?.url : 'url' in probe ? probe.url : '';
  return /^(?:https|tls):/.test(address ?? '');
}

function measure(probe: Probe, route: Route): Promise<void> {
  switch (probe.kind) {
    case 'http':
      return probeHttp(probe, route);
    case 'transaction':
      return probeTransaction(probe, route);
    case 'tcp':
      return probeTcp(probe, route);
    case 'tls':
      return probeTls(probe, route);
    case 'dns':
      return probeDns(probe, route);
    case 'heartbeat':
    case 'pushed':
      return Promise.reject(new ProbeFailure('other', 'unmonitored'));
  }
}

type Verdict = Pick<Outcome, 'state' | 'reason'>;

/** Nothing failed: up, unless there is something to warn of. */
function wellOf(attempt: Attempt, { degradedAboveMs = Infinity }: Probe): Verdict {
  if (attempt.warning) return { state: 'degraded', reason: attempt.warning };
  const isSlow = degradedAboveMs < Infinity && (attempt.timings().totalMs ?? 0) > degradedAboveMs;
  return isSlow ? { state: 'degraded', reason: 'slow' } : { state: 'up' };
}

function outcomeOf(attempt: Attempt, { state, reason }: Verdict): Outcome {
  if (state === 'unmonitored') return { state, reason, timings: {} };
  const { statusCode, certDays } = attempt;
  return { state, reason, timings: attempt.timings(), statusCode, certDays };
}
