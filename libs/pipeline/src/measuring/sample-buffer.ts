import { type Sample, inTurn, messageOf } from '#core';

/** How long a measured sample waits at most for others to be stored with. */
const FLUSH_EVERY_MS = 1_000;
/** What is held while the store cannot write: some hours of a city. Beyond it the oldest are given up. */
const MOST_HELD = 500_000;

/** How storing goes. */
export interface BufferStatus {
  readonly stored: number;
  readonly queued: number;
  readonly failures: number;
  /** Given up because the store could not write for too long. */
  readonly dropped: number;
  /** Why the last write failed; `null` when it went well. */
  readonly failure: string | null;
}

/** Samples between measuring and storing: written together, kept and tried again when the store cannot write. */
export class SampleBuffer {
  private held: Sample[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly turn = inTurn();
  private counts = { stored: 0, failures: 0, dropped: 0 };
  private failure: string | null = null;

  constructor(private readonly write: (samples: readonly Sample[]) => Promise<void>) {}

  add(sample: Sample): void {
    this.held.push(sample);
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_EVERY_MS);
  }

  /** Writes what is held. A failure is remembered, and tried again with what comes next. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.turn(async () => {
      const batch = this.held;
      if (batch.length === 0) return;
      this.held = [];
      try {
        await this.write(batch);
        this.counts.stored += batch.length;
        this.failure = null;
      } catch (error) {
        this.counts.failures++;
        this.failure = messageOf(error);
        this.held = [...batch, ...this.held];
        this.giveUpOldest();
        this.timer ??= setTimeout(() => void this.flush(), FLUSH_EVERY_MS);
      }
    });
  }

  /** Ends the waiting for others; what is held is written by a last {@link flush}. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
  }

  status(): BufferStatus {
    return { ...this.counts, queued: this.held.length, failure: this.failure };
  }

  private giveUpOldest(): void {
    const excess = this.held.length - MOST_HELD;
    if (excess <= 0) return;
    this.held = this.held.slice(excess);
    this.counts.dropped += excess;
  }
}
