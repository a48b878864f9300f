import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Membership, type Term, TERM_MS } from '#store';

/** How long a process that leaves waits for the terms that count on it: more would be a clock that is wrong, or a ledger that hangs. */
const LEAVE_WITHIN_MS = 3 * TERM_MS;
/** A ledger that takes longer to say what is decided counts as away: turns wait for it no longer. */
const ANSWERS_WITHIN_MS = 2 * TERM_MS;
/** So long after a term its last turns are still being dealt out. */
const DEALT_WITHIN_MS = TERM_MS / 4;

function weightOf(member: string, key: string): number {
  return createHash('sha256').update(`${member}\n${key}`).digest().readUIntBE(0, 6);
}

/**
 * Whose a piece of work is among some members, by rendezvous hashing: everybody finds the same, the shares are about
 * equal, and when a member comes or goes only what it gets or had changes hands.
 */
export function ownerOf(key: string, members: readonly string[]): string | undefined {
  let owner: string | undefined;
  let most = -1;
  for (const member of members) {
    const weight = weightOf(member, key);
    if (weight > most) [owner, most] = [member, weight];
  }
  return owner;
}

/**
 * This process' share of some work. Whose an instant's work is follows from the instant alone: members are decided term by
 * term, before the term begins, and are the same for everybody.
 */
export class Sharing {
  private terms: Term[] = [];
  /** Members, joined → key → whether it is ours. */
  private readonly known = new Map<string, Map<string, boolean>>();
  private timer: NodeJS.Timeout | undefined;
  private attending: Promise<void> = Promise.resolve();
  private isRunning = false;
  /** The ledger did not answer when it was asked last. */
  private isCutOff = false;

  constructor(
    private readonly membership: Membership,
    private readonly work: string,
    private readonly nowMs: () => number,
  ) {}

  /** Takes part from the next term on that is not decided yet. Throws when the ledger does not answer. */
  async start(): Promise<void> {
    this.isRunning = true;
    await this.attend();
    this.sleep();
  }

  /**
   * Takes part no more; resolves when the terms that count on this process are over, so that others have taken its place.
   * Until then what is due is still ours to do.
   */
  async leave(): Promise<void> {
    if (!this.isRunning) return;
    this.isRunning = false;
    clearTimeout(this.timer);
    await Promise.race([this.servedOut(), pause(LEAVE_WITHIN_MS, undefined, { ref: false })]);
  }

  private async servedOut(): Promise<void> {
    await this.attending;
    try {
      // Asked again and again: a term that was being decided as we left may count on us, too.
      do {
        this.take(await this.membership.leave(this.work, this.nowMs()));
        this.isCutOff = false;
        await pause(DEALT_WITHIN_MS);
      } while (this.isCountedOn());
    } catch {
      // The ledger is away: others see by themselves that we are gone.
    }
  }

  private isCountedOn(): boolean {
    const fromMs = this.nowMs() - DEALT_WITHIN_MS;
    return this.terms.some(({ endMs, members }) => endMs > fromMs && members.includes(this.membership.self));
  }

  /**
   * Whether what is due at an instant is ours to do; `null` while it is not known yet. While the ledger is away the last term
   * goes on, so that measuring does not stop with it; what was due before any term that is known is nobody's here.
   */
  isOurs(key: string, dueMs: number): boolean | null {
    const last = this.terms.at(-1);
    if (!last) return null;
    const isAfter = dueMs >= last.endMs;
    if (isAfter && !this.isCutOff) return null;
    const term = isAfter ? last : this.terms.find(({ startMs, endMs }) => dueMs >= startMs && dueMs < endMs);
    return term !== undefined && this.isOursAmong(term.members, key);
  }

  private isOursAmong(members: readonly string[], key: string): boolean {
    if (members.length === 1) return members[0] === this.membership.self;
    const among = members.join(' ');
    const known = this.known.get(among) ?? new Map<string, boolean>();
    const isOurs = known.get(key) ?? ownerOf(key, members) === this.membership.self;
    this.known.set(among, known.set(key, isOurs));
    return isOurs;
  }

  private async attend(): Promise<void> {
    // An answer that was long in coming tells of terms that are over.
    do this.take(await this.membership.attend(this.work, this.nowMs()));
    while ((this.terms.at(-1)?.endMs ?? Infinity) <= this.nowMs());
    this.isCutOff = false;
  }

  /** Goes by what is decided, from now on; turns that were due a moment ago are still being dealt out. */
  private take(decided: readonly Term[]): void {
    const firstMs = decided[0]?.startMs ?? Infinity;
    const fromMs = this.nowMs() - 2 * TERM_MS;
    const before = this.terms.filter(({ startMs, endMs }) => startMs < firstMs && endMs > fromMs);
    this.terms = [...before, ...decided];
    const present = new Set(this.terms.map(({ members }) => members.join(' ')));
    for (const among of this.known.keys()) if (!present.has(among)) this.known.delete(among);
  }

  private sleep(): void {
    const sleepMs = TERM_MS - (this.nowMs() % TERM_MS) + TERM_MS / 8;
    this.timer = setTimeout(() => {
      const cutOff = (): void => {
        this.isCutOff = true;
      };
      const late = setTimeout(cutOff, ANSWERS_WITHIN_MS);
      this.attending = this.attend()
        .catch(cutOff)
        .then(() => {
          clearTimeout(late);
          if (this.isRunning) this.sleep();
        });
    }, sleepMs);
  }
}

/** This process' parts of what collectors do. */
export class Shares {
  private readonly probing: Sharing;
  private readonly rollingUp: Sharing;

  constructor(
    membership: Membership,
    vantage: string,
    private readonly nowMs: () => number,
  ) {
    this.probing = new Sharing(membership, `probing/${vantage}`, nowMs);
    this.rollingUp = new Sharing(membership, 'rolling-up', nowMs);
  }

  async start(): Promise<void> {
    await Promise.all([this.probing.start(), this.rollingUp.start()]);
  }

  async leave(): Promise<void> {
    await Promise.all([this.probing.leave(), this.rollingUp.leave()]);
  }

  /** Whether the probes of a system that are due at an instant are ours to take: all of them, or none; `null` while it is not known yet. */
  probes(system: string, dueMs = this.nowMs()): boolean | null {
    return this.probing.isOurs(system, dueMs);
  }

  /** Whether a system is ours to roll up now; `null` while it is not known. */
  rollsUp(system: string): boolean | null {
    return this.rollingUp.isOurs(system, this.nowMs());
  }
}
