import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Receipt, type UploadReport } from '#core';
import { type Answer, SmallCity } from './small-city.js';

/** A ledger of type 2 in code page 437 (ö is 0x94), of unit A alone. */
const LEDGER = Buffer.from(
  [
    '#FLAGGA 0',
    '#FORMAT PC8',
    '#SIETYP 2',
    '#FNAMN "N\x84mnd A"',
    '#RAR 0 20260101 20261231',
    '#KONTO 6811 "Telefoni"',
    '#KONTO 6820 "Datakommunikation f\x94r l\x84splattor"',
    '#KONTO 7610 "\x99vrigt"',
    '#PSALDO 0 202608 6820 {} 1000.50',
    '#PSALDO 0 202609 6811 {} 200.00',
    '#PSALDO 0 202609 6820 {} 300.25',
    '#PSALDO 0 202609 7610 {} 4000.00',
    '#PBUDGET 0 202609 6820 {} 350.00',
  ].join('\r\n'),
  'latin1',
);

const ANSWERS = [
  'id;submitdate;lastpage;startlanguage;seed;token;ipaddr;ITNYTTA;DIGKOMP;FRITEXT',
  ...[5, 4, 4, 3, 5, 4].map(
    (useful, i) =>
      `${i + 1};2026-09-0${i + 1} 10:00:00;2;sv;77;hemlignyckel${i};192.0.2.77;${useful};A3;hemligfritext`,
  ),
  '7;;1;sv;77;hemlignyckel7;192.0.2.77;1;A1;hemligfritext',
].join('\r\n');

describe('files of other systems over HTTP', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  const codes = ({ body }: Answer): string[] => (body as UploadReport).problems.map(({ code }) => code);

  it('a ledger is checked, stored by month and told of in its receipt', async () => {
    const options = { as: 'unit-a', fileName: 'huvudbok.se' } as const;
    const dryRun = await city.upload('cost', LEDGER, { ...options, query: { dryRun: 'true' } });
    expect(dryRun).toMatchObject({ status: 200, body: { accepted: true, rows: 4 } });
    expect(codes(dryRun)).toEqual(['read-as-sie', 'unmapped-account']);
    expect(dryRun.text).toContain('PC8 (CP437)');

    const { status, body } = await city.upload('cost', LEDGER, options);
    expect(status).toBe(201);
    const receipt = body as Receipt;
    expect(receipt.slices.map(({ unit, period, rows, total }) => [unit, period, rows, total])).toEqual([
      ['a', '2026-08', 1, 1000.5],
      // The month's outcome and its budget are parts of their own.
      ['a', '2026-09', 2, 500.25],
      ['a', '2026-09', 1, 350],
    ]);
    expect(receipt.warnings.map(({ code, value }) => [code, value])).toEqual([
      ['read-as-sie', null],
      ['unmapped-account', '7610'],
    ]);
  });

  it('a ledger handed in as something else is refused with the reason', async () => {
    const answer = await city.upload('survey', LEDGER, { fileName: 'huvudbok.se' });
    expect(answer.status).toBe(422);
    expect(codes(answer)).toEqual(['sie-only-cost']);
  });

  it('answers of a survey become counts, and nothing else of them is kept', async () => {
    const { status, body } = await city.upload('survey', ANSWERS, {
      as: 'unit-a',
      fileName: 'results-survey123456.csv',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ slices: [{ unit: 'a', period: '2026-Q3', rows: 2 }] });
    const { value } = await city.measure('a', '2026-Q3', 'perceived-usefulness');
    // Mean 25/6 on the scale 1–5.
    expect(value.number).toBeCloseTo(((25 / 6 - 1) / 4) * 100, 6);

    await city.stop();
    const kept = await contentOf(city.dataFolder);
    expect(kept).toContain('it-usefulness');
    for (const secret of ['hemlignyckel', 'hemligfritext', '192.0.2.77']) expect(kept).not.toContain(secret);
    city = await SmallCity.start({ dataFolder: city.dataFolder });
  });
});

/** Everything that stands in the files of a folder. */
async function contentOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(
    files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  );
  return contents.join('\n');
}
