import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unpackSlice } from '#core';
import { SMALL_CITY, schemaOf } from '../../../../test/fixtures/intake/small-city.js';
import { type ReadUpload, readUpload } from '../read-upload.js';
import { focusColumns } from './focus/focus-columns.js';

const HEADER =
  'BillingPeriodStart,BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,ServiceCategory,ServiceName,ProviderName,ResourceId,Tags';

function read(lines: readonly string[], only?: string): ReadUpload {
  return readUpload({
    bytes: Buffer.from([HEADER, ...lines].join('\n')),
    fileName: 'focus.csv',
    dataset: schemaOf('cost'),
    catalogue: SMALL_CITY,
    source: 'manual',
    mayHandInFor: (unit) => only === undefined || unit === only,
    language: 'en',
  });
}

function line(cost: string, more: Readonly<Record<string, string>> = {}): string {
  const cells: Readonly<Record<string, string>> = {
    start: '2026-09-01T00:00:00Z',
    currency: 'SEK',
    charge: 'Usage',
    category: 'Compute',
    service: 'Virtual Machines',
    tags: '{"unit":"hamnen"}',
    ...more,
  };
  const tags = `"${(cells.tags ?? '').replaceAll('"', '""')}"`;
  return [
    cells.start,
    cost,
    '1',
    cells.currency,
    cells.charge,
    cells.category,
    cells.service,
    'Molnet',
    'r',
    tags,
  ]
    .map(String)
    .join(',');
}

function codes({ problems }: ReadUpload): string[] {
  return problems.map(({ code }) => code);
}

