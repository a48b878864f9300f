/** Whoever has not listened for so long may have missed a call: the program was stopped, or the machine slept. */
const DEAF_AFTER_MS = 15_000;

/** The two clocks of a machine; they part when one is set, or while the machine sleeps. */
export interface Clocks {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
}

export const OWN_CLOCKS: Clocks = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };

/** Since when calls have been listened for without a break, however the clock was set meanwhile. */
export class Listening {
  private sinceMs: number;
  private last: { readonly wallMs: number; readonly monotonicMs: number };

  constructor(private readonly clocks: Clocks = OWN_CLOCKS) {
    this.last = { wallMs: clocks.wallMs(), monotonicMs: clocks.monotonicMs() };
    this.sinceMs = this.last.monotonicMs;
  }

  /** Says that we are awake; to be called every few seconds, and before silence is judged. */
  attend(): void {
    const { wallMs, monotonicMs } = this.last;
    this.last = { wallMs: this.clocks.wallMs(), monotonicMs: this.clocks.monotonicMs() };
    // The monotonic clock may stand still in a machine that sleeps, and the wall clock in one that is frozen.
    const gapMs = Math.max(this.last.wallMs - wallMs, this.last.monotonicMs - monotonicMs);
    if (gapMs > DEAF_AFTER_MS) this.sinceMs = this.last.monotonicMs;
  }

  /** Since when, milliseconds since the epoch as the clock shows it now. */
  get listeningSinceMs(): number {
    return this.shown(this.sinceMs);
  }

  /** An instant of the monotonic clock as the wall clock shows it now. */
  shown(monotonicMs: number): number {
    return this.clocks.wallMs() - (this.clocks.monotonicMs() - monotonicMs);
  }

  /** The same the other way round, of something that is past. */
  monotonic(wallMs: number): number {
    return this.clocks.monotonicMs() - Math.max(0, this.clocks.wallMs() - wallMs);
  }
}
