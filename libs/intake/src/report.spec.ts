import { describe, expect, it } from '@jest/globals';
import { SMALL_CITY, schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { type ReadUpload, readUpload } from './read-upload.js';
import { reportOf, sliceSummaries } from './report.js';

function read(text: string): ReadUpload {
  return readUpload({
    bytes: Buffer.from(`unit;period;amount;kind;procurement_area\n${text}`),
    fileName: 'cost.csv',
    dataset: schemaOf('cost'),
    catalogue: SMALL_CITY,
    source: 'manual',
    mayHandInFor: () => true,
    language: 'en',
  });
}

describe('a report', () => {
  it('adds up each slice to the hundredth', () => {
    const amounts = ['0,10', '0,20', '0,30'];
    const upload = read(amounts.map((amount) => `hamnen;2026-09;${amount};actual;software`).join('\n'));
    expect(sliceSummaries(upload, () => 5.5)).toMatchObject([
      { unit: 'hamnen', period: '2026-09', rows: 3, total: 0.6, previousTotal: 5.5 },
    ]);
  });

  it.each([
    [100, 300, []],
    [100, 301, ['total-jump']],
    [300, 99, ['total-jump']],
    [100, -100, ['total-jump']],
    [0, 100, ['total-jump']],
    [0, 0, []],
    [null, 100, []],
  ])('remarks on a jump from %p to %p: %j', (before, now, codes) => {
    const report = reportOf(read(`hamnen;2026-09;${now};actual;software`), () => before);
    expect(report.accepted).toBe(true);
    expect(report.problems.filter(({ severity }) => severity === 'warning').map(({ code }) => code)).toEqual(
      codes,
    );
  });

  it('takes another factor for a jump when it is told to', () => {
    const report = reportOf(read('hamnen;2026-09;1000;actual;software'), () => 100, { jumpFactor: 20 });
    expect(report.problems.some(({ code }) => code === 'total-jump')).toBe(false);
  });

  it('lists a thousand problems, errors first, and counts the rest', () => {
    const wrong = Array.from({ length: 1500 }, (_, i) => `hamnen;2026-09;${i}x;actual;software`);
    const report = reportOf(read(wrong.join('\n')), () => null);
    expect(report.problems).toHaveLength(1000);
    expect(report.problems.every(({ severity }) => severity === 'error')).toBe(true);
    expect(report.problemsNotListed).toBe(501);
    expect(report).toMatchObject({ accepted: false, rows: 1500, slices: [] });
  });
});
