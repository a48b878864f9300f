import pg from 'pg';

const CONNECT_WITHIN_MS = 5_000;
/** A statement that takes longer is given up: the server hangs, or a lock is never let go. */
const ANSWER_WITHIN_MS = 60_000;

/** Whole numbers come as numbers: milliseconds and counts are far below 2⁵³. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === pg.types.builtins.INT8
      ? Number
      : (pg.types.getTypeParser(id, format) as (value: string) => unknown),
};

/** How every connection is made. */
export function connectionTo(address: string): pg.ClientConfig {
  return {
    connectionString: address,
    application_name: 'perspektiv',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS + 5_000,
    idle_in_transaction_session_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
    types: TYPES,
  };
}
