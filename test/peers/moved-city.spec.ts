import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { PERIOD_TYPES, Period, type Scorecard, type Subject } from '#core';
import { type Catalogue, loadCatalogue } from '#catalogue';
import {
  type MigrationReport,
  type Perspektiv,
  type Settings,
  migrateOver,
  openPerspektivOver,
} from '#pipeline';
import { cityFiles } from '../../apps/demo/src/city/files.js';
import { probeHistory } from '../../apps/demo/src/city/history.js';
import { temporaryFolder } from '../contract/place.js';
import { fill, settingsIn } from '../oracle/product.js';
import { isSoak } from '../rounds.js';
import { describeWith } from './debian-server.js';
import { describeWithInflux } from './describe-with-influx.js';
import { InfluxServer } from './influx-server.js';
import { aPartOf } from './part-of-city.js';
import { POSTGRES, PostgresServer } from './postgres-server.js';

/** With PERSPEKTIV_SOAK=true all of the city is moved, with all that the demo lays out of its past. */
const FULL = isSoak;
jest.setTimeout(FULL ? 3_600_000 : 240_000);

const NOW_MS = Date.parse('2026-10-25T12:00:00+01:00');
const PLAN = { seed: 1, months: FULL ? 24 : 13, nowMs: NOW_MS };
const ALL_TIME = { startMs: 0, endMs: NOW_MS };
const MEASURES = 15;
/** Of the days that the demo tells sample by sample, so many samples of each system are moved. */
const SAMPLES_OF_A_SYSTEM = 40;
/** Of how many units one is also asked why. */
const EXPLAINED_ONE_IN = FULL ? 12 : 3;

