import { PerspektivError } from '#core';
import { type Asker } from './postgres.js';

/** Every table that a city fills; what is moved anew empties them. */
const FILLED = `
  SELECT 'perspektiv.' || quote_ident(tablename) AS name FROM pg_catalog.pg_tables
  WHERE schemaname = 'perspektiv' AND tablename NOT IN ('schema_version', 'moving', 'member', 'term')`;

/** Whether a move into the database has begun and not ended. */
export async function isHalfMoved(asker: Asker): Promise<boolean> {
  return (await asker.ask('SELECT 1 FROM perspektiv.moving')).length > 0;
}

/** Throws `store/half-moved` when a move into the database was broken off. */
export async function expectWhole(asker: Asker, at: string): Promise<void> {
  if (!(await isHalfMoved(asker))) return;
  throw new PerspektivError(
    'store/half-moved',
    `A city was being moved into the ledger's database ${at}, and is not all there. Run \`perspektiv migrate\` again, from the same folder: it begins anew by itself.`,
  );
}

/** Says that a city is being moved into the database; what a broken-off move left there is taken away. */
export async function beginMove(asker: Asker): Promise<void> {
  if (await isHalfMoved(asker)) {
    const tables = await asker.ask<{ name: string }>(FILLED);
    await asker.run(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
  } else await asker.run('INSERT INTO perspektiv.moving (begun) VALUES (now())');
}

/** Says that the city is all there. */
export async function endMove(asker: Asker): Promise<void> {
  await asker.run('DELETE FROM perspektiv.moving');
}
