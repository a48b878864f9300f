import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type AuditRecord } from '#core';
import { type Ledger, type Records, type Store, openStore } from '#store';
import { describeFacts } from '../contract/facts.contract.js';
import { DATASETS, costContent, costSlice, delivered, schema } from '../contract/facts.js';
import { describeJournal } from '../contract/journal.contract.js';
import { describeLedger } from '../contract/ledger.contract.js';
import { type Place, temporaryFolder } from '../contract/place.js';
import { expectWritable } from '../../libs/store/src/postgres/expect-writable.js';
import { Postgres } from '../../libs/store/src/postgres/postgres.js';
import { openPostgresRecords } from '../../libs/store/src/postgres/records.js';
import { SmallCity } from '../pipeline/small-city.js';
import { describeWith } from './debian-server.js';
import { describeSharing } from './describe-sharing.js';
import { POSTGRES, PostgresServer } from './postgres-server.js';

jest.setTimeout(120_000);

const OCTOBER = costSlice('arbetsmarknad', '2026-10');
const COST = 'Enhet;Period;Belopp;Slag;Anskaffningsområde\na;2026-09;1200,50;actual;software\n';

describeWith(POSTGRES, 'a ledger in PostgreSQL', () => {
  let server: PostgresServer;
  const opened: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    server = await PostgresServer.start();
  });

  afterAll(async () => {
    for (const close of opened.reverse()) await close();
    await server.stop();
  });

  async function place(): Promise<Place<Store>> {
    const [folder, ledger] = [await temporaryFolder(), await server.newDatabase()];
    return { open: () => openStore(folder.path, DATASETS, { ledger }), remove: folder.remove };
  }

  /** Those of a process of its own, as far as the database can tell. */
  async function recordsAt(address: string): Promise<Records> {
    const records = await openPostgresRecords(address, { datasets: DATASETS, isShared: true });
    opened.push(() => records.close());
    return records;
  }

  async function ledgerAt(address: string): Promise<Ledger> {
    return (await recordsAt(address)).ledger;
  }

  describeFacts('PostgreSQL', place);
  describeLedger('PostgreSQL', place);
  describeJournal('PostgreSQL', place);
  describeSharing(() => server);

  describe('with several processes', () => {
    it('is made once by those that start at the same time', async () => {
      const address = await server.newDatabase();
      const ledgers = await Promise.all([1, 2, 3, 4].map(() => ledgerAt(address)));
      await Promise.all(ledgers.map((ledger, n) => ledger.record(delivered(`u${n}`, []))));
      expect(await ledgers[0]?.revision()).toBe(4);
    });

    it('counts every version and every revision, whoever records', async () => {
      const address = await server.newDatabase();
      const [one, two] = [await ledgerAt(address), await ledgerAt(address)];
      const uploads = Array.from({ length: 20 }, (_, n) => delivered(`u${n}`, [costContent(OCTOBER, [n])]));
      await Promise.all(uploads.map((upload, n) => (n % 2 === 0 ? one : two).record(upload)));
      expect(await two.revision()).toBe(20);
      expect(await one.slices({})).toMatchObject([{ version: 20, revision: 20 }]);
    });

    it('counts what one takes in at once, in the others', async () => {
      const address = await server.newDatabase();
      const [one, two] = [await recordsAt(address), await recordsAt(address)];
      const asked = {
        dataset: 'cost',
        fromMonth: '2026-10',
        toMonth: '2026-10',
        columns: ['amount'],
      } as const;
      for (const amount of [1, 2, 3]) {
        await one.ledger.record(delivered(`u${amount}`, [costContent(OCTOBER, [amount, 0.25, 0.5])]));
        expect(await two.facts.sumObservations({ ...asked, labels: [] })).toMatchObject([
          { sums: { amount: amount + 0.75 }, count: 3 },
        ]);
      }
    });

    it('fills anew what was handed in before its table was there, and refuses a changed column', async () => {
      const address = await server.newDatabase();
      const one = await recordsAt(address);
      await one.ledger.record(delivered('1', [costContent(OCTOBER, [1, 2])]));
      await one.close();
      await server.ask('DROP TABLE perspektiv.observation_cost', address);
      const two = await recordsAt(address);
      const asked = {
        dataset: 'cost',
        fromMonth: '2026-10',
        toMonth: '2026-10',
        columns: ['amount'],
      } as const;
      expect(await two.facts.sumObservations({ ...asked, labels: ['kind'] })).toMatchObject([
        { labels: { kind: 'actual' }, sums: { amount: 3 }, count: 2 },
      ]);
      const changed = openPostgresRecords(address, {
        datasets: [schema('cost', { labels: ['amount'], numbers: [] })],
        isShared: true,
      });
      await expect(changed).rejects.toMatchObject({ code: 'store/column-changed' });
    });

    it('says nothing of an id that two record at once with different bytes, but to one of them', async () => {
      const address = await server.newDatabase();
      const [one, two] = [await ledgerAt(address), await ledgerAt(address)];
      const outcomes = await Promise.allSettled([
        one.record(delivered('x', [costContent(OCTOBER, [1])], { sha256: 'aa' })),
        two.record(delivered('x', [costContent(OCTOBER, [2])], { sha256: 'bb' })),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await one.slices({})).toMatchObject([{ version: 1 }]);
    });
  });

  describe('when the server goes', () => {
    it('says so, keeps what it acknowledged, and goes on by itself when the server is back', async () => {
      const ledger = await ledgerAt(await server.newDatabase());
      const acknowledged: string[] = [];
      const writing = (async () => {
        for (let n = 0; ; n++) {
          await ledger.record(delivered(`k${n}`, [costContent(OCTOBER, [n])]));
          acknowledged.push(`k${n}`);
          if (acknowledged.length === 25) setImmediate(() => void server.kill());
        }
      })();
      await expect(writing).rejects.toMatchObject({
        code: 'store/unreachable',
        message: expect.stringContaining(`127.0.0.1:${server.port}/ledger_`),
      });
      await expect(ledger.revision()).rejects.toMatchObject({ code: 'store/unreachable' });
      await server.run();
      const kept = (await ledger.receipts({ limit: 10_000 })).map(({ id }) => id);
      expect(kept).toEqual(expect.arrayContaining(acknowledged));
      expect(kept.length).toBeLessThanOrEqual(acknowledged.length + 1);
      const next = `k${acknowledged.length}`;
      await ledger.record(delivered(next, [costContent(OCTOBER, [acknowledged.length])]));
      expect(await ledger.slices({})).toMatchObject([{ version: acknowledged.length + 1, uploadId: next }]);
    });
  });

  describe('that takes nothing in', () => {
    it('says why before anything is handed in', async () => {
      const address = await server.newDatabase();
      const name = new URL(address).pathname.slice(1);
      const records = await openPostgresRecords(address, { datasets: [], isShared: true });
      await records.expectWritable();
      await records.close();
      await server.ask(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      const again = new Postgres(address);
      await expect(expectWritable(again)).rejects.toMatchObject({
        code: 'store/read-only',
        message: expect.stringContaining('default_transaction_read_only'),
      });
      await again.close();
      await server.ask(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
      await server.ask(
        `CREATE ROLE reader_of_${name} LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA perspektiv TO reader_of_${name}`,
        address,
      );
      const reader = new Postgres(server.address(name, { user: `reader_of_${name}`, password: 'x' }));
      await expect(expectWritable(reader)).rejects.toMatchObject({ code: 'store/not-allowed' });
      await reader.close();
    });
  });

  describe('that cannot be opened', () => {
    it('says what is wrong and what to do, never the password', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
      const address = await server.newDatabase();
      await server.ask(`CREATE ROLE gast LOGIN PASSWORD 'gasten'`);
      const wrong: readonly (readonly [string, string])[] = [
        [server.address('finns_inte'), 'store/no-database'],
        [server.address('postgres', { password: 'fel-losen' }), 'store/not-allowed'],
        [address.replace(/\/\/[^@]+@/, '//gast:gasten@'), 'store/not-allowed'],
        [address.replace(/:\d+\//, ':1/'), 'store/unreachable'],
      ];
      for (const [ledger, code] of wrong) {
        const failure: unknown = await openStore(folder, DATASETS, { ledger }).catch(
          (error: unknown) => error,
        );
        expect(failure).toMatchObject({ code, message: expect.stringMatching(/PERSPEKTIV_LEDGER/) });
        expect(String(failure)).not.toMatch(/only-for-the-test|fel-losen|gasten/);
      }
      await server.ask(
        'CREATE SCHEMA perspektiv; CREATE TABLE perspektiv.schema_version (version integer)',
        address,
      );
      await server.ask('INSERT INTO perspektiv.schema_version VALUES (999)', address);
      await expect(openStore(folder, DATASETS, { ledger: address })).rejects.toMatchObject({
        code: 'store/newer-file',
      });
      await rm(folder, { recursive: true });
    });
  });

  it('holds a whole city: what is handed in is scored, and what was done is told', async () => {
    const city = await SmallCity.start({ more: { ledger: await server.newDatabase() } });
    opened.push(() => city.remove());
    expect((await city.upload('cost', COST)).status).toBe(201);
    expect((await city.upload('cost', COST)).status).toBe(200);
    expect(await city.receipts('unit-a')).toMatchObject([{ by: 'followup', rows: 1 }]);
    expect((await city.call('/health/ready')).status).toBe(200);
    const { body } = await city.call('/api/v1/audit', { as: 'followup' });
    expect((body as { items: AuditRecord[] }).items.map(({ status }) => status)).toEqual([200, 201]);
    await city.call('/api/v1/periods/2026-Q3/freeze', { method: 'POST', as: 'followup' });
    const { body: periods } = await city.call('/api/v1/periods');
    expect(periods).toMatchObject({ items: [{ period: '2026-Q3' }] });
  });
});
