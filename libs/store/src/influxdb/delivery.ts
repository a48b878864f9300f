import { PerspektivError } from '#core';
import { type Spool } from './spool.js';
import { type SpoolRecord } from './spool-record.js';

/** After a failure it is tried again so soon, and then twice as late each time, up to the longest. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** Who asks meanwhile has it tried at once, but not more often than this. */
const SHORTEST_WAIT_MS = 1_000;
/** How long what waits may still be delivered while the store closes. */
const CLOSE_WITHIN_MS = 5_000;

/** How what is acknowledged gets to the server. */
export interface DeliveryStatus {
  /** Bytes on our disk that wait for the server. */
  readonly waitingBytes: number;
  /** Records of them. */
  readonly waiting: number;
  /** Why the last try failed; `null` when it went well. */
  readonly failure: string | null;
  readonly failures: number;
}

interface Waiter {
  readonly number: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Carries records from the spool to the server, in order and each until it is there; tries again as long as it takes. */
export class Delivery {
  private readonly waiters = new Set<Waiter>();
  private failure: PerspektivError | null = null;
  private failures = 0;
  private closing = false;
  private alarm: (() => void) | null = null;
  private readonly over: Promise<void>;

  /** `deliver` resolves when the server has some records, and answers the number of the last; it may take few of them. */
  constructor(
    private readonly spool: Spool,
    private readonly deliver: (records: readonly SpoolRecord[]) => Promise<number>,
  ) {
    this.over = this.run();
  }

  /** Says that there is something to deliver. */
  wake(): void {
    if (!this.failure) this.alarm?.();
  }

  /** Resolves when all records up to this one are delivered; rejects when the next try to do so fails. */
  async upTo(number: number): Promise<void> {
    if (this.spool.deliveredNumber >= number) return;
    await new Promise<void>((resolve, reject) => {
      this.waiters.add({ number, resolve, reject });
      this.alarm?.();
    });
  }

  status(): DeliveryStatus {
    const { spool, failures, failure } = this;
    return {
      waitingBytes: spool.bytes,
      waiting: spool.lastNumber - spool.deliveredNumber,
      failure: failure?.message ?? null,
      failures,
    };
  }

  /** Ends delivering, when all is there or when that takes too long: what waits is delivered after the next start. */
  async close(): Promise<void> {
    this.closing = true;
    this.alarm?.();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_WITHIN_MS)));
    await Promise.race([this.over, late]);
    clearTimeout(timer);
  }

  private async run(): Promise<void> {
    let waitMs = FIRST_WAIT_MS;
    for (;;) {
      const outcome = await this.tryOnce();
      if (outcome !== 'failed') waitMs = FIRST_WAIT_MS;
      if (outcome === 'delivered') continue;
      if (this.closing) return;
      if (outcome === 'nothing') await this.sleep(null, 0);
      else {
        await this.sleep(waitMs, Math.min(waitMs, SHORTEST_WAIT_MS));
        waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
      }
    }
  }

  private async tryOnce(): Promise<'delivered' | 'nothing' | 'failed'> {
    try {
      const records = await this.spool.next();
      for (let rest = records; rest.length > 0;) {
        const delivered = await this.deliver(rest);
        await this.spool.markDelivered(delivered);
        this.settle();
        rest = rest.filter(({ number }) => number > delivered);
      }
      this.failure = null;
      this.settle();
      return records.length > 0 ? 'delivered' : 'nothing';
    } catch (thrown) {
      this.failures++;
      this.failure =
        thrown instanceof PerspektivError
          ? thrown
          : new PerspektivError('store/failed', String(thrown), { cause: thrown });
      for (const { reject } of this.waiters) reject(this.failure);
      this.waiters.clear();
      return 'failed';
    }
  }

  private settle(): void {
    for (const waiter of this.waiters) {
      if (waiter.number > this.spool.deliveredNumber) continue;
      this.waiters.delete(waiter);
      waiter.resolve();
    }
  }

  /** Waits for a time, or for ever, until somebody calls; and in any case the shortest time. */
  private async sleep(longestMs: number | null, shortestMs: number): Promise<void> {
    const begunMs = performance.now();
    if (this.waiters.size === 0 && !this.closing) {
      await new Promise<void>((resolve) => {
        const timer = longestMs === null ? undefined : setTimeout(resolve, longestMs);
        this.alarm = () => {
          clearTimeout(timer);
          resolve();
        };
        if (longestMs === null && this.spool.lastNumber > this.spool.deliveredNumber) this.alarm();
      });
      this.alarm = null;
    }
    const restMs = shortestMs - (performance.now() - begunMs);
    if (restMs > 0 && !this.closing) await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}
