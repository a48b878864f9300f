import { type DuckDBConnection } from '@duckdb/node-api';
import { linkAfter } from '../chain.js';
import { type Chain, type ChainLink, JOURNAL_KINDS } from '../ledger.js';
import { type DuckDb, type Reading } from './duck-db.js';
import { type Row } from './row.js';
import { ask, run } from './sql.js';

type Named = Pick<Chain, 'kind' | 'subject'>;

const IS_NAMED = 'kind = $kind AND subject IS NOT DISTINCT FROM $subject';

function toChain(row: Row): Chain {
  const forgotten = row.numberOrNull('forgotten_sequence');
  return {
    kind: row.oneOf(JOURNAL_KINDS, 'kind'),
    subject: row.textOrNull('subject'),
    last: { sequence: row.number('sequence'), hash: row.text('hash') },
    forgotten: forgotten === null ? null : { sequence: forgotten, hash: row.text('forgotten_hash') },
  };
}

/** The chains of the journal, by kind and subject. */
export function readChains(db: Reading): Promise<Chain[]> {
  const sql = 'SELECT * FROM journal_chain ORDER BY kind, subject NULLS FIRST';
  return db.read((reader) => ask(reader, { sql }, toChain));
}

/** Makes an entry's link the last one of its chain, within a transaction. */
export async function nextLink(
  writer: DuckDBConnection,
  { kind, subject }: Named,
  digest: string,
): Promise<ChainLink> {
  const named = { kind, subject };
  const question = { sql: `SELECT * FROM journal_chain WHERE ${IS_NAMED}`, bindings: named };
  const [chain] = await ask(writer, question, toChain);
  const link = linkAfter(chain?.last ?? null, digest);
  const sql = chain
    ? `UPDATE journal_chain SET sequence = $sequence, hash = $hash WHERE ${IS_NAMED}`
    : 'INSERT INTO journal_chain VALUES ($kind, $subject, $sequence, $hash, NULL, NULL)';
  await run(writer, sql, { ...named, ...link });
  return link;
}

/** Takes out the beginning of a chain, up to the first entry that is of an instant or later; its last entry stays. */
export function forgetChain(db: DuckDb, { kind, subject }: Named, beforeMs: number): Promise<void> {
  const named = { kind, subject };
  return db.write(async (writer) => {
    const sql = `
      SELECT chain_sequence AS sequence, chain_hash AS hash FROM journal
      WHERE ${IS_NAMED} AND chain_sequence < (
        SELECT coalesce(min(chain_sequence) FILTER (WHERE at_ms >= $beforeMs), max(chain_sequence))
        FROM journal WHERE ${IS_NAMED}
      )
      ORDER BY chain_sequence DESC LIMIT 1`;
    const toLink = (row: Row): ChainLink => ({ sequence: row.number('sequence'), hash: row.text('hash') });
    const [link] = await ask(writer, { sql, bindings: { ...named, beforeMs } }, toLink);
    if (!link) return;
    const { sequence } = link;
    await run(writer, `DELETE FROM journal WHERE ${IS_NAMED} AND chain_sequence <= $sequence`, {
      ...named,
      sequence,
    });
    const forgotten = `
      UPDATE journal_chain SET forgotten_sequence = $sequence, forgotten_hash = $hash WHERE ${IS_NAMED}`;
    await run(writer, forgotten, { ...named, ...link });
  });
}
