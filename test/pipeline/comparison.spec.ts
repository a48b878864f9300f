import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Comparison } from '#core';
import { SmallCity } from './small-city.js';

const TRANSACTIONS = [
  'system;period;channel;started;completed',
  'tjanst-a;2026-08;web;1000;800',
  'tjanst-a;2026-08;phone;200;200',
  'tjanst-b;2026-08;web;40;10',
  'tjanst-b;2026-08;letter;90;90',
].join('\n');
const BASE_FIGURES = [
  'unit;period;fte;operating_cost',
  'a;2026-07;90;1000',
  'a;2026-08;110;1000',
  'b;2026-08;25;1000',
].join('\n');
const SURVEY = [
  'unit;wave;audience;question;n_1;n_2;n_3;n_4;n_5;invited',
  'a;2026-Q3;employee;digital-skills;1;2;4;2;1;40',
  'b;2026-Q3;employee;digital-skills;2;4;8;4;2;20',
  'c;2026-Q3;employee;digital-skills;0;1;2;0;0;9',
].join('\n');

describe('units side by side', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
    for (const [dataset, file] of [
      ['transactions', TRANSACTIONS],
      ['base-figures', BASE_FIGURES],
      ['survey', SURVEY],
    ] as const) {
      const { status, text } = await city.upload(dataset, file);
      if (status !== 201) throw new Error(text);
    }
  });
  afterAll(() => city.remove());

  const compare = async (query: string): Promise<Comparison> => {
    const { status, body, text } = await city.call(`/api/v1/measures/${query}`);
    if (status !== 200) throw new Error(text);
    return body as Comparison;
  };
  const numbers = ({ items }: Comparison): unknown[] =>
    items.map(({ subject, value }) => [subject.id, value.number ?? value.kind]);

  it('come best first, with the interval of a share, targets and the city', async () => {
    const answer = await compare('digital-take-up/comparison?kind=unit&period=2026-Q3');
    expect(numbers(answer)).toEqual([
      ['a', 80],
      ['b', 10],
      ['c', 'not-provided'],
    ]);
    expect(answer.items[0]?.value.interval?.low).toBeCloseTo(77.41, 2);
    expect(answer.items[0]?.value.interval?.high).toBeCloseTo(82.36, 2);
    expect(answer).toMatchObject({
      base: 'none',
      peers: null,
      next: null,
      targets: [{ target: 80, nearTarget: 70, subjects: 3 }],
      whole: { subject: { id: 'city' }, value: { numerator: 810, denominator: 1100 } },
      items: [
        { rank: 1, score: 100, status: 'met' },
        { rank: 2, score: 0 },
        { rank: null, score: null },
      ],
    });
  });

  it('can stand on inhabitants or employees', async () => {
    const perInhabitant = await compare('digital-take-up/comparison?period=2026-Q3&base=inhabitant');
    expect(numbers(perInhabitant)).toEqual([
      ['a', 0.8],
      ['b', 0.02],
      ['c', 'not-provided'],
    ]);
    const perFte = await compare('digital-take-up/comparison?period=2026-Q3&base=fte&peers=of=b');
    expect(perFte.peers).toBe('committee');
    expect(numbers(perFte)).toEqual([
      ['a', 8],
      ['b', 0.4],
      ['c', 'not-provided'],
    ]);
  });

  it('keep what too few have answered to themselves, also as CSV', async () => {
    const answer = await compare('digital-skills/comparison?period=2026-Q3');
    const c = answer.items.find(({ subject }) => subject.id === 'c');
    expect(c?.value).toEqual({
      kind: 'suppressed',
      number: null,
      numerator: null,
      denominator: null,
      n: null,
      interval: null,
    });
    const csv = await city.call('/api/v1/measures/digital-skills/comparison?period=2026-Q3', {
      headers: { accept: 'text/csv' },
    });
    const row = csv.text.split('\r\n').find((line) => line.startsWith('c;'));
    expect(row).toMatch(/^c;Nämnd C;committee;suppressed;;;;;;;;suppressed;/);
  });

  it('come as CSV for Swedish spreadsheets, and by RFC 4180', async () => {
    const path = '/api/v1/measures/digital-take-up/comparison?period=2026-Q3&base=inhabitant';
    const swedish = await city.call(path, { headers: { accept: 'text/csv' } });
    expect(swedish.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = swedish.text.replace('\uFEFF', '').split('\r\n');
    expect(lines[0]).toMatch(/^id;name;unit_kind;kind;value;numerator/);
    expect(lines[1]).toMatch(/^a;Nämnd A;committee;number;0,8;800;1000;/);
    const plain = await city.call(path, { headers: { accept: 'text/csv; dialect=rfc4180' } });
    expect(plain.text.split('\r\n')[1]).toMatch(/^a,Nämnd A,committee,number,0.8,800,1000,/);
  });

  it.each([
    ['unheard-of/comparison?period=2026-Q3', 404, 'catalogue/unknown'],
    ['digital-take-up/comparison?period=2019', 404, 'catalogue/unknown'],
    ['digital-take-up/comparison', 400, 'period/malformed'],
    ['digital-take-up/comparison?period=2026-Q3&kind=planet', 400, 'request/malformed'],
    ['digital-take-up/comparison?period=2026-Q3&base=mile', 400, 'request/malformed'],
    ['digital-take-up/comparison?period=2026-Q3&peers=of=x', 404, 'catalogue/unknown'],
    ['digital-take-up/comparison?period=2026-Q3&kind=system&peers=committee', 400, 'request/malformed'],
    ['digital-skills/comparison?period=2026-Q3&base=fte', 400, 'request/malformed'],
  ])('are refused with a reason: %s', async (query, status, code) => {
    expect(await city.call(`/api/v1/measures/${query}`)).toMatchObject({ status, body: { code } });
  });
});
