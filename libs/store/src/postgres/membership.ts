import { randomUUID } from 'node:crypto';
import { LEADER, ONE_OF_MANY, type PostgresLocks } from './locks.js';
import { type Postgres } from './postgres.js';

/** So long is a term: who shares some work is decided anew so often. */
export const TERM_MS = 2_000;

/** A span of time `[startMs, endMs)`, and who shares some work in it: decided before it begins, and the same for everybody. */
export interface Term {
  readonly startMs: number;
  readonly endMs: number;
  readonly members: readonly string[];
}

/** Who was not heard for so long is dead, or hangs. */
const HEARD_WITHIN = '3.5 seconds';

interface TermRow {
  readonly start_ms: number;
  readonly members: readonly string[];
}

/**
 * Who shares the work on a store: the processes that use the same ledger in PostgreSQL. The members of each term are written once, by whoever comes first, before the
 * term begins; everybody goes by that row. So each instant's work is one process' only, however clocks and views differ.
 */
export class Membership {
  /** What this process is called among them. */
  readonly self = randomUUID();

  constructor(
    private readonly db: Postgres,
    private readonly locks: PostgresLocks,
  ) {}

  /**
   * Says that this process is alive and takes its share of some work; answers the terms that are decided, from the one at
   * an instant on. Whoever is not heard any more has no share in the terms that are decided afterwards.
   */
  async attend(work: string, nowMs: number): Promise<Term[]> {
    const present = Math.floor(nowMs / TERM_MS) * TERM_MS;
    return this.db.read(async (asker) => {
      const heard = `
        INSERT INTO perspektiv.member (work, member, heard) VALUES ($1, $2, clock_timestamp())
        ON CONFLICT (work, member) DO UPDATE SET heard = excluded.heard`;
      await asker.run(heard, [work, this.self]);
      const decide = `
        INSERT INTO perspektiv.term (work, start_ms, members, decided)
        SELECT $1::text, start_ms, ARRAY(
          SELECT member FROM perspektiv.member
          WHERE work = $1::text AND heard > clock_timestamp() - interval '${HEARD_WITHIN}'
          ORDER BY member
        ), clock_timestamp()
        FROM unnest($2::bigint[]) AS start_ms
        ON CONFLICT DO NOTHING`;
      await asker.run(decide, [work, [present, present + TERM_MS]]);
      await asker.run(
        `DELETE FROM perspektiv.term WHERE decided < clock_timestamp() - interval '10 minutes'`,
      );
      await asker.run(
        `DELETE FROM perspektiv.member WHERE heard < clock_timestamp() - interval '10 minutes'`,
      );
      return this.decided(work, present);
    });
  }

  /** Takes no share from the first term on that is not decided yet; answers those that are, from an instant on. */
  async leave(work: string, nowMs: number): Promise<Term[]> {
    await this.db.read((asker) =>
      asker.run('DELETE FROM perspektiv.member WHERE work = $1 AND member = $2', [work, this.self]),
    );
    return this.decided(work, Math.floor(nowMs / TERM_MS) * TERM_MS);
  }

  /** Whether this process leads: of all that ask one does, until it ends or loses its connection. */
  async leads(): Promise<boolean> {
    // Both went with the connection, if it was lost.
    return (await this.locks.hold(ONE_OF_MANY)) && (await this.locks.hold(LEADER));
  }

  private async decided(work: string, fromMs: number): Promise<Term[]> {
    const sql = `
      SELECT start_ms, members FROM perspektiv.term WHERE work = $1 AND start_ms >= $2 ORDER BY start_ms`;
    const rows = await this.db.read((asker) => asker.ask<TermRow>(sql, [work, fromMs]));
    return rows.map(({ start_ms: startMs, members }) => ({ startMs, endMs: startMs + TERM_MS, members }));
  }
}
