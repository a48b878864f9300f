import { PerspektivError } from '#core';
import { type AsOf } from '../ledger.js';
import { type Asker } from './postgres.js';

/** Throws `store/overtaken` unless the ledger is as it was looked at. */
export async function expectAsOf(asker: Asker, { revision, nothingOf }: AsOf): Promise<void> {
  const sql = `
    SELECT EXISTS (SELECT FROM perspektiv.upload WHERE $2 AND revision > $1)
      OR EXISTS (SELECT FROM perspektiv.journal WHERE kind = ANY($3) AND revision > $1) AS overtaken`;
  const [row] = await asker.ask<{ overtaken: boolean }>(sql, [
    revision,
    nothingOf.includes('upload'),
    nothingOf,
  ]);
  if (!row?.overtaken) return;
  throw new PerspektivError('store/overtaken', 'More has come to the ledger since it was looked at');
}
