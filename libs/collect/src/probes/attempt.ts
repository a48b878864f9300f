import { type ProbeReason } from '#core';
import { type X509Certificate } from 'node:crypto';
import { type Socket } from 'node:net';
import { arrivals } from './arrivals.js';
import { ProbeFailure } from './probe-failure.js';
import { type Timings } from './outcome.js';

/** A deadline noticed this much too late tells that our event loop stood still, so that no timing can be believed. */
const MAX_LAG_MS = 250;

type Phase = 'dnsMs' | 'connectMs' | 'tlsMs' | 'ttfbMs';

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}

/**
 * One probe under way: its stopwatch, the socket it holds, and the one deadline for all its phases. Whoever starts an
 * attempt ends it, which takes the socket down.
 */
export class Attempt {
  /** Rejects with a {@link ProbeFailure} when time is up. */
  readonly expired: Promise<never>;
  statusCode: number | undefined;
  certDays: number | undefined;
  /**
   * The server's certificate of the last handshake, which leads on to those that it sent besides. Read once for each
   * connection: Node 20 gives the issuers to the first caller only (nodejs/node issue 65579).
   */
  certificate: X509Certificate | undefined;
  /** What is not well, though the target is up. */
  warning: ProbeReason | undefined;
  /** What it means when time is up now. */
  expiryReason: ProbeReason = 'timeout';
  private readonly phases: Partial<Record<Phase, number>> = {};
  private readonly startedMs = performance.now();
  private phaseStartedMs = this.startedMs;
  private timer: NodeJS.Timeout | undefined;
  private socket: Socket | undefined;
  private readonly racing: Socket[] = [];
  private over = false;

  constructor(readonly timeoutMs: number) {
    this.expired = new Promise((_, reject) => {
      this.timer = setTimeout(() => {
        reject(this.expiry(timeoutMs));
      }, timeoutMs);
    });
  }

  /** The next phase begins; the one before, when it is named, took until now. What happens twice is added up. */
  mark(ended?: Phase): void {
    this.close(ended, performance.now());
  }

  /** The same, in the handler of what came over the network: the phase took until it came, and not until we got to it. */
  markArrival(ended: Phase): void {
    this.close(ended, arrivals.latestMs());
  }

  /** Waits for a name; an attempt that expires meanwhile failed for its name. */
  async resolvingName<T>(addresses: Promise<T>): Promise<T> {
    this.expiryReason = 'dns';
    this.mark();
    try {
      const known = await addresses;
      this.mark('dnsMs');
      return known;
    } finally {
      this.expiryReason = 'timeout';
    }
  }

  /** Takes charge of a socket, in place of the one before. An attempt that is over lets it go at once. */
  hold<S extends Socket>(socket: S): S {
    this.socket?.destroy();
    return this.wrap(socket);
  }

  /** Takes charge of one of several sockets that race; the winner is then held. */
  race<S extends Socket>(socket: S): S {
    this.racing.push(socket);
    if (this.over) socket.destroy();
    return socket;
  }

  /** Takes charge of a socket that speaks through the one before. */
  wrap<S extends Socket>(socket: S): S {
    this.socket = socket;
    if (this.over) socket.destroy();
    return socket;
  }

  /** Whether somebody already has the verdict. */
  get isOver(): boolean {
    return this.over;
  }

  timings(): Timings {
    return { totalMs: rounded(performance.now() - this.startedMs), ...this.phases };
  }

  end(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.socket?.destroy();
    for (const socket of this.racing) socket.destroy();
  }

  private close(ended: Phase | undefined, atMs: number): void {
    const tookMs = Math.max(0, atMs - this.phaseStartedMs);
    if (ended) this.phases[ended] = rounded((this.phases[ended] ?? 0) + tookMs);
    this.phaseStartedMs = performance.now();
    arrivals.watchRound();
  }

  private expiry(timeoutMs: number): ProbeFailure {
    const lagMs = performance.now() - this.startedMs - timeoutMs;
    if (lagMs > MAX_LAG_MS) return new ProbeFailure('late', 'unmonitored');
    return new ProbeFailure(this.expiryReason);
  }
}
