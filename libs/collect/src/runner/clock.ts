/** The two clocks of a machine. They part when the wall clock is set, or while the machine sleeps. */
export interface Clock {
  /** Milliseconds since the epoch; may jump. */
  wallMs(): number;
  /** Milliseconds since some fixed moment; never goes back. */
  monotonicMs(): number;
}

export const SYSTEM_CLOCK: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** The clocks may differ by so much before the wall clock counts as set anew. */
const MAX_DIFFERENCE_MS = 1_000;

/** Wall time that flows evenly: the wall clock read once, and the monotonic clock since. */
export class SteadyTime {
  private offsetMs: number;

  constructor(private readonly clock: Clock) {
    this.offsetMs = clock.wallMs() - clock.monotonicMs();
  }

  /** Milliseconds since the epoch. */
  nowMs(): number {
    return this.clock.monotonicMs() + this.offsetMs;
  }

  /** Follows the wall clock if it was set, and tells by how many milliseconds (0: it was not). */
  followWall(): number {
    const offsetMs = this.clock.wallMs() - this.clock.monotonicMs();
    const jumpMs = offsetMs - this.offsetMs;
    if (Math.abs(jumpMs) <= MAX_DIFFERENCE_MS) return 0;
    this.offsetMs = offsetMs;
    return jumpMs;
  }
}
