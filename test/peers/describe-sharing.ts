import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Membership, type Records, type Term, TERM_MS } from '#store';
import { Postgres } from '../../libs/store/src/postgres/postgres.js';
import { openPostgresRecords } from '../../libs/store/src/postgres/records.js';
import { Sharing } from '../../libs/pipeline/src/measuring/sharing.js';
import { type PostgresServer } from './postgres-server.js';

/** Longer than a process may be silent before it is left out. */
const SILENCE_MS = 4_000;
const WORK = 'probing/stadshuset';
const START_MS = 1_000 * TERM_MS + 1_234;

interface Process {
  readonly records: Records;
  readonly membership: Membership;
}

/** Something that one waits for and another gives. */
function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return {
    given,
    give: () => {
      give();
    },
  };
}

/** How processes share the work on one ledger, on the server that is given when the tests run. */
export function describeSharing(serverOf: () => PostgresServer): void {
  describe('processes that share the work', () => {
    const open: Records[] = [];

    afterAll(async () => {
      for (const records of open) await records.close();
    });

    async function processAt(address: string): Promise<Process> {
      const records = await openPostgresRecords(address, { datasets: [], isShared: true });
      open.push(records);
      if (!records.membership) throw new Error('A shared ledger has members');
      return { records, membership: records.membership };
    }

    async function processes(count: number): Promise<Process[]> {
      const address = await serverOf().newDatabase();
      return Promise.all(Array.from({ length: count }, () => processAt(address)));
    }

    const termAt = (terms: readonly Term[], atMs: number): readonly string[] | undefined =>
      terms.find(({ startMs, endMs }) => atMs >= startMs && atMs < endMs)?.members;

    it('has one that leads; another does at once when it resigns', async () => {
      const all = await processes(3);
      const asked = await Promise.all(all.map(({ membership }) => membership.leads()));
      expect(asked.filter((leads) => leads)).toHaveLength(1);
      expect(all.map(({ membership }) => membership.isLeading)).toEqual(asked);
      const again = await Promise.all(all.map(({ membership }) => membership.leads()));
      expect(again).toEqual(asked);
      await all[asked.indexOf(true)]?.membership.resign();
      const left = all.filter((_, n) => !asked[n]);
      const then = await Promise.all(left.map(({ membership }) => membership.leads()));
      expect(then.filter((leads) => leads)).toHaveLength(1);
    });

    it('has another that leads when one hangs, and that one knows it when it wakes', async () => {
      const [hanging, waiting] = await processes(2);
      if (!hanging || !waiting) throw new Error('There are two');
      expect(await hanging.membership.leads()).toBe(true);
      const deadlineMs = Date.now() + 15_000;
      while (!(await waiting.membership.leads())) {
        if (Date.now() > deadlineMs) throw new Error('Nobody took over.');
        await pause(200);
      }
      expect(hanging.membership.isLeading).toBe(false);
      expect(await hanging.membership.leads()).toBe(false);
    });

    it('takes a write back whose process hangs in the middle of it: others need not wait for that', async () => {
      const address = await serverOf().newDatabase();
      const { records } = await processAt(address);
      const [hanging, waiting] = [new Postgres(address), new Postgres(address)];
      const [asleep, begun] = [signal(), signal()];
      const lost = hanging
        .write(async (asker) => {
          await asker.run('CREATE TABLE perspektiv.half_done (x int)');
          begun.give();
          await asleep.given;
          await asker.run('SELECT 1');
        })
        .catch((error: unknown) => error);
      await begun.given;
      const late = pause(15_000, 'late', { ref: false });
      expect(await Promise.race([waiting.write(() => Promise.resolve('written')), late])).toBe('written');
      expect(
        await waiting.read((asker) => asker.ask(`SELECT to_regclass('perspektiv.half_done') AS found`)),
      ).toEqual([{ found: null }]);
      asleep.give();
      expect(await lost).toMatchObject({ code: 'store/unreachable' });
      expect(await records.membership?.leads()).toBe(true);
      await Promise.all([hanging.close(), waiting.close()]);
    });

    it('has one that leads also after the server was away', async () => {
      const all = await processes(2);
      await Promise.all(all.map(({ membership }) => membership.leads()));
      await serverOf().kill();
      for (const { membership } of all)
        await expect(membership.leads()).rejects.toMatchObject({ code: 'store/unreachable' });
      await serverOf().run();
      const asked = await Promise.all(all.map(({ membership }) => membership.leads()));
      expect(asked.filter((leads) => leads)).toHaveLength(1);
    });

    it('decides each term once, before it begins, for everybody', async () => {
      const all = await processes(3);
      const terms = await Promise.all(all.map(({ membership }) => membership.attend(WORK, START_MS)));
      for (const each of terms) {
        expect(each.map(({ startMs }) => startMs)).toEqual([1_000 * TERM_MS, 1_001 * TERM_MS]);
        expect(each).toEqual(terms[0]);
      }
      const next = await Promise.all(
        all.map(({ membership }) => membership.attend(WORK, START_MS + TERM_MS)),
      );
      for (const each of next) {
        expect(each[0]).toEqual(terms[0]?.[1]);
        expect(each[1]?.members).toHaveLength(3);
      }
      const [one] = all;
      const elsewhere = await one?.membership.attend('probing/annanstans', START_MS);
      expect(elsewhere?.map(({ members }) => members)).toEqual([
        [one?.membership.self],
        [one?.membership.self],
      ]);
    });

    it('leaves out who is silent, and takes who left out of what is not decided yet only', async () => {
      const [one, two, silent] = await processes(3);
      if (!one || !two || !silent) throw new Error('There are three');
      for (const { membership } of [one, two, silent]) await membership.attend(WORK, START_MS);
      const known = await one.membership.attend(WORK, START_MS + TERM_MS);
      expect(termAt(known, START_MS + 2 * TERM_MS)).toHaveLength(3);
      await pause(SILENCE_MS);
      await two.membership.attend(WORK, START_MS + TERM_MS);
      const after = await one.membership.attend(WORK, START_MS + 3 * TERM_MS);
      const selves = [one, two].map(({ membership }) => membership.self).sort();
      expect(termAt(after, START_MS + 3 * TERM_MS)).toEqual(selves);
      const decided = await two.membership.leave(WORK, START_MS + 3 * TERM_MS);
      expect(decided.map(({ members }) => members)).toEqual([selves, selves]);
      const last = await one.membership.attend(WORK, START_MS + 4 * TERM_MS);
      expect(last.map(({ members }) => members)).toEqual([selves, [one.membership.self]]);
    });

    it('goes on with the last term while the ledger hangs', async () => {
      const address = await serverOf().newDatabase();
      const { membership } = await processAt(address);
      const sharing = new Sharing(membership, WORK, Date.now);
      await sharing.start();
      expect(sharing.isOurs('stadshuset', Date.now() + 10 * TERM_MS)).toBeNull();
      const other = new pg.Client({ connectionString: address });
      await other.connect();
      await other.query('BEGIN; LOCK TABLE perspektiv.member IN ACCESS EXCLUSIVE MODE');
      const hungFromMs = Date.now();
      const isOursLater = () => sharing.isOurs('stadshuset', hungFromMs + 10 * TERM_MS);
      while (isOursLater() === null) await pause(50);
      expect(isOursLater()).toBe(true);
      void sharing.leave(); // ends at the latest with the ledger
      await other.end();
    });

    it('is refused where one keeps its time series to itself', async () => {
      const address = await serverOf().newDatabase();
      const alone = await openPostgresRecords(address, { datasets: [], isShared: false });
      expect(alone.membership).toBeNull();
      for (const isShared of [true, false]) {
        await expect(openPostgresRecords(address, { datasets: [], isShared })).rejects.toMatchObject({
          code: 'store/held',
          message: expect.stringContaining('PERSPEKTIV_TIME_SERIES'),
        });
      }
      await alone.close();
      const { records } = await processAt(address);
      await expect(openPostgresRecords(address, { datasets: [], isShared: false })).rejects.toMatchObject({
        code: 'store/held',
      });
      await records.close();
    });
  });
}
