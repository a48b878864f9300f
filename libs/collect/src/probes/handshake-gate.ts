/** TLS handshakes that may be under way at once, at most: they are CPU time, and falsify one another's timings. */
const MAX_HANDSHAKES = 8;
/** One handshake at a time is best; for each so many that wait one more is let in, for to be late falsifies, too. */
const WAITING_FOR_ONE_MORE = 4;

/**
 * After so long a handshake waits for the network and not for our CPU, and gives its place to the next: else a few dead
 * targets would keep all others from being measured.
 */
const MAX_HOLD_MS = 4;

/** Lets a limited number in at a time, in order of arrival. */
class HandshakeGate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  /** Resolves when it is one's turn; call the answer when done. */
  async enter(): Promise<() => void> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.letIn();
    });
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      clearTimeout(timer);
      this.inside--;
      this.letIn();
    };
    const timer = setTimeout(leave, MAX_HOLD_MS);
    return leave;
  }

  private letIn(): void {
    while (this.waiting.length > 0 && this.inside < this.places) {
      this.inside++;
      this.waiting.shift()?.();
    }
  }

  private get places(): number {
    return Math.min(MAX_HANDSHAKES, 1 + Math.floor(this.waiting.length / WAITING_FOR_ONE_MORE));
  }
}

/** The one gate of the thread: what is shared is its CPU. */
export const handshakes = new HandshakeGate();
