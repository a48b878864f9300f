/** TLS handshakes that may be under way at once: they are CPU time, and more would only falsify one another's timings. */
const MAX_HANDSHAKES = 8;

/**
 * After so long a handshake waits for the network and not for our CPU, and gives its place to the next: else eight
 * dead targets would keep all others from being measured.
 */
const MAX_HOLD_MS = 250;

/** Lets a limited number in at a time, in order of arrival. */
class HandshakeGate {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  /** Resolves when it is one's turn; call the answer when done. */
  async enter(): Promise<() => void> {
    if (this.inside >= MAX_HANDSHAKES) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.inside++;
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      clearTimeout(timer);
      this.letNextIn();
    };
    const timer = setTimeout(leave, MAX_HOLD_MS);
    return leave;
  }

  private letNextIn(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.inside--;
  }
}

/** The one gate of the process: what is shared is its CPU. */
export const handshakes = new HandshakeGate();
