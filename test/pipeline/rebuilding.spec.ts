import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AvailabilityRow,
  type Outage,
  Period,
  type RebuildReport,
  type Sample,
  type Scorecard,
  cityTime,
} from '#core';
import { rebuild } from '#pipeline';
import { openDuckDb } from '../../libs/store/src/duckdb/duck-db.js';
import { run } from '../../libs/store/src/duckdb/sql.js';
import { SmallCity } from './small-city.js';

const DAY_MS = 86_400_000;
const SEPTEMBER = Period.of('2026-09');
const START_MS = SEPTEMBER.startMs;

/** Three days of one sample in two minutes, with an outage over a midnight. */
function samples(): Sample[] {
  const down = [START_MS + DAY_MS - 1_800_000, START_MS + DAY_MS + 36_000_000] as const;
  return Array.from({ length: 3 * 720 }, (_, i) => {
    const timeMs = START_MS + i * 120_000;
    const common = { target: 'tjanst-b-http', vantage: 'elsewhere', timeMs };
    return timeMs >= down[0] && timeMs < down[1]
      ? { ...common, state: 'down', reason: 'timeout' }
      : { ...common, state: 'up', totalMs: 90 + (i % 700) };
  });
}

/** Amounts that binary fractions cannot hold: their sums depend on the order, unless that is taken care of. */
const COSTS = [
  'unit;period;amount;kind;procurement_area',
  ...Array.from({ length: 400 }, (_, i) => {
    const month = String(1 + (i % 9)).padStart(2, '0');
    return `${['a', 'b', 'c'][Math.floor(i / 9) % 3] ?? 'a'};2026-${month};${(i * 977.13).toFixed(2)};actual;software`;
  }),
].join('\n');
const BASE = [
  'unit;period;fte;operating_cost',
  ...['a', 'b', 'c'].flatMap((unit) =>
    Array.from({ length: 9 }, (_, i) => `${unit};2026-0${i + 1};${100.1 + i};${1_000_000.07 * (i + 1)}`),
  ),
].join('\n');
const TRANSACTIONS = [
  'system;period;channel;started;completed',
  ...['2026-07', '2026-08', '2026-09'].flatMap((month) => [
    `tjanst-a;${month};web;100;80`,
    `tjanst-b;${month};web;30;7`,
  ]),
].join('\n');

