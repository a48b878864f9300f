import { inTurn } from '#core';
import pg from 'pg';
import { connectionTo } from './connection.js';
import { postgresError } from './postgres-error.js';

/** A lock that a process holds for as long as it lives. */
interface Lock {
  readonly id: number;
  /** Held by any number of processes, but by none while another holds it for itself alone. */
  readonly isShared?: boolean;
}

const HOLDER = 727_002;
/** Held by a process that keeps its time series to itself: then no other may use the ledger. */
export const ONLY_HOLDER: Lock = { id: HOLDER };
/** Held by each of those whose time series is open to others, too. */
export const ONE_OF_MANY: Lock = { id: HOLDER, isShared: true };

/** How soon the server finds out that a holder's machine is gone, whose end it was never told: half a minute. */
const KEEPALIVES =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4';

/** Locks of a process, on a connection of their own: with it they go, and they are taken anew on the next one. */
export class PostgresLocks {
  private client: pg.Client | null = null;
  private readonly held = new Set<Lock>();
  private readonly turn = inTurn();

  constructor(
    private readonly address: string,
    private readonly at: string,
  ) {}

  /** Whether this process holds a lock; takes it when nobody else does. Throws `store/unreachable`. */
  hold(lock: Lock): Promise<boolean> {
    return this.turn(async () => {
      try {
        const client = await this.connected();
        const sql = `SELECT pg_try_advisory_lock${lock.isShared ? '_shared' : ''}($1) AS taken`;
        const asked = this.held.has(lock)
          ? { text: 'SELECT true AS taken' }
          : { text: sql, values: [lock.id] };
        const { rows } = await client.query<{ taken: boolean }>(asked);
        if (!rows[0]?.taken) return false;
        this.held.add(lock);
        return true;
      } catch (error) {
        await this.drop();
        throw postgresError(error, this.at);
      }
    });
  }

  /** Lets go of all. */
  close(): Promise<void> {
    return this.turn(() => this.drop());
  }

  private async connected(): Promise<pg.Client> {
    if (this.client) return this.client;
    const client = new pg.Client(connectionTo(this.address));
    const forget = (): void => {
      if (this.client !== client) return;
      this.client = null;
      this.held.clear();
    };
    client.on('error', forget).on('end', forget);
    await client.connect();
    await client.query(KEEPALIVES);
    this.client = client;
    return client;
  }

  private async drop(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.held.clear();
    await client?.end().catch(() => undefined);
  }
}
