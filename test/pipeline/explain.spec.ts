import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Explanation, type Receipt, cityTime } from '#core';
import { Cli, type Ended } from './cli.js';
import { SmallCity, type TestPrincipal } from './small-city.js';

/** The worked example of domain.md, section 5: unit C has delivered nothing. */
const TRANSACTIONS = [
  'system;period;channel;started;completed',
  'tjanst-a;2026-07;web;1000;800',
  'tjanst-a;2026-08;phone;200;200',
  'tjanst-b;2026-07;web;40;10',
  'tjanst-b;2026-09;letter;90;90',
].join('\n');

const answersOf = (unit: string, count: number): string =>
  `${unit};2026-Q3;employee;it-usefulness;1;5;50;0;0;0;1;${count}`;
const SURVEY = [
  'unit;wave;audience;question;scale_min;scale_max;invited;n_1;n_2;n_3;n_4;n_5',
  answersOf('a', 2),
  answersOf('b', 30),
  answersOf('c', 20),
].join('\n');

const DOWN_MINUTES = 30;

/** An hour of samples inside service time, down in its first half. */
function samples(): string {
  const startMs = Date.parse('2026-09-15T10:00:00+02:00');
  const minutes = Array.from({ length: 60 }, (_, minute) => {
    const common = { target: 'tjanst-a-http', vantage: 'x', time: cityTime(startMs + minute * 60_000) };
    return minute < DOWN_MINUTES
      ? { ...common, state: 'down', reason: 'refused' }
      : { ...common, state: 'up', totalMs: 100 };
  });
  return JSON.stringify(minutes);
}

