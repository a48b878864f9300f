import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Receipt, type SliceHistoryEntry, type UploadReport } from '#core';
import { SmallCity } from './small-city.js';

const NOW_MS = Date.parse('2026-10-10T09:00:00+02:00');

const ledger = (amount: string): string =>
  [
    '#FLAGGA 0',
    '#SIETYP 4',
    '#RAR 0 20260101 20261231',
    '#VER A 1 20260917 "Datanät"',
    '{',
    `#TRANS 6820 {} ${amount}`,
    `#TRANS 2440 {} -${amount}`,
    '}',
    '#PBUDGET 0 202609 6820 {} 700.00',
  ].join('\r\n');

const salaries = (amount: string, more: readonly string[] = []): string =>
  [
    'Enhet;Period;Belopp;Slag;Anskaffningsområde;Ursprung;Beskrivning',
    `a;2026-09;${amount};actual;user-support;internal;It-avdelningens löner`,
    ...more,
  ].join('\r\n');

const BILL = [
  'BilledCost,BillingCurrency,BillingPeriodStart,ServiceCategory,ServiceName,ProviderName,ChargeCategory,Tags',
  '30.50,SEK,2026-09-01T00:00:00Z,Compute,Virtuella maskiner,Molnet,Usage,"{""enhet"":""a"",""projekt"":""okänt""}"',
].join('\n');

describe('the costs of one month by ledger, by table and by bill', () => {
  let city: SmallCity;
  const receipts = new Map<string, Receipt>();
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => NOW_MS });
  });
  afterAll(() => city.remove());

  async function handIn(fileName: string, content: string): Promise<Receipt> {
    const answer = await city.upload('cost', content, { as: 'unit-a', fileName });
    expect([fileName, answer.status]).toEqual([fileName, 201]);
    const receipt = answer.body as Receipt;
    receipts.set(fileName, receipt);
    return receipt;
  }

  const slices = ({ slices: all }: Receipt | UploadReport): unknown[] =>
    all.map(({ part, total, previousTotal }) => [part, total, previousTotal]);

  /** What the scorecard counts on: actual costs of the month. */
  async function actual(): Promise<number | null> {
    return (await city.measure('a', '2026-09', 'it-cost-share')).value.numerator;
  }

  it('stand beside each other, and the scorecard shows their sum', async () => {
    const figures = 'Enhet;Period;Årsarbetare;Verksamhetskostnad\r\na;2026-09;10;100000';
    expect((await city.upload('base-figures', figures, { as: 'unit-a' })).status).toBe(201);
    expect(slices(await handIn('huvudbok.se', ledger('300.25')))).toEqual([
      ['actual/ledger', 300.25, null],
      ['budget/ledger', 700, null],
    ]);
    expect(slices(await handIn('loner.csv', salaries('52000')))).toEqual([['actual/table', 52000, null]]);
    expect(slices(await handIn('moln.csv', BILL))).toEqual([['actual/cloud-bill', 30.5, null]]);
    expect(await actual()).toBeCloseTo(52330.75, 6);
  });

  it('are corrected each by itself, and the check says what is replaced', async () => {
    const query = { dryRun: 'true' };
    const check = await city.upload('cost', ledger('310.00'), { as: 'unit-a', fileName: 'b.se', query });
    expect(slices(check.body as UploadReport)).toEqual([
      ['actual/ledger', 310, 300.25],
      ['budget/ledger', 700, 700],
    ]);
    await handIn('huvudbok.se', ledger('310.00'));
    expect(await actual()).toBeCloseTo(52340.5, 6);
  });

  it('are warned of when something stored will be gone', async () => {
    const other = salaries('1000').replace('user-support', 'consultants');
    const query = { dryRun: 'true' };
    const { body } = await city.upload('cost', other, { as: 'unit-a', query });
    const gone = (body as UploadReport).problems.filter(({ code }) => code === 'stored-gone');
    expect(gone).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('användarstöd') as unknown },
    ]);
  });

  it('are taken back each by itself, to nothing, and stay in the history', async () => {
    const id = receipts.get('moln.csv')?.id ?? '';
    const answer = await city.call(`/api/v1/uploads/${id}/revert`, { method: 'POST', as: 'unit-a' });
    expect(answer.status).toBe(201);
    expect(slices(answer.body as Receipt)).toEqual([['actual/cloud-bill', null, 30.5]]);
    expect(await actual()).toBeCloseTo(52310, 6);
    const { body } = await city.call('/api/v1/slices?dataset=cost&unit=a&period=2026-09', { as: 'unit-a' });
    const { items } = body as { items: SliceHistoryEntry[] };
    const bills = items.filter(({ part }) => part === 'actual/cloud-bill');
    expect(bills.map(({ version, rows, current, reverts }) => [version, rows, current, reverts])).toEqual([
      [2, 0, true, id],
      [1, 1, false, null],
    ]);
  });
});
