import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UploadReport } from '#core';
import { readXlsx } from 'hucre/xlsx';
import { type Answer, SmallCity, type TestPrincipal } from './small-city.js';

const NOW_MS = Date.parse('2026-10-10T09:00:00+02:00');

describe('a template that is filled in for a unit and a period', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => NOW_MS });
    const licences = 'Enhet;Produkt;Period;Tilldelade;Använda\r\n';
    const files = {
      licences: `${licences}a;Gammal;2026-07;9;8\r\na;Karta;2026-08;20;10\r\na;Kontor;2026-08;420;361\r\nb;Annan;2026-08;1;1`,
      cost: 'Enhet;Period;Belopp;Slag;Anskaffningsområde;System\r\na;2026-08;100;utfall;programvara;tjanst-a',
    };
    for (const [dataset, file] of Object.entries(files))
      expect((await city.upload(dataset, file)).status).toBe(201);
  });
  afterAll(() => city.remove());

  function template(file: string, query: Record<string, string>, as?: TestPrincipal): Promise<Answer> {
    const path = `/api/v1/datasets/${file}?${new URLSearchParams(query).toString()}`;
    return city.call(path, { headers: { 'accept-language': 'sv' }, ...(as ? { as } : {}) });
  }
  const SEPTEMBER = { unit: 'a', period: '2026-09' };

  it('has the rows of the last delivery, without its figures', async () => {
    const answer = await template('licences/template.csv', SEPTEMBER, 'unit-a');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="licences-a-2026-09.csv"');
    const [heading, ...rows] = answer.text.replace('\uFEFF', '').trim().split('\r\n');
    expect(heading).toMatch(/^Enhet;Produkt;Period;Tilldelade;Använda/);
    expect(rows).toEqual(['a;Karta;2026-09;;;', 'a;Kontor;2026-09;;;']);
  });

  it('names coded values in the language of the reader, and reads back when its figures are there', async () => {
    const { text } = await template('cost/template.csv', SEPTEMBER, 'unit-a');
    expect(text.split('\r\n')[1]).toMatch(/^a;2026-09;;utfall;programvara;tjanst-a;/);
    const filled = text.replace('a;2026-09;;', 'a;2026-09;12,50;');
    const { body } = await city.upload('cost', filled, { as: 'unit-a', query: { dryRun: 'true' } });
    expect(body as UploadReport).toMatchObject({ accepted: true, slices: [{ total: 12.5 }] });
  });

  it('has the own systems where nothing has come before', async () => {
    const { text } = await template('transactions/template.csv', SEPTEMBER, 'unit-a');
    expect(text.split('\r\n').slice(1, -1)).toEqual(['tjanst-a;2026-09;;;;;']);
  });

  it('is a workbook with lists of the own names', async () => {
    const address = `${city.address}/api/v1/datasets/transactions/template.xlsx?unit=a&period=2026-09`;
    const answer = await fetch(address, { headers: { authorization: 'Bearer test-unit-a' } });
    expect(answer.status).toBe(200);
    const { sheets } = await readXlsx(new Uint8Array(await answer.arrayBuffer()));
    expect(sheets[0]?.rows[1]?.slice(0, 2)).toEqual(['tjanst-a', '2026-09']);
    const lists = sheets.at(-1)?.rows.map(([value]) => value);
    expect(lists?.filter((value) => value !== '' && value !== null)).toEqual(['System', 'tjanst-a']);
  });

  it.each([
    ['nobody', SEPTEMBER, undefined, 403],
    ['those of another unit', { unit: 'b', period: '2026-09' }, 'unit-a', 403],
    ['a year, which is not handed in', { unit: 'a', period: '2026' }, 'unit-a', 400],
    ['no period', { unit: 'a' }, 'unit-a', 400],
  ] as const)('is not for %s', async (_, query, as, status) => {
    expect((await template('licences/template.csv', query, as)).status).toBe(status);
  });
});
