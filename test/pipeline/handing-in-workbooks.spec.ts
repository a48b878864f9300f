import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UploadReport } from '#core';
import { type Answer, SmallCity } from './small-city.js';

const FOLDER = 'test/fixtures/handing-in';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function workbook(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(`${FOLDER}/${name}`));
}

describe('handing in a workbook', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  const problems = ({ body }: Answer): UploadReport['problems'] => (body as UploadReport).problems;

  it('refuses a broken one whole, and names every cell in Swedish', async () => {
    const answer = await city.upload('cost', workbook('cost.broken.xlsx'), { fileName: 'Kostnader T3.xlsx' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'upload/refused', accepted: false, rows: 4 } });
    const errors = problems(answer).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ cell, row, column, code }) => [cell, row, column, code])).toEqual([
      ['A6', 6, 'Enhet', 'unknown-unit'],
      ['C6', 6, 'Belopp', 'not-a-number'],
      ['B7', 7, 'Period', 'not-a-period'],
      ['C8', 8, 'Belopp', 'spreadsheet-error'],
    ]);
    expect(errors[0]?.hint).toMatch('Nämnd B');
    expect(problems(answer)).toContainEqual(
      expect.objectContaining({
        code: 'read-as-workbook',
        message: 'Läst som arbetsbok: bladet ”Blad1”, rubriker på rad 4.',
      }),
    );
    expect(await city.receipts('followup')).toEqual([]);
  });

  it('takes the corrected one, with the stored values of its formulas', async () => {
    const answer = await city.upload('cost', workbook('cost.corrected.xlsx'), {
      fileName: 'Kostnader T3.xlsx',
    });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        fileName: 'Kostnader T3.xlsx',
        rows: 4,
        slices: [
          { unit: 'a', period: '2026-09', rows: 2, total: 3601.5 },
          { unit: 'b', period: '2026-09', rows: 2, total: 825 },
        ],
      },
    });
  });

  it('gives a workbook to fill in that reads back', async () => {
    const answer = await fetch(`${city.address}/api/v1/datasets/transactions/template.xlsx`);
    expect(answer.headers.get('content-type')).toBe(XLSX);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="transactions.xlsx"');
    const template = new Uint8Array(await answer.arrayBuffer());
    const report = await city.upload('transactions', template, { query: { dryRun: 'true' } });
    const errors = problems(report).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ cell, code }) => [cell, code])).toEqual([['A2', 'unknown-system']]);
  });
});
