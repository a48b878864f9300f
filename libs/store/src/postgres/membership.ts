import { randomUUID } from 'node:crypto';
import { ONE_OF_MANY, type PostgresLocks } from './locks.js';
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

/** The work that one process does for all. */
const SCHEDULE = 'schedule';
/** For so long does whoever leads lead on, unless it says again that it is there. */
export const LEADS_FOR_MS = 9_000;
/** It stops believing so this much sooner than others may take over: its question was a while under way. */
const MARGIN_MS = 500;

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
  /** Until when this process leads, by both of its clocks: one may be set, the other may stand still in a machine that is frozen. */
  private ledUntil = { monotonicMs: -Infinity, wallMs: -Infinity };

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

  /**
   * Whether this process leads, and if so for a term more: of all that ask one does, until it resigns, or has not asked for
   * {@link LEADS_FOR_MS}. Terms are of the server's clock.
   */
  async leads(): Promise<boolean> {
    const asked = { monotonicMs: performance.now(), wallMs: Date.now() };
    // It went with the connection, if it was lost.
    if (!(await this.locks.hold(ONE_OF_MANY))) return false;
    const sql = `
      INSERT INTO perspektiv.leader (work, member, until)
      VALUES ($1, $2, clock_timestamp() + interval '${LEADS_FOR_MS} milliseconds')
      ON CONFLICT (work) DO UPDATE SET member = excluded.member, until = excluded.until
      WHERE leader.member = excluded.member OR leader.until < clock_timestamp()`;
    const isLeading = (await this.db.read((asker) => asker.run(sql, [SCHEDULE, this.self]))) === 1;
    const forMs = isLeading ? LEADS_FOR_MS - MARGIN_MS : -Infinity;
    this.ledUntil = { monotonicMs: asked.monotonicMs + forMs, wallMs: asked.wallMs + forMs };
    return isLeading;
  }

  /** Whether this process led when it last asked, and does so for certain still. */
  get isLeading(): boolean {
    const { monotonicMs, wallMs } = this.ledUntil;
    return performance.now() < monotonicMs && Date.now() < wallMs;
  }

  /** Leads no more, so that another need not wait for the end of a term. */
  async resign(): Promise<void> {
    this.ledUntil = { monotonicMs: -Infinity, wallMs: -Infinity };
    await this.db.read((asker) =>
      asker.run('DELETE FROM perspektiv.leader WHERE work = $1 AND member = $2', [SCHEDULE, this.self]),
    );
  }

  private async decided(work: string, fromMs: number): Promise<Term[]> {
    const sql = `
      SELECT start_ms, members FROM perspektiv.term WHERE work = $1 AND start_ms >= $2 ORDER BY start_ms`;
    const rows = await this.db.read((asker) => asker.ask<TermRow>(sql, [work, fromMs]));
    return rows.map(({ start_ms: startMs, members }) => ({ startMs, endMs: startMs + TERM_MS, members }));
  }
}
