import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { type Scorecard, PERSPECTIVES, Period } from '#core';
import { freePort } from '../../free-port.js';
import { DebianServer } from '../debian-server.js';
import { describeWithInflux } from '../describe-with-influx.js';
import { InfluxServer } from '../influx-server.js';
import { BOARDS, type Board, filledIn, mayBeEmpty, spanOf } from './board.js';
import { BoardQuestions, rowsOf } from './board-questions.js';
import { FROZEN, GrownCity, NOW_MS } from './grown-city.js';

const DAY_MS = 86_400_000;
const PROMETHEUS = '/usr/bin/prometheus';

/** Panels that have nothing to show in this city, and say so: no outage lasts, no certificate is there, and the city itself hands nothing in. */
const EMPTY: Readonly<Record<string, readonly string[]>> = {
  'perspektiv-drift': ['Pågår nu', 'Certifikatens dagar'],
  'perspektiv-forklara': ['Uppgifterna, rad för rad'],
};

interface PrometheusAnswer {
  readonly status: string;
  readonly data?: { readonly result: readonly unknown[] };
}

describeWithInflux('the boards for Grafana', () => {
  let server: InfluxServer;
  let prometheus: DebianServer;
  let prometheusAddress: string;
  let city: GrownCity;
  let questions: BoardQuestions;

  beforeAll(async () => {
    server = await InfluxServer.start();
    const place = await server.database();
    questions = new BoardQuestions(server, place.bucket, NOW_MS);
    city = await GrownCity.start(place);
    prometheusAddress = `127.0.0.1:${await freePort()}`;
    prometheus = await DebianServer.start(PROMETHEUS, async (folder) => {
      const config = join(folder, 'prometheus.yml');
      const target = new URL(city.address).host;
      await writeFile(
        config,
        `scrape_configs: [{job_name: perspektiv, scrape_interval: 1s, static_configs: [{targets: ['${target}']}]}]`,
      );
      return [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${prometheusAddress}`,
      ];
    });
  });
  afterAll(async () => {
    await prometheus.stop();
    await city.remove();
    await server.remove();
  });

  /** What a panel shows, by its title. */
  async function shown(
    board: Board,
    title: string,
    more: Record<string, string> = {},
  ): Promise<Record<string, unknown>[]> {
    const filling = new Map([
      ...(await questions.fillingOf(board)),
      ...Object.entries(more).map(([name, value]) => [name, [value]] as const),
    ]);
    const panel = board.panels.find((each) => each.title === title);
    const [target] = panel?.targets ?? [];
    if (!target?.query) throw new Error(`${board.title} has no ${title}`);
    return rowsOf(await questions.ask(filledIn(target.query, filling, spanOf(board, NOW_MS))));
  }

  /** How many rows InfluxDB has that say more than a time. */
  async function stored(query: string): Promise<number> {
    const telling = rowsOf(await questions.ask(query)).filter((row) =>
      Object.entries(row).some(([column, value]) => column !== 'time' && value !== null),
    );
    return telling.length;
  }

  /** How many series Prometheus has, as soon as there are some: it is only just beginning to scrape. */
  const measured = (query: string): Promise<number> =>
    prometheus.answering(async () => {
      const parameters = new URLSearchParams({ query }).toString();
      const answer = await fetch(`http://${prometheusAddress}/api/v1/query?${parameters}`);
      const { status, data } = (await answer.json()) as PrometheusAnswer;
      if (status !== 'success') throw new Error(query);
      const found = data?.result.length ?? 0;
      return found > 0 ? found : null;
    });

  const boardOf = (uid: string): Board => {
    const board = BOARDS.find((each) => each.uid === uid);
    if (!board) throw new Error(`no board ${uid}`);
    return board;
  };

  const cards = new Map<string, Scorecard>();
  /** The scorecard of the whole city, as everybody gets it over HTTP. */
  async function cardOf(period: string, unit = 'city'): Promise<Scorecard> {
    const key = `${unit} ${period}`;
    const card =
      cards.get(key) ?? ((await city.get(`/api/v1/scorecards/unit/${unit}?period=${period}`)) as Scorecard);
    cards.set(key, card);
    return card;
  }

  it.each(BOARDS.map((board) => [board.title, board] as const))(
    '%s: every question is answered, and no panel is empty that should not be',
    async (_, board) => {
      const filling = await questions.fillingOf(board);
      const span = spanOf(board, NOW_MS);
      const empty: string[] = [];
      for (const panel of board.panels) {
        for (const target of panel.targets ?? []) {
          const asked = filledIn(target.query ?? target.expr ?? '', filling, span);
          expect(asked).not.toMatch(/\$[{a-z_]/);
          const found = await (target.query === undefined ? measured(asked) : stored(asked));
          if (found === 0) empty.push(mayBeEmpty(panel) ? panel.title : `${panel.title}: ${asked}`);
        }
      }
      expect(empty).toEqual(EMPTY[board.uid] ?? []);
    },
  );

  it('marks outages, frozen periods and breaks in the diagrams', async () => {
    const marking = BOARDS.filter(({ annotations }) => (annotations?.list ?? []).length > 0);
    expect(marking.length).toBeGreaterThan(PERSPECTIVES.length);
    for (const board of marking) {
      const filling = await questions.fillingOf(board);
      for (const { name, target } of board.annotations?.list ?? []) {
        const found = await stored(filledIn(target?.query ?? '', filling, spanOf(board, NOW_MS)));
        if (found === 0) throw new Error(`${board.title}: nothing is marked as ${name}`);
      }
    }
  });

  it('marks the period that is frozen, and no other', async () => {
    const board = boardOf('perspektiv-oversikt');
    const [freezes] = board.annotations?.list ?? [];
    const asked = filledIn(
      freezes?.target?.query ?? '',
      await questions.fillingOf(board),
      spanOf(board, NOW_MS),
    );
    expect(rowsOf(await questions.ask(asked)).map(({ period }) => period)).toEqual([FROZEN]);
  });

  it('is put up with data sources that the boards ask, and an alert whose question is answered', async () => {
    const read = async (path: string): Promise<unknown> =>
      parse(await readFile(new URL(`../../../deploy/grafana/${path}`, import.meta.url), 'utf8'));
    const { datasources } = (await read('datasources/perspektiv.yml')) as { datasources: { uid: string }[] };
    const uids = datasources.map(({ uid }) => uid);
    const asked = BOARDS.flatMap(({ panels }) =>
      panels.flatMap(({ targets = [] }) => targets.map(({ datasource }) => datasource.uid)),
    );
    expect(new Set(asked)).toEqual(new Set(uids));
    const alerting = (await read('alerting/pipeline.yml')) as {
      groups: { rules: { data: { datasourceUid: string; model: { query?: string } }[] }[] }[];
    };
    const data = alerting.groups.flatMap(({ rules }) => rules.flatMap((rule) => rule.data));
    const asking = data.filter(({ model }) => model.query !== undefined);
    expect(asking.map(({ datasourceUid }) => datasourceUid)).toEqual(['perspektiv-influxdb']);
    for (const { model } of asking) {
      const query = filledIn(model.query ?? '', new Map(), { startMs: NOW_MS - DAY_MS, endMs: NOW_MS });
      expect(query).not.toContain('$');
      expect(rowsOf(await questions.ask(query))[0]?.count).toBeGreaterThan(0);
    }
  });

  it('shows the perspectives as the API does', async () => {
    const board = boardOf('perspektiv-oversikt');
    const stats = board.panels.filter(({ type }) => type === 'stat');
    expect(stats).toHaveLength(PERSPECTIVES.length);
    let quarter = Period.at('quarter', NOW_MS);
    const expected = new Map<string, number>();
    for (let back = 0; back < 4; back++, quarter = quarter.previous()) {
      for (const { id, score, preliminary } of (await cardOf(quarter.toString())).perspectives) {
        if (score !== null && !preliminary && !expected.has(id)) expected.set(id, score);
      }
    }
    const found = await Promise.all(stats.map(async ({ title }) => (await shown(board, title))[0]?.last));
    expect(found).toEqual(PERSPECTIVES.map((perspective) => expected.get(perspective)));
  });

  it('shows each measure as the API does, whatever can be told of it', async () => {
    for (const type of ['quarter', 'month', 'year']) {
      const rows = await shown(boardOf('perspektiv-oversikt'), 'Mätetalen', { period_type: type });
      expect(rows.length).toBeGreaterThanOrEqual(city.grown.catalogue.measures.size);
      for (const row of rows) {
        const { perspectives } = await cardOf(String(row.period));
        const measure = perspectives.flatMap(({ measures }) => measures).find(({ id }) => id === row.measure);
        const { actual = 0, expected = 0 } = measure?.completeness ?? {};
        expect({ ...row, time: undefined }).toEqual({
          time: undefined,
          measure: measure?.id,
          perspective: row.perspective,
          period: row.period,
          value: measure?.value.number,
          target: measure?.target,
          score: measure?.score,
          status: measure?.status,
          completeness: expected === 0 ? null : actual / expected,
        });
      }
    }
  });

  it('shows projects as the API does', async () => {
    const rows = await shown(boardOf('perspektiv-portfoljer'), 'Projektens mätetal');
    expect(rows.length).toBeGreaterThan(0);
    for (const { subject, measure, period, value } of rows.slice(0, 8)) {
      const path = `/api/v1/scorecards/project/${String(subject)}?period=${String(period)}`;
      const { perspectives } = (await city.get(path)) as Scorecard;
      const found = perspectives.flatMap(({ measures }) => measures).find(({ id }) => id === measure);
      expect(value).toBe(found?.value.number);
    }
  });

  it('shows availability as the API does', async () => {
    const month = Period.of('2026-08');
    const board = { ...boardOf('perspektiv-drift') };
    for (const system of [...city.grown.catalogue.systems.values()]
      .filter(({ probes }) => probes.length > 0)
      .slice(0, 3)) {
      const filling = new Map([['system', [system.id]]]);
      const span = { startMs: month.startMs, endMs: month.endMs - 1 };
      const query = board.panels.find(({ title }) => title === 'Tillgänglighet')?.targets?.[0]?.query ?? '';
      const [row] = rowsOf(await questions.ask(filledIn(query, filling, span)));
      const answer = (await city.get(
        `/api/v1/systems/${system.id}/availability?period=${month.toString()}`,
      )) as { availability: number };
      const [found] = Object.entries(row ?? {}).flatMap(([column, value]) =>
        column === 'time' ? [] : [Number(value)],
      );
      expect(found).toBeCloseTo(answer.availability, 9);
    }
  });
});
