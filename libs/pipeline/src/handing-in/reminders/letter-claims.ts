import { createHash } from 'node:crypto';
import { type Result } from '#core';
import { type Entry, type Journal } from '../../stage.js';
import { type LetterText } from './letters.js';

/** A letter that the server does not take is tried so many times, each in a later turn. */
const MOST_TRIES = 3;
export const BY = 'reminders';

/** What letters leave by. */
export interface Post {
  send(
    letter: LetterText & { readonly id: string; readonly to: readonly string[] },
  ): Promise<Result<null, { readonly message: string; readonly isFinal: boolean }>>;
}

/** A letter's place in the journal: it is claimed before it leaves, so that none is sent twice, whatever happens. */
export interface Claim {
  /** One for each step that it tells of. */
  readonly keys: readonly string[];
  readonly attempt: number;
}

/** Letters that are journalled before they leave, and what the server made of them. */
export class LetterClaims {
  constructor(
    private readonly journal: Journal,
    /** `null`: the city has named no server. */
    private readonly post: Post | null,
  ) {}

  /** Which of some steps are still to be told: those that no letter was claimed for, or whose letters were all refused. */
  async unclaimed(keys: readonly string[]): Promise<Claim> {
    const tries = Array.from({ length: MOST_TRIES }, (_, index) => index + 1);
    const ids = keys.flatMap((key) =>
      tries.flatMap((attempt) => [claimId(key, attempt), refusalId(key, attempt)]),
    );
    const known = await this.journal.taken(ids);
    const next = new Map(
      keys.map((key) => {
        const last = tries.findLast((attempt) => known.has(claimId(key, attempt))) ?? 0;
        return [key, last > 0 && !known.has(refusalId(key, last)) ? Infinity : last + 1];
      }),
    );
    const attempt = Math.min(...next.values(), MOST_TRIES + 1);
    return attempt > MOST_TRIES
      ? { keys: [], attempt }
      : { keys: keys.filter((key) => next.get(key) === attempt), attempt };
  }

  /** Takes the place of a letter, before it leaves. */
  claim({ keys, attempt }: Claim, nowMs: number): Promise<void> {
    const claims = keys.map((key) => this.entry(claimId(key, attempt), 'claimed', nowMs));
    return this.journal.append(claims);
  }

  /** Sends a claimed letter; `false` when the server does not take it. */
  async send(
    { keys, attempt }: Claim,
    { to, subject, text }: LetterText & { readonly to: string },
    nowMs: number,
  ): Promise<boolean> {
    const id = createHash('sha256').update(keys.join('\n')).digest('hex');
    const outcome = await this.post?.send({ id, to: [to], subject, text });
    if (!outcome || outcome.ok) return true;
    const { message, isFinal } = outcome.problem;
    // What is refused for good is not tried again: then every try is refused already.
    const last = isFinal ? MOST_TRIES : attempt;
    const refused = keys.flatMap((key) =>
      Array.from({ length: last - attempt + 1 }, (_, i) => attempt + i).flatMap((each) => [
        ...(each > attempt ? [this.entry(claimId(key, each), 'claimed', nowMs)] : []),
        this.entry(refusalId(key, each), message, nowMs),
      ]),
    );
    await this.journal.append(refused);
    return false;
  }

  private entry(id: string, said: string, nowMs: number): Entry<'reminder'> {
    return this.journal.entry('reminder', { id, atMs: nowMs, by: BY, content: { said } });
  }
}

function claimId(key: string, attempt: number): string {
  return `${key}#${attempt}`;
}

function refusalId(key: string, attempt: number): string {
  return `${claimId(key, attempt)}-refused`;
}
