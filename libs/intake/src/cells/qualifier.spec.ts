import { describe, expect, it } from '@jest/globals';
import { type MeasuredIn } from '#catalogue';
import { objectionTo } from './qualifier.js';

function said(words: string, measuredIn: MeasuredIn = 'SEK', periods: readonly string[] = ['month']) {
  return objectionTo(words, { measuredIn, minimum: 0, maximum: 5, periods })?.code ?? null;
}

describe('words beside kronor', () => {
  it.each([
    'kr',
    'SEK',
    'kr.',
    'kronor',
    'Kronor',
    'svenska kronor',
    'i kr',
    ':-',
    'exkl. moms',
    'kr exkl moms',
    'SEK, excl. VAT',
    'utan moms',
    'ex moms',
    'kr/månad',
    'kr per månad',
    'oktober 2026',
    'okt',
    '2026-10',
    'utfall',
    'utfall, kr',
    'obligatorisk',
    '*',
  ])('%s changes nothing', (words) => {
    expect(said(words)).toBeNull();
  });

  it.each([
    'tkr',
    'Tkr',
    'TKR',
    't kr',
    'tkr.',
    'kkr',
    'KKR',
    'ksek',
    'kSEK',
    'tSEK',
    'TSEK',
    'tusen',
    'tusental',
    'i tusental',
    'i tusental kronor',
    'tusen kronor',
    'tusentals kr',
    '1000 kr',
    '1 000 kr',
    '1000-tal',
    '1000-tals kronor',
    "SEK '000",
    "'000",
    '000 SEK',
    'SEK thousands',
    'thousands',
    'in thousands of SEK',
    'mkr',
    'Mkr',
    'mnkr',
    'MNKR',
    'milj kr',
    'milj. kr',
    'msek',
    'MSEK',
    'mnsek',
    'miljoner',
    'miljoner kronor',
    'miljontals kr',
    'SEK millions',
    'SEKm',
    'SEK k',
    'mdkr',
    'miljarder',
    'mdr',
    'öre',
    'k',
    'M',
    'tkr exkl. moms',
    'utfall i tkr',
    'keur',
    'tkr, ack',
    'belopp i tkr',
    '×1000',
  ])('%s scales them', (words) => {
    expect(said(words)).toBe('scaled-amount');
  });

  it.each([
    'EUR',
    'eur',
    '€',
    'euro',
    'USD',
    '$',
    'NOK',
    'DKK',
    'dkr',
    'dkk',
    '£',
    'GBP',
    'pund',
    'CHF',
    'i euro',
    'EUR exkl. moms',
  ])('%s is another currency', (words) => {
    expect(said(words)).toBe('currency-not-sek');
  });

  it.each([
    '%',
    'procent',
    'i procent',
    'andel',
    'Andel av total',
    '‰',
    'promille',
    'percent',
    'per cent',
    'pct',
  ])('%s is a share', (words) => {
    expect(said(words)).toBe('percent');
  });

  it.each(['inkl. moms', 'inkl moms', 'inklusive moms', 'kr inkl. moms', 'incl. VAT', 'med moms'])(
    '%s is with VAT',
    (words) => {
      expect(said(words)).toBe('with-vat');
    },
  );

  it.each([
    'ackumulerat',
    'ack',
    'ack.',
    'ackumulerad',
    'kr, ackumulerat',
    'YTD',
    'kr YTD',
    'hittills i år',
    'jan-okt',
    'januari–oktober',
    'jan till okt',
    't.o.m. oktober',
    'rullande 12',
    'R12',
    'year to date',
  ])('%s is accumulated', (words) => {
    expect(said(words)).toBe('accumulated-figures');
  });

  it.each([
    'helår',
    'helårsprognos',
    'årsvärde',
    'årsbudget',
    'per år',
    'kr/år',
    'på årsbasis',
    'per year',
    'full year',
    'kvartal',
    'per kvartal',
    'tertial',
  ])('%s is for a longer time', (words) => {
    expect(said(words)).toBe('other-period-length');
  });

  it.each(['netto', 'st', '2026', 'preliminärt', 'enligt avtal', 'inkl. OH'])(
    '%s is remarked on',
    (words) => {
      expect(said(words)).toBe('qualifier-not-understood');
    },
  );
});

describe('words beside other numbers', () => {
  it.each<[string, MeasuredIn, readonly string[], string | null]>([
    ['st', 'count', ['month'], null],
    ['antal', 'count', ['month'], null],
    ['antal licenser', 'count', ['month'], null],
    ['%', 'count', ['month'], 'percent'],
    ['tusental', 'count', ['month'], 'scaled-amount'],
    ['kr', 'count', ['month'], 'qualifier-not-understood'],
    ['helår', 'count', ['month'], 'other-period-length'],
    ['helår', 'SEK', ['year'], null],
    ['kvartal', 'SEK', ['month', 'quarter'], null],
    ['heltid', 'FTE', ['month'], null],
    ['helår, snitt', 'FTE', ['month'], 'qualifier-not-understood'],
    ['timmar', 'FTE', ['month'], 'other-unit-of-measure'],
    ['dagar', 'days', ['month'], null],
    ['timmar', 'days', ['month'], 'other-unit-of-measure'],
    ['0-5', 'level', ['year'], null],
    ['0–5', 'level', ['year'], null],
    ['0-10', 'level', ['year'], 'other-scale'],
    ['1-5', 'level', ['year'], 'other-scale'],
    ['skala 0 till 10', 'level', ['year'], 'other-scale'],
    ['%', 'level', ['year'], 'percent'],
  ])('%s beside %s', (words, measuredIn, periods, code) => {
    expect(said(words, measuredIn, periods)).toBe(code);
  });
});
