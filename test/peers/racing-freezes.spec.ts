import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Period } from '#core';
import { type HandInOutcome, type Perspektiv, openPerspektiv } from '#pipeline';
import { temporaryFolder } from '../contract/place.js';
import { settingsIn } from '../oracle/product.js';
import { describeWith } from './debian-server.js';
import { describeWithInflux } from './describe-with-influx.js';
import { InfluxServer } from './influx-server.js';
import { POSTGRES, PostgresServer } from './postgres-server.js';

jest.setTimeout(240_000);

/** So late that there are quarters enough in which the measures are defined. */
const NOW_MS = Date.parse('2040-11-24T14:30:20+01:00');
const BY = { by: 'followup', nowMs: NOW_MS };
/** How often each race is run, each time for a quarter of its own. */
const ROUNDS = 5;
const FIRST_QUARTER = Period.of('2025-Q4');

describeWith(POSTGRES, 'periods that are frozen while others are at work', () => {
  describeWithInflux('on one PostgreSQL and one InfluxDB', () => {
    let postgres: PostgresServer;
    let influx: InfluxServer;
    let here: Perspektiv;
    let there: Perspektiv;
    let quarter = FIRST_QUARTER;
    const endings: (() => Promise<unknown>)[] = [];

    beforeAll(async () => {
      [postgres, influx] = await Promise.all([PostgresServer.start(), InfluxServer.start()]);
      endings.push(
        () => postgres.stop(),
        () => influx.remove(),
      );
      const engines = { ledger: await postgres.newDatabase(), timeSeries: await influx.database() };
      /** As another process would: nothing is shared but the two servers. */
      const open = async (): Promise<Perspektiv> => {
        const folder = await temporaryFolder();
        const settings = {
          ...settingsIn(folder.path),
          configFolder: 'test/fixtures/config/small',
          ...engines,
        };
        const opened = await openPerspektiv(settings, () => NOW_MS);
        if (!opened.ok) throw new Error(opened.problem);
        endings.push(folder.remove, () => opened.value.close());
        return opened.value;
      };
      [here, there] = [await open(), await open()];
    });

    afterAll(async () => {
      for (const end of endings.reverse()) await end();
    });

    /** The next quarter that nobody has touched. */
    function nextQuarter(): Period {
      quarter = quarter.shift(1);
      return quarter;
    }

    /** So many of a hundred web transactions were completed in the last month of a quarter. */
    function handIn(
      at: Perspektiv,
      period: Period,
      completed: number,
      restate = false,
    ): Promise<HandInOutcome> {
      const dataset = at.catalogue.datasets.get('transactions');
      if (!dataset) throw new Error('There is such a data set');
      const row = ['tjanst-a', period.lastMonth.toString(), 'web', 100, completed].join(';');
      return at.handingIn.intake.handIn({
        ...{ dataset, fileName: 'transactions.csv', by: 'followup', source: 'manual', restate },
        bytes: Buffer.from(`system;period;channel;started;completed\n${row}\n`),
        ...{ mayHandInFor: () => true, language: 'sv', receivedAtMs: NOW_MS },
      });
    }

    /** What an edition says was completed, and by which upload. */
    async function frozen(
      period: Period,
      name = 'original',
    ): Promise<{ completed: number | null; upload: string | undefined }> {
      const edition = await here.closing.edition.edition(period, name);
      if (!edition) throw new Error(`${period.toString()} is not frozen`);
      const city = edition.scorecards.find(({ subject }) => subject.kind === 'unit' && subject.id === 'city');
      const value = city?.perspectives
        .flatMap(({ measures }) => measures)
        .find(({ id }) => id === 'completion-rate')?.value;
      const slice = edition.slices.find((each) => each.period === period.lastMonth.toString());
      return { completed: value?.kind === 'number' ? value.numerator : null, upload: slice?.uploadId };
    }

    it('get one original, whoever freezes them at once; the others are told that they are frozen', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const period = nextQuarter();
        await handIn(here, period, round);
        const outcomes = await Promise.all(
          [here, there, here, there].map((at, n) =>
            at.closing.edition.freeze(period, { ...BY, by: `f${n}` }),
          ),
        );
        const names = outcomes.map((each) => (each.ok ? each.value.name : each.problem));
        expect(names.sort()).toEqual(['frozen', 'frozen', 'frozen', 'original']);
      }
    });

    it('are all frozen when several processes freeze different ones at once, and stand in one chain', async () => {
      const { editions } = await here.closing.edition.verify();
      const periods = Array.from({ length: ROUNDS }, nextQuarter);
      const outcomes = await Promise.all(
        periods.map((period, n) => (n % 2 === 0 ? here : there).closing.edition.freeze(period, BY)),
      );
      expect(outcomes.every(({ ok }) => ok)).toBe(true);
      expect(await there.closing.edition.verify()).toEqual({ editions: editions + ROUNDS, faults: [] });
    });

    it('hold every file that was acknowledged; who was later is told that the period is frozen', async () => {
      let freezeMs = 100;
      for (let round = 0; round < ROUNDS; round++) {
        const period = nextQuarter();
        await handIn(here, period, 1);
        const begunMs = performance.now();
        const [freeze, upload] = await Promise.all([
          here.closing.edition.freeze(period, BY).finally(() => (freezeMs = performance.now() - begunMs)),
          pause((freezeMs * round) / ROUNDS).then(() => handIn(there, period, 50)),
        ]);
        expect(freeze.ok).toBe(true);
        if (upload.kind === 'refused') {
          expect(upload.report.problems.map(({ code }) => code)).toContain('period-frozen');
          expect(await frozen(period)).toMatchObject({ completed: 1 });
        } else {
          if (upload.kind !== 'stored') throw new Error(`It was ${upload.kind}`);
          expect(await frozen(period)).toEqual({ completed: 50, upload: upload.receipt.id });
        }
      }
    });

    it('hold what was taken back, or it is not taken back', async () => {
      let freezeMs = 100;
      for (let round = 0; round < ROUNDS; round++) {
        const period = nextQuarter();
        await handIn(here, period, 1);
        const second = await handIn(there, period, 50);
        if (second.kind !== 'stored') throw new Error(`It was ${second.kind}`);
        const order = { uploadId: second.receipt.id, by: 'followup', mayHandInFor: () => true, source: null };
        const begunMs = performance.now();
        const [freeze, revert] = await Promise.all([
          here.closing.edition.freeze(period, BY).finally(() => (freezeMs = performance.now() - begunMs)),
          pause((freezeMs * round) / ROUNDS).then(() =>
            there.handingIn.revert.run({ ...order, restate: false, language: 'sv', nowMs: NOW_MS }),
          ),
        ]);
        expect(freeze.ok).toBe(true);
        if (!revert.ok) expect(revert.problem.kind).toBe('frozen');
        expect(await frozen(period)).toEqual({
          completed: revert.ok ? 1 : 50,
          upload: revert.ok ? revert.value.id : second.receipt.id,
        });
      }
    });

    it('are restated one after the other, each with what was acknowledged before', async () => {
      const period = nextQuarter();
      await here.closing.edition.freeze(period, BY);
      const restate = { ...BY, restate: { reason: 'rättelse' } };
      const elsewhere = { ...restate, by: 'någon annan' };
      for (let round = 0; round < ROUNDS; round++) {
        const outcomes = await Promise.all([
          here.closing.edition.freeze(period, restate),
          there.closing.edition.freeze(period, elsewhere),
          handIn(there, period, round + 1, true),
        ]);
        const numbers = outcomes.flatMap((each) => ('ok' in each && each.ok ? [each.value.number] : []));
        expect(numbers.sort((a, b) => a - b)).toEqual([2 * round + 2, 2 * round + 3]);
      }
      await there.closing.edition.freeze(period, restate);
      expect(await frozen(period, 'restated')).toMatchObject({ completed: ROUNDS });
      expect((await there.closing.edition.verify()).faults).toEqual([]);
    });

    it('wait for InfluxDB no more than files do: it has only samples', async () => {
      const period = nextQuarter();
      await influx.kill();
      const upload = await handIn(there, period, 50);
      if (upload.kind !== 'stored') throw new Error(`It was ${upload.kind}`);
      const freeze = await here.closing.edition.freeze(period, BY);
      await influx.again();
      expect(freeze.ok).toBe(true);
      expect(await frozen(period)).toEqual({ completed: 50, upload: upload.receipt.id });
    });

    it('differ in nothing from what is live', async () => {
      const periods = await there.closing.edition.periods(NOW_MS);
      expect(periods.filter(({ differs }) => differs)).toEqual([]);
      expect(periods).toHaveLength(4 * ROUNDS + 2);
    });
  });
});
