import { PerspektivError, codeOf, messageOf } from '#core';

/** What PostgreSQL and the system call a server that cannot be reached, or went away. */
const UNREACHABLE =
  /^(?:08...|57P0[1-5]|ECONN\w+|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_\w+|EPIPE|ETIMEDOUT|ENOENT)$/;
/** The driver's own words, where it gives no code. */
const LOST = /connection terminated|connection ended|timeout exceeded when trying to connect|not queryable/i;

/** What is wrong, by PostgreSQL's code, with the remedy; `at` names the database without its password. */
const SENTENCES: Readonly<Record<string, readonly [code: string, sentence: (at: string) => string]>> = {
  '28P01': [
    'store/not-allowed',
    (at) =>
      `The ledger's database ${at} does not take the user's password. Correct PERSPEKTIV_LEDGER or the file of PGPASSFILE.`,
  ],
  '28000': [
    'store/not-allowed',
    (at) =>
      `The ledger's database ${at} does not let this user in from here. Correct PERSPEKTIV_LEDGER, or the server's pg_hba.conf.`,
  ],
  '3D000': [
    'store/no-database',
    (at) => `The ledger's database ${at} does not exist. Create it, owned by the user of PERSPEKTIV_LEDGER.`,
  ],
  '42501': [
    'store/not-allowed',
    (at) =>
      `The user of PERSPEKTIV_LEDGER lacks rights in ${at}. Make it the owner of the database, or of the schema perspektiv in it.`,
  ],
  '53100': [
    'store/disk-full',
    (at) =>
      `The disk of the ledger's database ${at} is full. What was being written is not stored; what was acknowledged is whole. Free some space.`,
  ],
  '53300': [
    'store/unreachable',
    (at) =>
      `The ledger's database ${at} has no connections left. Raise max_connections, or close other programs.`,
  ],
};

/** What an error of the database means to the people who run the program. */
export function postgresError(thrown: unknown, at: string): PerspektivError {
  if (thrown instanceof PerspektivError) return thrown;
  const code = codeOf(thrown) ?? '';
  const options = { cause: thrown };
  const known = SENTENCES[code];
  if (known) return new PerspektivError(known[0], known[1](at), options);
  const reason = messageOf(thrown) || code;
  if (UNREACHABLE.test(code) || LOST.test(reason)) {
    const sentence = `The ledger's database ${at} does not answer (${reason}). Nothing is lost: what was acknowledged is stored. Start it, or correct PERSPEKTIV_LEDGER.`;
    return new PerspektivError('store/unreachable', sentence, options);
  }
  return new PerspektivError('store/failed', `The ledger's database ${at} failed: ${reason}`, options);
}