describeWith(POSTGRES, FULL ? 'the whole demo city' : 'a part of the demo city', () => {
  describeWithInflux('moved to PostgreSQL and InfluxDB', () => {
    const endings: (() => Promise<unknown>)[] = [];
    let catalogue: Catalogue;
    let units: readonly Subject[];
    let periods: readonly Period[];
    let from: Settings;
    let to: Settings;
    let report: MigrationReport;
    let embedded: Perspektiv;
    let grown: Perspektiv;

    async function opened(settings: Settings): Promise<Perspektiv> {
      const perspektiv = await openPerspektivOver(catalogue, settings, () => NOW_MS);
      if (!perspektiv.ok) throw new Error(perspektiv.problem);
      return perspektiv.value;
    }

    /** As the demo fills it, with what people decide beside it. */
    async function fillCity(settings: Settings): Promise<void> {
      const perspektiv = await opened(settings);
      const histories = [...probeHistory(catalogue, PLAN)];
      const rollUps = histories.map(({ rollUp }) => rollUp);
      await fill(perspektiv, cityFiles(catalogue, PLAN), rollUps);
      const samples = histories.flatMap((history) => history.samples.slice(-SAMPLES_OF_A_SYSTEM));
      await perspektiv.store.timeSeries.writeSamples(samples);
      const signed = { by: 'followup', nowMs: NOW_MS };
      const topic = { measure: 'availability', subject: 'unit:city' };
      const acceptance = { from: '2026-01-01', until: '2026-12-31', reason: 'Nytt driftavtal' };
      await perspektiv.scoring.remarks.acceptDeviation(topic, acceptance, signed);
      const frozen = await perspektiv.closing.edition.freeze(Period.of('2026-Q2'), signed);
      if (!frozen.ok) throw new Error(frozen.problem);
      await perspektiv.close();
    }

    beforeAll(async () => {
      const demo = await loadCatalogue('config/demo');
      if (!demo.ok) throw new Error(JSON.stringify(demo.problem));
      catalogue = FULL ? demo.value : aPartOf(demo.value);
      units = [...catalogue.units.keys()].map((id) => ({ kind: 'unit', id }));
      const months = Period.at('month', NOW_MS).trailingMonths(PLAN.months + 1);
      const all = PERIOD_TYPES.flatMap((type) => months.map(({ startMs }) => Period.at(type, startMs)));
      periods = [...new Map(all.map((period) => [period.toString(), period])).values()];

      const [before, after] = [await temporaryFolder(), await temporaryFolder()];
      const [postgres, influx] = await Promise.all([PostgresServer.start(), InfluxServer.start()]);
      endings.push(
        before.remove,
        after.remove,
        () => postgres.stop(),
        () => influx.remove(),
      );
      from = settingsIn(before.path);
      await fillCity(from);
      const engines = { ledger: await postgres.newDatabase(), timeSeries: await influx.database() };
      to = { ...from, dataFolder: after.path, ...engines };
      const moved = await migrateOver(catalogue, { from, to, nowMs: NOW_MS });
      if (!moved.ok) throw new Error(moved.problem);
      report = moved.value;
      embedded = await opened(from);
      endings.push(() => embedded.close());
      grown = await opened(to);
      endings.push(() => grown.close());
    });

    afterAll(async () => {
      for (const end of endings.reverse()) await end();
    });

    const onBoth = <T>(ask: (perspektiv: Perspektiv) => Promise<T>): Promise<[T, T]> =>
      Promise.all([ask(embedded), ask(grown)]);

    it('is all there, and was found the same when it was moved', () => {
      expect(report).toMatchObject({ different: [] });
      const { uploads, sliceVersions, slices, samples, systemDays, scorecards, measures } = report;
      const systems = [...catalogue.systems.values()].filter(({ probes }) => probes.length > 0).length;
      expect(uploads).toBeGreaterThan(units.length);
      expect(slices).toBeGreaterThan(PLAN.months * units.length);
      expect(sliceVersions).toBeGreaterThanOrEqual(slices);
      expect(samples).toBeGreaterThanOrEqual(systems * SAMPLES_OF_A_SYSTEM);
      expect(systemDays).toBeGreaterThan(systems * PLAN.months * 28);
      expect(scorecards).toBeGreaterThan(units.length * PLAN.months);
      expect(measures).toBe(MEASURES * scorecards);
    });

    it('has the same fifteen measures for every unit and period, to the last bit', async () => {
      const differing: string[] = [];
      const kinds = new Map<string, number>();
      const others = grown.scoring.score.scorecardsIn(units, periods, NOW_MS);
      for await (const { period, cards } of embedded.scoring.score.scorecardsIn(units, periods, NOW_MS)) {
        const next = await others.next();
        const found = next.done ? [] : next.value.cards;
        expect(cards).toHaveLength(units.length);
        for (const [index, card] of cards.entries()) {
          // Numbers are told apart as Object.is does.
          if (!isDeepStrictEqual(found[index], card))
            differing.push(`${period.toString()} ${card.subject.id}`);
          for (const { id, value } of measuresOf(card)) {
            const key = `${id} ${value.kind}`;
            kinds.set(key, (kinds.get(key) ?? 0) + 1);
          }
        }
      }
      expect(differing).toEqual([]);
      expect(catalogue.measures.size).toBe(MEASURES);
      const hardly = [...catalogue.measures.keys()].filter((id) => (kinds.get(`${id} number`) ?? 0) < 10);
      expect(hardly).toEqual([]);
    });

    it('says the same of why', async () => {
      const asked = units.filter((_, index) => index % EXPLAINED_ONE_IN === 0);
      for (const period of ['2026-09', '2026-Q3', '2025'].map((text) => Period.of(text))) {
        for (const subject of asked) {
          for (const measure of catalogue.measures.keys()) {
            const question = { measure, subject, period, maySeeDeliveriesOf: () => true };
            const [expected, told] = await onBoth(({ scoring }) => scoring.explain.explain(question));
            if (!isDeepStrictEqual(told, expected)) expect(told).toEqual(expected);
          }
        }
      }
    });

    it('has all that it was told, with every version and in the same order', async () => {
      const [expected, found] = await onBoth(async ({ store: { ledger, facts, timeSeries } }) => ({
        receipts: await ledger.receipts({ limit: 10_000 }),
        slices: await ledger.slices({ everyVersion: true }),
        entries: await ledger.entries({}),
        revision: await ledger.revision(['edition']),
        outages: await facts.outages(ALL_TIME),
        days: await facts.availability({ ...ALL_TIME, granularity: 'day' }),
        hours: await facts.availability({ ...ALL_TIME, granularity: 'hour' }),
        samples: await timeSeries.samples({
          ...ALL_TIME,
          targets: [...catalogue.systems.values()].flatMap(({ probes }) => probes.map(({ id }) => id)),
        }),
      }));
      for (const [what, all] of Object.entries(expected)) {
        if (!isDeepStrictEqual(found[what as keyof typeof found], all))
          expect(found[what as keyof typeof found]).toEqual(all);
      }
      expect(await onBoth(({ closing }) => closing.edition.verify())).toEqual([
        { editions: 1, faults: [] },
        { editions: 1, faults: [] },
      ]);
    });

    it('is moved to an empty place only', async () => {
      await embedded.close();
      const again = migrateOver(catalogue, { from, to, nowMs: NOW_MS });
      await expect(again).rejects.toMatchObject({ code: 'store/not-empty' });
    });
  });
});

function measuresOf({ perspectives }: Scorecard) {
  return perspectives.flatMap(({ measures }) => measures);
}