describe('a bill of cloud services', () => {
  it('is added up by month, unit, area, system and service', () => {
    const upload = read([
      line('10.105'),
      line('0.1'),
      line('1E-1'),
      line('-5', { tags: '{"org/System":"boka-lokal","user:Enhet":"Kulturnämnden"}' }),
      line('2', { category: 'networking' }),
      line('3', { start: '2026-10-01T00:00:00Z' }),
    ]);
    expect(codes(upload)).toEqual(['read-as-csv', 'read-as-focus', 'focus-rounded']);
    expect(
      upload.slices
        .map(unpackSlice)
        .map(({ key, observations }) => [
          key.unit,
          key.period,
          ...observations.map(({ numbers, labels, system }) => [
            numbers.amount,
            labels.procurement_area,
            system,
          ]),
        ]),
    ).toEqual([
      ['hamnen', '2026-09', [10.31, 'infrastructure', null], [2, 'data-communication', null]],
      ['hamnen', '2026-10', [3, 'infrastructure', null]],
      ['kulturnamnden', '2026-09', [-5, 'infrastructure', 'boka-lokal']],
    ]);
    expect(upload.slices.map(unpackSlice)[0]?.observations[0]).toMatchObject({
      labels: {
        kind: 'actual',
        supplier: 'Molnet',
        activity: 'run',
        origin: 'external',
        description: 'Virtual Machines',
      },
    });
  });

  it('leaves tax out, and says so', () => {
    const upload = read([line('100'), line('25', { charge: 'Tax' })]);
    expect(upload.slices[0]?.rows).toBe(1);
    expect(upload.problems.find(({ code }) => code === 'tax-left-out')?.message).toBe(
      'Lines of tax were left out: 1, SEK 25 in all.',
    );
  });

  it('is of the only unit that may be meant, or of the owner of a cost centre', () => {
    const units = read(
      [line('1', { tags: '' }), line('1', { tags: '{"cost-center":"1355"}' })],
      'kulturnamnden',
    );
    expect(
      units.slices
        .map(unpackSlice)
        .flatMap(({ observations }) => observations.map(({ unit, system }) => [unit, system])),
    ).toEqual([
      ['kulturnamnden', null],
      ['kulturnamnden', 'boka-lokal'],
    ]);
    expect(codes(read([line('1', { tags: '{"team":"x"}' })]))).toContain('required');
  });

  it.each([
    ['another currency', line('1', { currency: 'USD' }), 'currency-not-sek'],
    ['no amount', line('many'), 'not-a-number'],
    ['no month', line('1', { start: 'September' }), 'not-a-period'],
    ['an unknown category', line('1', { category: 'Sorcery' }), 'not-in-list'],
    ['an unknown unit', line('1', { tags: '{"unit":"hamn"}' }), 'unknown-unit'],
  ])('with %s is refused', (_, text, code) => {
    const upload = read([line('1'), text]);
    expect(upload.accepted).toBe(false);
    expect(codes(upload)).toContain(code);
  });

  it.each([
    ['project', '{"unit":"hamnen","project":"Foo"}', 'tag-unknown-project'],
    [
      'project of another spelling',
      '{"unit":"hamnen","org/Projekt":"digitalt-biblotek"}',
      'tag-unknown-project',
    ],
    ['system', '{"unit":"hamnen","system":"k8s-prod"}', 'tag-unknown-system'],
    ['system in upper case', '{"unit":"hamnen","SYSTEM":"WEB-01"}', 'tag-unknown-system'],
  ])('with a tag for a %s that is none of ours counts, and is told with its sum', (_, tags, code) => {
    const upload = read([line('10.5', { tags }), line('20'), line('3', { tags, service: 'Storage' })]);
    expect(upload.slices.map(({ total }) => total)).toEqual([33.5]);
    const warnings = upload.problems.filter(({ severity }) => severity === 'warning');
    expect(warnings).toMatchObject([{ code, row: 2, column: 'Tags' }]);
    expect(warnings[0]?.message).toContain('Lines: 2, SEK 13.50 in all');
  });

  it('tells its faults by the columns of the file', () => {
    const upload = read([
      line('1', { tags: '{"unit":"hamn"}' }),
      line('1', { category: 'Sorcery' }),
      line('1', { start: 'September' }),
    ]);
    expect(upload.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'unknown-unit', column: 'Tags' },
      { code: 'not-in-list', column: 'ServiceCategory' },
      { code: 'not-a-period', column: 'BillingPeriodStart' },
    ]);
  });

  it.each([
    ['2026-09-30T22:00:00Z', '2026-10'],
    ['2026-10-01T00:00:00Z', '2026-10'],
    ['2026-10-01T00:00:00-07:00', '2026-10'],
    ['2026-10-01', '2026-10'],
    ['2026-10-01T00:00:00', '2026-10'],
  ])('that begins at %s is of %s', (start, period) => {
    expect(read([line('1', { start })]).slices.map(({ key }) => key.period)).toEqual([period]);
  });

  it('of more than a month, or with tags that cannot be read, is told so', () => {
    const long = line('12', { start: '2026-01-01T00:00:00Z,2027-01-01T00:00:00Z' });
    const header = HEADER.replace('BillingPeriodStart,', 'BillingPeriodStart,BillingPeriodEnd,');
    const month = line('1', { start: '2026-01-01T00:00:00Z,2026-02-01T00:00:00Z' });
    const unreadable = line('2', { start: '2026-01-01T00:00:00Z,2026-02-01T00:00:00Z', tags: 'unit=hamnen' });
    const upload = readUpload({
      bytes: Buffer.from([header, long, month, unreadable].join('\n')),
      fileName: 'focus.csv',
      dataset: schemaOf('cost'),
      catalogue: SMALL_CITY,
      source: 'manual',
      mayHandInFor: (unit) => unit === 'hamnen',
      language: 'en',
    });
    expect(upload.slices.map(({ total }) => total)).toEqual([15]);
    const told = upload.problems.filter(({ severity }) => severity === 'warning');
    expect(told).toMatchObject([
      { code: 'focus-long-period', row: 2, column: 'BillingPeriodEnd' },
      { code: 'tags-not-read', row: 4, column: 'Tags' },
    ]);
  });

  it('tells what rounding to öre makes of it', () => {
    const lines = ['a', 'b', 'c'].map((service) => line('0.004', { service }));
    expect(read(lines).problems.find(({ code }) => code === 'focus-rounded')?.message).toContain('SEK -0.01');
  });

  it('is known by its header only', () => {
    expect(
      focusColumns(['Billed Cost', 'Billing Currency', 'billing_period_start', 'ServiceCategory']),
    ).toMatchObject({
      cost: 0,
      periodStart: 2,
      tags: null,
    });
    expect(focusColumns(['unit', 'period', 'amount', 'BilledCost'])).toBeNull();
  });

  it('is answered with a report whatever its cells are', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'SEK',
        '1',
        '-1.5',
        '2026-09-01',
        'Tax',
        'Compute',
        '"{""unit"":""hamnen""}"',
        '{',
        '[1]',
        'null',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 11 }), { maxLength: 5 }), (rows) => {
        const upload = read(rows.map((cells) => cells.join(',')));
        expect(upload.accepted).toBe(!upload.problems.some(({ severity }) => severity === 'error'));
      }),
    );
  });

  it.each([
    ['leaves out', line('13', { service: 'Summa' }), ['sum-row-left-out'], 13],
    ['leaves out, tax included,', line('15', { category: 'Totalt:' }), ['sum-row-left-out'], 13],
    ['refuses', line('12.5', { service: 'Totalsumma' }), ['sum-row'], null],
    ['counts and remarks on', line('9', { service: 'Total' }), ['maybe-sum-row'], 22],
    ['counts and remarks on', line('13'), ['like-a-sum'], 26],
    ['counts', line('13.1'), [], 26.1],
  ])('%s a line that somebody has added: %s', (_, added, told, total) => {
    const upload = read([line('6'), line('4'), line('3'), line('2', { charge: 'Tax' }), added]);
    const usual = ['read-as-csv', 'read-as-focus', 'tax-left-out'];
    expect(codes(upload).filter((code) => !usual.includes(code))).toEqual(told);
    expect(upload.slices.map((slice) => slice.rows)).toEqual(total === null ? [] : [expect.any(Number)]);
    const sum = upload.slices
      .map(unpackSlice)
      .flatMap(({ observations }) => observations.map(({ numbers }) => numbers.amount ?? 0))
      .reduce((all, amount) => all + amount, 0);
    expect(sum).toBeCloseTo(total ?? 0, 6);
  });
});
