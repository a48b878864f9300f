import { type Probe } from '#catalogue';
import { type SecureContext } from 'node:tls';
import { Attempt } from './attempt.js';
import { exchangeBody } from './body-exchange.js';
import { openConnection, trustPublicAuthorities } from './connection.js';
import { handshakes } from './handshake-gate.js';
import { type Outcome } from './outcome.js';
import { ProbeFailure } from './probe-failure.js';
import { knownAddresses, resolveHost } from './resolve-host.js';
import { exchangeStatus } from './status-exchange.js';

/** What probes have in common. */
export interface ProbeSettings {
  /** Whose certificates to trust; default: the public authorities that Node knows. */
  readonly secureContext?: SecureContext | undefined;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/**
 * Takes a probe once, over a new connection, and tells what it saw (domain.md, section 6). The target's failures are
 * outcomes; so are our own (`unmonitored`: an address that cannot be read, no file handles left, an event loop that
 * stood still). Ends within the probe's `timeoutMs`, plus the wait for a turn to shake hands, which is no latency of
 * the target's and is not counted. Redirects are answers like any other.
 */
export async function takeProbe(probe: Probe, settings: ProbeSettings = {}): Promise<Outcome> {
  const destination = destinationOf(probe);
  if (!destination) return { state: 'unmonitored', reason: 'other', timings: {} };
  const secureContext = destination.isSecure
    ? (settings.secureContext ?? trustPublicAuthorities())
    : undefined;
  const leaveGate = secureContext && (await handshakes.enter());
  const attempt = new Attempt(probe.timeoutMs);
  try {
    const measured = measure({ probe, ...destination, secureContext, attempt }, leaveGate);
    return await Promise.race([measured, attempt.expired]);
  } catch (error) {
    if (!(error instanceof ProbeFailure)) throw error;
    return outcomeOf(attempt, error);
  } finally {
    attempt.end();
    leaveGate?.();
  }
}

/** `null` when the address is none. */
function destinationOf(probe: Probe): { url: URL; port: number; isSecure: boolean } | null {
  if (!URL.canParse(probe.url)) return null;
  const url = new URL(probe.url);
  const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
  return url.hostname && port ? { url, port, isSecure: url.protocol === 'https:' } : null;
}

interface Measurement {
  readonly probe: Probe;
  readonly url: URL;
  readonly port: number;
  readonly secureContext: SecureContext | undefined;
  readonly attempt: Attempt;
}

async function measure(measurement: Measurement, whenConnected?: () => void): Promise<Outcome> {
  const { probe, url, port, secureContext, attempt } = measurement;
  const { hostname } = url;
  const addresses = knownAddresses(hostname) ?? (await attempt.resolvingName(resolveHost(hostname)));
  const socket = await openConnection({ hostname, port, addresses, secureContext }, attempt);
  whenConnected?.();
  if (probe.kind === 'tcp') return judged(probe, attempt);
  if (probe.expectText === undefined) {
    await exchangeStatus(socket, url, attempt);
    return judged(probe, attempt);
  }
  const found = await exchangeBody(socket, url, attempt, probe.expectText);
  return judged(probe, attempt, found);
}

function judged(probe: Probe, attempt: Attempt, textFound = true): Outcome {
  if (attempt.statusCode !== undefined && !probe.expectStatus.includes(attempt.statusCode)) {
    return outcomeOf(attempt, { state: 'down', reason: 'status' });
  }
  if (!textFound) return outcomeOf(attempt, { state: 'down', reason: 'content' });
  const outcome = outcomeOf(attempt, { state: 'up' });
  const isSlow = (outcome.timings.totalMs ?? 0) > (probe.degradedAboveMs ?? Infinity);
  return isSlow ? { ...outcome, state: 'degraded', reason: 'slow' } : outcome;
}

function outcomeOf(attempt: Attempt, { state, reason }: Pick<Outcome, 'state' | 'reason'>): Outcome {
  if (state === 'unmonitored') return { state, reason, timings: {} };
  const { statusCode, certDays } = attempt;
  return { state, reason, timings: attempt.timings(), statusCode, certDays };
}
