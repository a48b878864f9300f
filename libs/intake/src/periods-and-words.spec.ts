import { describe, expect, it } from '@jest/globals';
import { type DatasetId } from '#core';
import { handedIn } from '../../../test/fixtures/intake/handed-in.js';
import { schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { type WrittenCell, workbookOf } from '../../../test/fixtures/intake/worksheet.js';

const BASE = ['Enhet', 'Period', 'Årsarbetare', 'Verksamhetskostnad'];
/** 30 November 2026. */
const RECEIVED_AT_MS = Date.UTC(2026, 10, 30, 12);

function inWorkbook(period: WrittenCell) {
  return handedIn('base-figures', workbookOf({ rows: [BASE, ['hamnen', period, 812.5, 61_500_000]] }));
}

function inText(period: string) {
  return handedIn('base-figures', `${BASE.join(';')}\nhamnen;${period};812,5;61500000\n`, {
    receivedAtMs: RECEIVED_AT_MS,
  });
}

describe('a period that became a number', () => {
  it.each([
    2026.1,
    { number: 2026.1, format: '0.00' },
    { number: 2025.1, format: '#,##0.00' },
    '2026.1',
    '2026,1',
  ])('%j is refused', (period) => {
    const { accepted, codes } = inWorkbook(period);
    expect(accepted).toBe(false);
    expect(codes).toContain('period-as-number');
  });

  it.each([202_610, 2026.11, { number: 202_610, format: '0"-"00' }, '2026-1', '202610'])(
    '%j is one month and no other',
    (period) => {
      expect(inWorkbook(period).accepted).toBe(true);
    },
  );

  it('is refused in delimited text and in JSON as well', () => {
    expect(inText('2026,1').codes).toContain('period-as-number');
    const rows = JSON.stringify([{ unit: 'hamnen', period: 2026.1, fte: 1, operating_cost: 1 }]);
    expect(handedIn('base-figures', rows).codes).toContain('period-as-number');
  });
});

describe('a date shortly before midnight', () => {
  const day = (number: number) => inWorkbook({ number, format: 'yyyy-mm-dd' });
  const FIRST_OF_OCTOBER = 46_296;

  it.each([
    ['twelve seconds before', FIRST_OF_OCTOBER - 12 / 86_400],
    ['in the last minute', FIRST_OF_OCTOBER - 59 / 86_400],
    ['as UTC in summer', FIRST_OF_OCTOBER - 2 / 24],
    ['as UTC in winter', FIRST_OF_OCTOBER - 1 / 24],
  ])('%s is read as it is shown, and both months are named', (_, number) => {
    const { accepted, problems } = day(number);
    expect(accepted).toBe(true);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'time-near-midnight',
        severity: 'warning',
        message: expect.stringMatching(/2026-09.*2026-10/),
      }),
    );
  });

  it.each([
    FIRST_OF_OCTOBER,
    FIRST_OF_OCTOBER - 1e-7,
    FIRST_OF_OCTOBER + 0.5,
    FIRST_OF_OCTOBER + 10 - 12 / 86_400,
  ])('%d is one month and no other', (number) => {
    expect(day(number).codes).toEqual(['read-as-workbook']);
  });
});

describe('a period far away', () => {
  it.each([
    ['2099-01', 'period-too-far-ahead', false],
    ['1926-10', 'period-too-far-back', false],
    ['2027-01', 'period-far-ahead', true],
    ['2026-12', 'period-far-ahead', true],
    ['2016-10', 'period-far-back', true],
  ])('%s is %s', (period, code, accepted) => {
    const read = inText(period);
    expect(read.accepted).toBe(accepted);
    expect(read.codes).toContain(code);
  });

  it.each(['2026-11', '2026-10', '2022-01'])('%s is near', (period) => {
    expect(inText(period).problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  });

  it.each([
    ['prognos', '2028-01', []],
    ['budget', '2027-12', []],
    ['utfall', '2027-12', ['period-far-ahead']],
    ['budget', '2037-12', ['period-too-far-ahead']],
  ])('%s of %s', (kind, period, expected) => {
    const file = `Enhet;Period;Belopp;Slag;Anskaffningsområde\nhamnen;${period};1;${kind};programvara\nhamnen;${period};2;${kind};programvara\n`;
    expect(handedIn('cost', file, { receivedAtMs: RECEIVED_AT_MS }).codes).toEqual([
      'read-as-csv',
      ...expected,
    ]);
  });
});

describe('coded columns', () => {
  const fields = (dataset: DatasetId) => schemaOf(dataset).fields;
  const coded = (['cost', 'transactions', 'survey', 'benefits', 'projects'] as const).flatMap((dataset) =>
    fields(dataset).flatMap((field) =>
      (field.categories ?? []).map(({ value, titles }) => [dataset, field.name, value, titles.sv] as const),
    ),
  );

  it.each(coded)('%s: %s %s has a Swedish title that no other value has', (dataset, name, value, title) => {
    const field = fields(dataset).find((each) => each.name === name);
    const same = field?.categories
      ?.filter(({ titles }) => titles.sv === title)
      .map((category) => category.value);
    expect(field?.constraints.enum).toContain(value);
    expect(same).toEqual([value]);
  });

  it.each([
    ['Utfall', 'Programvara'],
    ['UTFALL', 'it-konsulter'],
    ['budget', 'Användarstöd'],
    ['Prognos', 'anvandarstod'],
    ['actual', 'It-infrastruktur'],
    ['Forecast', 'user support'],
    ['bokfört', 'datakommunikation'],
  ])('%s and %s are understood', (kind, area) => {
    const { codes } = handedIn(
      'cost',
      `Enhet;Period;Belopp;Slag;Anskaffningsområde\nhamnen;2026-10;1250;${kind};${area}\n`,
    );
    expect(codes).toEqual(['read-as-csv']);
  });

  it.each(['webb', 'telefon', 'Brev', 'besök', 'övrigt', 'App', 'Phone'])('%s is a channel', (channel) => {
    expect(
      handedIn('transactions', `System;Period;Kanal;Slutförda\nboka-lokal;2026-10;${channel};1\n`).codes,
    ).toEqual(['read-as-csv']);
  });

  it('give a hint in the language of the reader', () => {
    const file = 'Enhet;Period;Belopp;Slag;Anskaffningsområde\nhamnen;2026-10;1250;utfal;xyz\n';
    const hints = (language: 'sv' | 'en') =>
      handedIn('cost', file, { language })
        .problems.filter(({ code }) => code === 'not-in-list')
        .map(({ hint }) => hint);
    expect(hints('sv')).toEqual([
      'Menade du ”utfall”? Välj bland utfall, budget, prognos.',
      expect.stringContaining('it-infrastruktur, systemdrift, it-konsulter'),
    ]);
    expect(hints('en')[0]).toContain('Choose one of actual, budget, forecast.');
  });
});
