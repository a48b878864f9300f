import { createHmac, randomBytes } from 'node:crypto';

const HOUR_MS = 3_600_000;
/** So many answers of one address pass without being asked for a number. */
const UNQUESTIONED = 5;
/** More addresses than that are not told apart: the oldest are forgotten. */
const MOST_ADDRESSES = 50_000;

/** What is asked of somebody before an answer is taken: nothing, a number in words, or to come back later. */
export type Gate = 'open' | 'asks' | 'closed';

/**
 * Keeps one address from flooding a survey. It counts in memory only, within an hour, and by a digest whose key dies with the
 * process: no address is kept anywhere.
 */
export class FloodGate {
  private readonly key = randomBytes(32);
  private readonly sent = new Map<string, { count: number; readonly untilMs: number }>();

  constructor(private readonly mostPerHour: number) {}

  /** What is asked of an address now. */
  of(address: string, nowMs: number): Gate {
    const count = this.counted(this.digest(address), nowMs)?.count ?? 0;
    if (count >= this.mostPerHour) return 'closed';
    return count >= UNQUESTIONED ? 'asks' : 'open';
  }

  /** Counts a form that an address has sent, whether it was taken or not. */
  count(address: string, nowMs: number): void {
    const digest = this.digest(address);
    const known = this.counted(digest, nowMs);
    if (known) known.count++;
    else this.sent.set(digest, { count: 1, untilMs: nowMs + HOUR_MS });
    if (this.sent.size <= MOST_ADDRESSES) return;
    const [oldest] = this.sent.keys();
    if (oldest !== undefined) this.sent.delete(oldest);
  }

  private counted(digest: string, nowMs: number): { count: number } | undefined {
    const known = this.sent.get(digest);
    if (known && known.untilMs > nowMs) return known;
    this.sent.delete(digest);
    return undefined;
  }

  private digest(address: string): string {
    return createHmac('sha256', this.key).update(address).digest('base64url').slice(0, 16);
  }
}
