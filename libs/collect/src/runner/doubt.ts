import { type ProbeReason } from '#core';
import { type Probe } from '#catalogue';
import { type TakeProbe } from '../probes/take-probe.js';

/** A timer that comes so late, and nothing that failed meanwhile is to be believed. */
const LAG_MS = 1_000;
/** Failures of so many targets at once, out of those last heard of, are more likely ours than theirs. */
const LEAST_TARGETS = 10;
const MOST_TARGETS = 20;
const FALLEN_SHARE = 0.8;
/** What was heard before is not "at once". */
const AT_ONCE_MS = 30_000;
/** What still fails after so long is believed, whoever's fault it may be. */
const HELD_MS = 120_000;

/** What is heard of a target at a time. */
interface Heard {
  readonly fell: boolean;
  readonly atMs: number;
}

interface Check {
  readonly startedMs: number;
  readonly anyAnswered: Promise<boolean>;
}

/**
 * Whether failures are the targets' or our own (domain.md, section 6): our own while the event loop lags, when no canary
 * answers, and, where there are no canaries to ask, for two minutes when most targets fail at once. Times are of one clock
 * that never goes back.
 */
export class Doubt {
  private readonly well = new Set<string>();
  /** The last of each target that was well before; the newest last. */
  private readonly heard = new Map<string, Heard>();
  /** How many of these fell. */
  private fallen = 0;
  private laggedMs = -Infinity;
  private massSinceMs: number | null = null;
  private check: Check | null = null;

  constructor(
    private readonly canaries: readonly Probe[],
    private readonly take: TakeProbe,
    private readonly nowMs: () => number,
  ) {}

  /** A timer came so much later than it was set for. */
  noteLag(lateMs: number): void {
    if (lateMs > LAG_MS) this.laggedMs = this.nowMs();
  }

  noteWell(target: string): void {
    if (this.well.has(target)) this.hear(target, false);
    this.well.add(target);
  }

  /** Why a failure of a probe that began at an instant is not to be believed; `null`: it is. */
  async ofFailure(target: string, startedMs: number): Promise<ProbeReason | null> {
    if (this.well.delete(target)) this.hear(target, true);
    if (this.laggedMs >= startedMs) return 'late';
    if (this.canaries.length > 0) return (await this.anyCanaryAnswers(startedMs)) ? null : 'isolated';
    return this.mostFellAtOnce() ? 'isolated' : null;
  }

  /** Asks all canaries at once, and once for all that failed since it began to be asked. */
  private anyCanaryAnswers(startedMs: number): Promise<boolean> {
    if (!this.check || this.check.startedMs < startedMs) {
      const asked = this.canaries.map((canary) => this.take(canary));
      const anyAnswered = Promise.all(asked).then((outcomes) =>
        outcomes.some(({ state }) => state === 'up' || state === 'degraded'),
      );
      this.check = { startedMs: this.nowMs(), anyAnswered };
    }
    return this.check.anyAnswered;
  }

  private hear(target: string, fell: boolean): void {
    const nowMs = this.nowMs();
    this.forget(target);
    this.heard.set(target, { fell, atMs: nowMs });
    if (fell) this.fallen++;
    for (const [oldest, { atMs }] of this.heard) {
      if (this.heard.size <= MOST_TARGETS && nowMs - atMs <= AT_ONCE_MS) break;
      this.forget(oldest);
    }
    const isMass = this.heard.size >= LEAST_TARGETS && this.fallen >= FALLEN_SHARE * this.heard.size;
    if (!isMass && !fell) this.massSinceMs = null;
    else if (isMass) this.massSinceMs ??= nowMs;
  }

  private forget(target: string): void {
    if (this.heard.get(target)?.fell) this.fallen--;
    this.heard.delete(target);
  }

  private mostFellAtOnce(): boolean {
    return this.massSinceMs !== null && this.nowMs() - this.massSinceMs < HELD_MS;
  }
}
