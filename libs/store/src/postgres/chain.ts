import { linkAfter } from '../chain.js';
import { type Chain, type ChainLink } from '../ledger.js';
import { type Asker, type Postgres, type Reading } from './postgres.js';

type Named = Pick<Chain, 'kind' | 'subject'>;

interface ChainRow extends Named, ChainLink {
  readonly forgotten_sequence: number | null;
  readonly forgotten_hash: string | null;
}

const IS_NAMED = 'kind = $1 AND subject IS NOT DISTINCT FROM $2';

function toChain(row: ChainRow): Chain {
  const { kind, subject, sequence, hash, forgotten_sequence: until, forgotten_hash: untilHash } = row;
  const forgotten = until === null || untilHash === null ? null : { sequence: until, hash: untilHash };
  return { kind, subject, last: { sequence, hash }, forgotten };
}

/** The chains of the journal, by kind and subject. */
export async function readChains(db: Reading): Promise<Chain[]> {
  const sql = 'SELECT * FROM perspektiv.journal_chain ORDER BY kind, subject NULLS FIRST';
  return (await db.read((asker) => asker.ask<ChainRow>(sql))).map(toChain);
}

/** Makes an entry's link the last one of its chain, within a transaction: writes come one after the other. */
export async function nextLink(asker: Asker, { kind, subject }: Named, digest: string): Promise<ChainLink> {
  const [known] = await asker.ask<ChainRow>(`SELECT * FROM perspektiv.journal_chain WHERE ${IS_NAMED}`, [
    kind,
    subject,
  ]);
  const link = linkAfter(known ? toChain(known).last : null, digest);
  const sql = known
    ? `UPDATE perspektiv.journal_chain SET sequence = $3, hash = $4 WHERE ${IS_NAMED}`
    : 'INSERT INTO perspektiv.journal_chain (kind, subject, sequence, hash) VALUES ($1, $2, $3, $4)';
  await asker.run(sql, [kind, subject, link.sequence, link.hash]);
  return link;
}

/** Takes out the beginning of a chain, up to the first entry that is of an instant or later; its last entry stays. */
export function forgetChain(db: Postgres, { kind, subject }: Named, beforeMs: number): Promise<void> {
  return db.write(async (asker) => {
    const sql = `
      SELECT chain_sequence AS sequence, chain_hash AS hash FROM perspektiv.journal
      WHERE ${IS_NAMED} AND chain_sequence < (
        SELECT coalesce(min(chain_sequence) FILTER (WHERE at_ms >= $3), max(chain_sequence))
        FROM perspektiv.journal WHERE ${IS_NAMED}
      )
      ORDER BY chain_sequence DESC LIMIT 1`;
    const [link] = await asker.ask<ChainLink>(sql, [kind, subject, beforeMs]);
    if (!link) return;
    const { sequence, hash } = link;
    await asker.run(`DELETE FROM perspektiv.journal WHERE ${IS_NAMED} AND chain_sequence <= $3`, [
      ...[kind, subject],
      sequence,
    ]);
    const forgotten = `
      UPDATE perspektiv.journal_chain SET forgotten_sequence = $3, forgotten_hash = $4 WHERE ${IS_NAMED}`;
    await asker.run(forgotten, [kind, subject, sequence, hash]);
  });
}
