import pg from 'pg';
import { codeOf, faultInWords } from '#core';
import { guardedSocket } from '#outgoing';
import {
  type CollectContext,
  type Collected,
  type RowValue,
  type SourceCollector,
} from '../source-collector.js';
import { SourceFailure, type SourceFailureCode, changedSource } from '../source-failure.js';
import { SqlOptions } from './sql-options.js';

type Context = CollectContext<SqlOptions>;
type SqlRow = Readonly<Record<string, RowValue>>;

const CONNECTED_WITHIN_MS = 15_000;
const STATEMENT_MS = 240_000;

/** The days of the window in place of `:from` and `:to`, bound and never spliced. */
export function boundQuery(query: string, days: { readonly from: string; readonly to: string }) {
  const names: ('from' | 'to')[] = [];
  const text = query
    .trim()
    .replace(/;\s*$/, '')
    .replace(/(?<!:):(from|to)\b/g, (_, name: 'from' | 'to') => {
      if (!names.includes(name)) names.push(name);
      return `$${names.indexOf(name) + 1}::date`;
    });
  return { text, values: names.map((name) => days[name]) };
}

/** SQLSTATE, or the system's code → what that means to us, and whether another try may help. */
const FAULTS: readonly (readonly [RegExp, SourceFailureCode, string, string, boolean])[] = [
  [
    /^28/,
    'source-forbids',
    'Databasen godtar inte användaren eller lösenordet',
    'The database does not accept user or password',
    false,
  ],
  [
    /^42501$/,
    'source-forbids',
    'Användaren får inte läsa det som frågan gäller',
    'The user may not read what the query is about',
    false,
  ],
  [
    /^25006$/,
    'source-refuses',
    'Frågan vill ändra något; här läses bara',
    'The query wants to change something; this only reads',
    false,
  ],
  [
    /^42/,
    'source-changed',
    'Frågan passar inte databasen, vars tabeller eller kolumner kan ha ändrats',
    'The query does not fit the database, whose tables or columns may have changed',
    false,
  ],
  [/^57014$/, 'source-timed-out', 'Frågan tog för lång tid', 'The query took too long', false],
  [/^3D000$/, 'source-lacks', 'Databasen finns inte', 'There is no such database', false],
  [/^outgoing\//, 'address-not-allowed', 'Databasen får inte frågas', 'The database may not be asked', false],
];

function failureOf(thrown: unknown): SourceFailure {
  const code = codeOf(thrown) ?? '';
  const reason = faultInWords(thrown);
  const known = FAULTS.find(([pattern]) => pattern.test(code));
  const [, kind, sv, en, isPassing] =
    known ??
    ([
      /$/,
      'source-unreachable',
      'Databasen går inte att nå',
      'The database cannot be reached',
      true,
    ] as const);
  return new SourceFailure(kind, { sv: `${sv}: ${reason.sv}.`, en: `${en}: ${reason.en}.` }, { isPassing });
}

function clientOf({ options, secretOf, reachable }: Context): pg.Client {
  const { host, port, database, user, password, tls } = options;
  return new pg.Client({
    ...{ host, port, database, user, password: secretOf(password), application_name: 'perspektiv' },
    ssl: tls ? { servername: host } : false,
    stream: () => guardedSocket(reachable, { host, port }),
    connectionTimeoutMillis: CONNECTED_WITHIN_MS,
    // As texts, which are read as those of files are: a date is not moved by a zone, and no digit is lost.
    types: { getTypeParser: () => (text: string) => text },
  });
}

/** The rows of a query, in a transaction that can change nothing. */
async function rowsOf(context: Context): Promise<SqlRow[]> {
  const { options, from, to, signal } = context;
  const client = clientOf(context);
  client.on('error', () => undefined); // told by what waits for an answer
  const abort = (): void => void client.end().catch(() => undefined);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET LOCAL statement_timeout = ${STATEMENT_MS}`);
    const { text, values } = boundQuery(options.query, { from: from.firstDay, to: to.lastDay });
    const limited = `SELECT * FROM (${text}\n) AS collected LIMIT ${options.rowLimit + 1}`;
    const { rows } = await client.query<SqlRow>(limited, values);
    return rows;
  } catch (thrown) {
    throw failureOf(thrown);
  } finally {
    signal.removeEventListener('abort', abort);
    await client.end().catch(() => undefined);
  }
}

/** Rows of a PostgreSQL database, by a query that cannot change anything there. */
export const sql: SourceCollector<SqlOptions> = {
  id: 'sql',
  version: 1,
  options: SqlOptions,
  monthByMonth: false,
  mayBeEmpty: false,
  async *collect(context): AsyncGenerator<Collected> {
    const { rowLimit } = context.options;
    const rows = await context.attempt(() => rowsOf(context));
    if (rows.length > rowLimit) {
      throw changedSource(
        `Frågan ger fler än ${rowLimit} rader (rowLimit). Summera i frågan, eller höj gränsen.`,
        `The query gives more than ${rowLimit} rows (rowLimit). Add up in the query, or raise the limit.`,
      );
    }
    for (const row of rows) yield { kind: 'row', row };
  },
};
