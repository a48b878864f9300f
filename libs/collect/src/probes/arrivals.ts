import { performance } from 'node:perf_hooks';
// Not the global one: tests that set the clock must not stop this.
import { setImmediate } from 'node:timers';

/**
 * Dates what comes over the network. A thread looks what has come, handles it one after the other, and looks again: what is
 * handled late had come by the time of the look, and, when that look did not have to wait, by the end of the work before
 * it. So a handshake of one probe does not show in the timings of another.
 */
class Arrivals {
  /** By when everything had come that is handled in this round; `null`: nobody has watched this round yet. */
  private cameByMs: number | null = null;
  /** When the last watched round ended, and how long the thread had been idle until then. */
  private endedMs = performance.now();
  private idleMs = performance.nodeTiming.idleTime;

  /** The latest time at which what is being handled now can have come, on the clock of `performance.now()`. */
  latestMs(): number {
    if (this.cameByMs !== null) return this.cameByMs;
    const hasWaited = performance.nodeTiming.idleTime > this.idleMs;
    setImmediate(this.endRound);
    return (this.cameByMs = hasWaited ? performance.now() : this.endedMs);
  }

  /** Work is done in this round, behind which others may have to wait. */
  watchRound(): void {
    this.latestMs();
  }

  private readonly endRound = (): void => {
    this.cameByMs = null;
    this.endedMs = performance.now();
    this.idleMs = performance.nodeTiming.idleTime;
  };
}

/** Those of this thread. */
export const arrivals = new Arrivals();
