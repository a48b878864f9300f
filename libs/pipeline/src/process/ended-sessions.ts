import { type Journal } from './journal.js';

/** No session lasts longer than the longest that `sign-in.yaml` takes; after that its end need not be known. */
export const LONGEST_SESSION_MS = 24 * 3_600_000;

/** Sessions that were signed out of before they would have ended by themselves: a short list, the same for all processes. */
export class EndedSessions {
  private readonly stored: () => Promise<ReadonlySet<string>>;
  private lastRead: ReadonlySet<string> = new Set();

  constructor(private readonly journal: Journal) {
    this.stored = journal.kept(
      'session-end',
      (entries) => new Set(entries.map(({ content }) => content.session)),
    );
  }

  /** Ends a session for good, wherever its cookie is kept; again changes nothing. */
  async end(session: string, { by, nowMs }: { readonly by: string; readonly nowMs: number }): Promise<void> {
    if (await this.has(session)) return;
    await this.journal.write('session-end', { by, atMs: nowMs, content: { session } });
  }

  /** Whether a session was ended; while the ledger does not answer, as far as this process has read. */
  async has(session: string): Promise<boolean> {
    this.lastRead = await this.stored().catch(() => this.lastRead);
    return this.lastRead.has(session);
  }
}