describe('rebuilding', () => {
  let city: SmallCity;
  const nowMs = START_MS + 40 * DAY_MS;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => nowMs });
    for (const [dataset, csv] of Object.entries({
      cost: COSTS,
      'base-figures': BASE,
      transactions: TRANSACTIONS,
    })) {
      expect((await city.upload(dataset, csv)).status).toBe(201);
    }
    await city.perspektiv.measuring.collect.push(samples(), nowMs);
  });
  afterAll(() => city.remove());

  const order = { by: 'test', nowMs };
  const cards = async (): Promise<string[]> => {
    const texts: string[] = [];
    for (const period of ['2026-09', '2026-Q3', '2026']) {
      for (const subject of ['unit/city', 'unit/a', 'unit/b', 'system/tjanst-b']) {
        texts.push((await city.call(`/api/v1/scorecards/${subject}?period=${period}`)).text);
      }
    }
    return texts;
  };
  const rollUps = async (): Promise<{
    hours: AvailabilityRow[];
    days: AvailabilityRow[];
    outages: Outage[];
  }> => {
    const { facts } = city.perspektiv.store;
    const window = { startMs: 0, endMs: nowMs };
    return {
      hours: await facts.availability({ ...window, granularity: 'hour' }),
      days: await facts.availability({ ...window, granularity: 'day' }),
      outages: await facts.outages(window),
    };
  };

  it('gives the same scores to the last bit, and the same roll-ups', async () => {
    const before = { cards: await cards(), rollUps: await rollUps() };
    expect(JSON.parse(before.cards[0] ?? '') as Scorecard).toMatchObject({ perspectives: { length: 5 } });
    const report = await rebuild(city.perspektiv, order);
    expect(report).toMatchObject({ from: null, to: null, slices: 27 + 27 + 6, systemDaysLeft: 0 });
    expect(report.systemDays).toBeGreaterThanOrEqual(3);
    expect({ cards: await cards(), rollUps: await rollUps() }).toEqual(before);
  });

  it('mends what is damaged', async () => {
    const before = { cards: await cards(), rollUps: await rollUps() };
    const { facts, ledger } = city.perspektiv.store;
    expect(await ledger.slices({ dataset: 'transactions' })).not.toEqual([]);
    const db = await openDuckDb(city.dataFolder);
    await db.write((writer) => run(writer, 'DELETE FROM observation_transactions'));
    await db.close();
    const day = { startMs: START_MS, endMs: START_MS + DAY_MS };
    const gone = { system: 'tjanst-b', ...day, rows: [], outages: [] };
    const emptied = before.rollUps.hours
      .filter(({ startMs }) => startMs < day.endMs)
      .map((row) => ({ ...row, inside: { ...row.inside, upMs: 0 } }));
    await facts.writeRollUps([{ ...gone, rows: emptied }]);
    await rebuild(city.perspektiv, { ...order, from: Period.of('2026-Q3'), to: SEPTEMBER });
    expect({ cards: await cards(), rollUps: await rollUps() }).toEqual(before);
  });

  it('never takes a roll-up away whose samples are gone', async () => {
    const { timeSeries } = city.perspektiv.store;
    await timeSeries.housekeep(nowMs, START_MS + DAY_MS + DAY_MS / 2); // the first day and a half
    const before = { cards: await cards(), rollUps: await rollUps() };
    const report = await rebuild(city.perspektiv, order);
    expect(report.systemDaysLeft).toBeGreaterThanOrEqual(1);
    expect(report.systemDays).toBeGreaterThanOrEqual(1);
    expect({ cards: await cards(), rollUps: await rollUps() }).toEqual(before);
  });

  it('is for administrators, and leaves a trace in the journal', async () => {
    const path = '/api/v1/rebuild?from=2026-08&to=2026-09';
    expect((await city.call(path, { method: 'POST', as: 'followup' })).status).toBe(403);
    const { token } = JSON.parse(await readFile(join(city.dataFolder, 'monitor.json'), 'utf8')) as {
      token: string;
    };
    const headers = { authorization: `Bearer ${token}` };
    const answer = await city.call(path, { method: 'POST', headers });
    expect(answer).toMatchObject({ status: 200, body: { slices: 3 * 2 * 2 + 4 } });
    const runs = await city.perspektiv.store.ledger.entries({ kind: 'run' });
    expect(runs.at(-1)).toMatchObject({
      by: 'local-admin',
      content: { task: 'rebuild', ...(answer.body as RebuildReport) },
    });
    expect((await city.call('/api/v1/rebuild?from=igår', { method: 'POST', headers })).status).toBe(400);
  });
});

describe('the night', () => {
  it('scores the open periods once, and says so', async () => {
    const { TASKS } = await import('#pipeline');
    const task = TASKS.find(({ id }) => id === 'score-open-periods');
    let nowMs = Date.parse('2026-10-20T02:30:00+02:00');
    const city = await SmallCity.start({ nowMs: () => nowMs });
    try {
      const runs = async (): Promise<unknown[]> => {
        await task?.run(city.perspektiv, nowMs);
        const entries = await city.perspektiv.store.ledger.entries({ kind: 'run' });
        return entries.map(({ id, content }) => [id, content]);
      };
      expect(await runs()).toEqual([]);
      nowMs += 3_600_000;
      await city.perspektiv.closing.edition.freeze(Period.of('2026-Q3'), { by: 'x', nowMs });
      const [first] = await runs();
      expect(first).toEqual([
        'score-open-periods-2026-10-20',
        {
          task: 'score-open-periods',
          periods: ['2026-09', '2026-10', '2026-Q4', '2026-T2', '2026-T3', '2025', '2026'],
          scorecards: 7 * 4,
          durationMs: 0,
        },
      ]);
      nowMs += 3_600_000;
      expect(await runs()).toHaveLength(1);
      nowMs += DAY_MS;
      expect(await runs()).toHaveLength(2);
    } finally {
      await city.remove();
    }
  });

  it('leaves the measures for a scrape to read', async () => {
    const nowMs = Date.parse('2026-10-20T02:30:00+02:00');
    const city = await SmallCity.start({ nowMs: () => nowMs });
    try {
      await city.upload('transactions', TRANSACTIONS);
      await city.perspektiv.scoring.standing.refresh(nowMs);
      const { text } = await city.call('/metrics');
      const value =
        /perspektiv_measure_value\{measure="digital-take-up",subject_kind="unit",subject="a",period_type="quarter"\} (\S+)/;
      expect(value.exec(text)?.[1]).toBe('100');
      expect(cityTime(nowMs)).toContain('2026-10-20');
    } finally {
      await city.remove();
    }
  });
});
