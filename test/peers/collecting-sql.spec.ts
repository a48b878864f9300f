import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { CollectedCity } from '../collected-city.js';
import { describeWith } from './debian-server.js';
import { POSTGRES, PostgresServer } from './postgres-server.js';

jest.setTimeout(120_000);

describeWith(POSTGRES, 'a collector of a PostgreSQL database', () => {
  let server: PostgresServer;
  let collected: CollectedCity;
  let address: string;

  beforeAll(async () => {
    server = await PostgresServer.start();
    address = await server.newDatabase();
    await server.ask(
      `CREATE TABLE kostnad (enhet text, dag date, belopp numeric(12,2), stulen int);
       INSERT INTO kostnad VALUES ('a', '2026-09-01', 100.50), ('a', '2026-09-30', 0.25), ('b', '2026-10-31', 7), ('b', '2026-11-01', 9);`,
      address,
    );
    const { username, password, pathname } = new URL(address);
    process.env.TEST_SQL = password;
    process.env.TEST_SQL_FEL = 'fel';
    const query = `SELECT enhet AS unit, to_char(dag, 'YYYY-MM') AS period, sum(belopp) AS amount, 'actual' AS kind, 'software' AS procurement_area
      FROM kostnad WHERE dag BETWEEN :from AND :to GROUP BY 1, 2`;
    const of = (id: string, { secret = 'TEST_SQL', limit = 1000, text = query } = {}): string => `
- id: ${id}
  kind: sql
  dataset: cost
  schedule: '15 4 * * *'
  retry: { attempts: 2, backOff: PT0.01S }
  options:
    host: 127.0.0.1
    port: ${server.port}
    tls: false
    database: ${pathname.slice(1)}
    user: ${username}
    password: { fromEnvironment: ${secret} }
    rowLimit: ${limit}
    query: ${JSON.stringify(text)}
`;
    const changing = `SELECT 'a' AS unit, stulen FROM tagen()`;
    await server.ask(
      `CREATE FUNCTION tagen() RETURNS SETOF kostnad LANGUAGE sql AS 'UPDATE kostnad SET stulen = 1 RETURNING *'`,
      address,
    );
    collected = await CollectedCity.start(
      [
        of('sql'),
        of('fel-losen', { secret: 'TEST_SQL_FEL' }),
        of('for-manga', { limit: 1 }),
        of('andrar', { text: changing }),
        of('byter-ut', { text: `${query}) AS x; DROP TABLE kostnad; --` }),
        of('okand-kolumn', { text: 'SELECT borta AS unit FROM kostnad' }),
      ].join(''),
      { nowMs: () => Date.parse('2026-11-05T10:00+01:00') },
    );
  });
  afterAll(async () => {
    await collected.remove();
    await server.stop();
    delete process.env.TEST_SQL;
    delete process.env.TEST_SQL_FEL;
  });

  it('reads the window that is wanted, to its last day and the last öre', async () => {
    expect(await collected.run('sql')).toMatchObject({ outcome: 'succeeded', read: 2, stored: 2 });
    const slices = await collected.city.perspektiv.store.ledger.slices({ dataset: 'cost', source: 'sql' });
    expect(slices.map(({ key, total }) => [key.unit, key.period, total])).toEqual([
      ['a', '2026-09', 100.75],
      ['b', '2026-10', 7],
    ]);
    expect(await collected.run('sql')).toMatchObject({ unchanged: 2, stored: 0 });
  });

  it.each([
    ['fel-losen', 'godtar inte användaren eller lösenordet'],
    ['for-manga', 'fler än 1 rader'],
    ['andrar', 'här läses bara'],
    ['byter-ut', 'passar inte databasen'],
    ['okand-kolumn', 'passar inte databasen'],
  ])('says what is wrong, and changes nothing there: %s', async (id, words) => {
    const run = await collected.run(id);
    expect(run).toMatchObject({ outcome: 'failed', stored: 0 });
    expect(run.text.sv).toContain(words);
    expect(await server.ask('SELECT count(*) AS n FROM kostnad WHERE stulen IS NULL', address)).toEqual([
      { n: '4' },
    ]);
  });

  it('says that the server is gone, and is well when it is back', async () => {
    await server.kill();
    expect(await collected.run('sql')).toMatchObject({
      ...{ outcome: 'failed', retried: 1 },
      text: { sv: expect.stringContaining('går inte att nå') },
    });
    await server.run();
    expect(await collected.run('sql')).toMatchObject({ outcome: 'succeeded', unchanged: 2 });
  });
});
