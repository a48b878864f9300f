import { type ProbeReason } from '#core';
import { type Outcome } from '../probes/outcome.js';

/** What is known for certain of a target since when; degraded counts as up (domain.md, section 6). */
export interface Verdict {
  readonly state: 'up' | 'down';
  readonly reason?: ProbeReason | undefined;
  /** The time of the first scheduled sample that said so. */
  readonly sinceMs: number;
}

type Failure = Pick<Verdict, 'reason' | 'sinceMs'>;

/**
 * Decides when a target is surely down: when a failed scheduled sample is followed by failed retries only, or by another
 * failed scheduled sample. One good scheduled sample makes it up. What was not measured decides nothing. Each verdict is
 * told once, when it differs from the one before; the first always.
 */
export class Confirmation {
  private failure: Failure | null = null;
  private told: Verdict['state'] | null = null;
  private retriesLeft = 0;

  constructor(private readonly retries: number) {}

  /** Whether the last scheduled sample failed and should be tried again before the next. */
  get wantsRetry(): boolean {
    return this.retriesLeft > 0;
  }

  /** A scheduled sample; the answer is the verdict that is to be told, if any. */
  scheduled(dueMs: number, { state, reason }: Outcome): Verdict | null {
    this.retriesLeft = 0;
    if (state === 'unmonitored') return null;
    if (state !== 'down') {
      this.failure = null;
      return this.tell({ state: 'up', sinceMs: dueMs });
    }
    const isRepeated = this.failure !== null;
    this.failure ??= { reason, sinceMs: dueMs };
    if (isRepeated || this.retries === 0) return this.tell({ state: 'down', ...this.failure });
    this.retriesLeft = this.retries;
    return null;
  }

  /** A retry of a failed scheduled sample; it confirms or not, and is no sample. */
  retried({ state }: Outcome): Verdict | null {
    if (state === 'unmonitored') return null;
    if (state !== 'down') {
      this.retriesLeft = 0;
      return null;
    }
    this.retriesLeft = Math.max(0, this.retriesLeft - 1);
    return this.retriesLeft === 0 && this.failure ? this.tell({ state: 'down', ...this.failure }) : null;
  }

  private tell(verdict: Verdict): Verdict | null {
    if (verdict.state === this.told) return null;
    this.told = verdict.state;
    return verdict;
  }
}