describe('explaining', () => {
  let cli: Cli;
  let city: SmallCity;
  let receipt: Receipt;
  beforeAll(async () => {
    cli = await Cli.made();
    city = await SmallCity.start();
    receipt = (await city.upload('transactions', TRANSACTIONS, { fileName: 'e-tjänster.csv' }))
      .body as Receipt;
    expect((await city.upload('survey', SURVEY)).status).toBe(201);
    const cases = 'unit;period;process;closed;within_target\nc;2026-09;bygglov;ej aktuellt;ej aktuellt\n';
    expect((await city.upload('cases', cases)).status).toBe(201);
    const headers = { 'content-type': 'application/json' };
    const pushed = await city.call('/api/v1/samples', {
      method: 'POST',
      body: samples(),
      as: 'matare',
      headers,
    });
    expect(pushed.status).toBe(200);
  });
  afterAll(() => Promise.all([cli.remove(), city.remove()]));

  async function explain(measure: string, subject: string, as?: TestPrincipal): Promise<Explanation> {
    const path = `/api/v1/measures/${measure}/explain?subject=${subject}&period=2026-Q3`;
    const { status, body } = await city.call(path, as ? { as } : {});
    expect(status).toBe(200);
    return body as Explanation;
  }

  it('goes from the number on the scorecard to the files that it came with', async () => {
    const explanation = await explain('digital-take-up', 'unit:city', 'followup');
    expect(explanation.measure).toEqual(await city.measure('city', '2026-Q3', 'digital-take-up'));
    expect(explanation).toMatchObject({ shown: 73.6, definition: { version: 1 } });
    expect(explanation.parts.map(({ id, number }) => [id, number])).toEqual([
      ['a', 80],
      ['b', 10],
      ['c', null],
    ]);
    expect(explanation.deliveries.at(-1)).toMatchObject({
      unit: 'c',
      missing: ['2026-07', '2026-08', '2026-09'],
    });
    const { id, sha256, receivedAt } = receipt;
    expect(explanation.uploads).toEqual([
      { id, sha256, receivedAt, fileName: 'e-tjänster.csv', by: 'followup' },
    ]);
    expect(
      explanation.slices.map(({ unit, period, version, rows, upload }) => [
        unit,
        period,
        version,
        rows,
        upload,
      ]),
    ).toEqual([
      ['a', '2026-07', 1, 1, id],
      ['a', '2026-08', 1, 1, id],
      ['b', '2026-07', 1, 1, id],
      ['b', '2026-09', 1, 1, id],
    ]);
  });

  it('tells names of files and senders only to those who may see the deliveries', async () => {
    const [anybody] = (await explain('digital-take-up', 'unit:city')).uploads;
    expect(anybody).toMatchObject({ sha256: receipt.sha256, fileName: null, by: null });
    const [own] = (await explain('digital-take-up', 'unit:a', 'unit-a')).uploads;
    expect(own).toMatchObject({ fileName: 'e-tjänster.csv' });
  });

  it('names the slice that stands after a correction, and its file', async () => {
    const correction = 'system;period;channel;started;completed\ntjanst-b;2026-09;letter;91;91\n';
    await city.upload('transactions', correction, { fileName: 'rättelse.csv' });
    const { slices, uploads } = await explain('digital-take-up', 'system:tjanst-b', 'followup');
    const [july, september] = slices;
    expect([july?.version, september?.version]).toEqual([1, 2]);
    expect(uploads.find(({ id }) => id === september?.upload)?.fileName).toBe('rättelse.csv');
  });

  it('shows what was measured behind availability, with its outages', async () => {
    const { systems, slices, measure } = await explain('availability', 'unit:a');
    expect(slices).toEqual([]);
    expect(systems).toMatchObject([
      {
        ...{ id: 'tjanst-a', owner: 'a', weight: 1, upHours: 31 / 60, downHours: DOWN_MINUTES / 60 },
        outages: [
          { from: '2026-09-15T10:00:00.000+02:00', to: '2026-09-15T10:30:00.000+02:00', counted: true },
        ],
      },
    ]);
    expect(measure.value).toMatchObject({
      kind: 'number',
      number: Number(((100 * 31) / 61).toPrecision(15)),
    });
  });

  it('explains every kind of value', async () => {
    expect(await explain('digital-take-up', 'unit:c')).toMatchObject({
      ...{ shown: null, steps: [], slices: [], measure: { status: 'not-provided' } },
      deliveries: [{ unit: 'c', delivered: [] }],
    });
    expect(await explain('cases-within-target', 'unit:c')).toMatchObject({
      // One month marked excuses itself, and no other of the quarter.
      ...{ shown: null, measure: { status: 'not-provided' } },
      excluded: [
        { rule: 'not-applicable-cells', unit: 'c', periods: ['2026-09'] },
        { rule: 'not-applicable-cells', unit: 'c', periods: ['2026-09'] },
      ],
    });
    expect(await explain('maturity-level', 'system:tjanst-a')).toMatchObject({
      ...{ measure: { status: 'not-applicable' }, excluded: [{ rule: 'kind-of-subject' }] },
    });
    const suppressed = await explain('perceived-usefulness', 'unit:a', 'followup');
    expect(suppressed).toMatchObject({
      ...{ shown: null, steps: [], parts: [], facts: [], remainder: null },
      measure: { value: { kind: 'suppressed', numerator: null, n: null }, score: null },
      withheld: [{ rule: 'few-answers', units: ['a'] }, { rule: 'answers-together' }],
    });
    expect(suppressed.slices).toMatchObject([{ dataset: 'survey', unit: 'a' }]);
    const { parts, remainder } = await explain('perceived-usefulness', 'unit:city');
    expect(parts.filter(({ kind }) => kind === 'suppressed').map(({ id }) => id)).toEqual(['a', 'c']);
    expect(remainder).toMatchObject({ parts: 2, sums: { n: 24 } });
  });

  it('refuses what nobody knows, and what was not defined then', async () => {
    const status = async (path: string) => (await city.call(`/api/v1/measures/${path}`)).status;
    expect(await status('luck/explain?period=2026-Q3')).toBe(404);
    expect(await status('availability/explain?period=2019')).toBe(404);
    expect(await status('availability/explain?subject=unit:atlantis&period=2026')).toBe(404);
    expect(await status('availability/explain?period=nyss')).toBe(400);
  });

  it('does not pass the live derivation off as an edition’s', async () => {
    const path = '/api/v1/measures/digital-take-up/explain?period=2026-Q3&edition=';
    expect((await city.call(`${path}live`)).status).toBe(200);
    const { status, body } = await city.call(`${path}original`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'edition/not-explained' });
    expect((body as { detail: string }).detail).toContain('/api/v1/periods/2026-Q3/diff?from=original');
  });

  const run = (...words: readonly string[]): Promise<Ended> => cli.run(city.dataFolder, ...words);

  it('is a tree in Swedish, the same at both desks, and as JSON what the API answers', async () => {
    const words = ['explain', 'digital-take-up', '--subject', 'unit:city', '--period', '2026-Q3'];
    const through = await run(...words);
    expect(through).toMatchObject({ code: 0, err: expect.stringContaining(city.address) });
    expect(JSON.parse((await run(...words, '--json')).out)).toEqual(
      await explain('digital-take-up', 'unit:city', 'followup'),
    );
    const unknown = await run('explain', 'luck', '--period', '2026-Q3');
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(await run('explain', 'luck')).toMatchObject({ code: 2 });

    await city.stop();
    const alone = await run(...words);
    expect(alone).toMatchObject({ code: 0, err: expect.stringContaining('Ingen monitor kör') });
    expect(alone.out).toBe(through.out);
    expect(alone.out.replaceAll('\u00A0', ' ')).toContain('│  ├─ Nämnd A (a): 80 = 800 / 1 000, n 2');
    for (const word of [
      'Digital andel, Småstaden, 2026-Q3: 73,6 %',
      'Uträkning',
      '73,6',
      'SAKNAS 2026-07',
      'rättelse.csv',
    ]) {
      expect(alone.out).toContain(word);
    }
    city = await SmallCity.start({ dataFolder: city.dataFolder });
  });
});
