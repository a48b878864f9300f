import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDate } from './date.js';
import { parsePeriod } from './period.js';

describe('a day as people write it', () => {
  it.each([
    '2026-09-30',
    '20260930',
    '2026/09/30',
    '2026-9-30',
    '30/9 2026',
    '30/9/2026',
    '30/09-2026',
    '30.9.2026',
    '30.9 2026',
    '30 september 2026',
    '30 sep 2026',
    '30 SEPT. 2026',
    '30:e september 2026',
    '30-sep-2026',
    '2026-09-30 00:00:00',
    '2026-09-30T00:00:00Z',
  ])('%s', (text) => {
    expect(parseDate(text)).toBe('2026-09-30');
  });

  it('has its day before its month', () => {
    expect(parseDate('3/4 2026')).toBe('2026-04-03');
  });

  it.each([
    '2026-02-29',
    '31/4 2026',
    '2026-13-01',
    '0/1 2026',
    '46295',
    '2026',
    '30/9',
    'igår',
    '2026930',
    '',
  ])('%s is none', (text) => {
    expect(parseDate(text)).toBeNull();
  });

  it('knows leap years', () => {
    expect(parseDate('2028-02-29')).toBe('2028-02-29');
    expect(parseDate('1900-02-29')).toBeNull();
  });
});

describe('a period as people write it', () => {
  it.each([
    ['2026-09', '2026-09'],
    ['202609', '2026-09'],
    ['2026-9', '2026-09'],
    ['2026/09', '2026-09'],
    ['9/2026', '2026-09'],
    ['09-2026', '2026-09'],
    ['september 2026', '2026-09'],
    ['September 2026', '2026-09'],
    ['2026 september', '2026-09'],
    ['okt 2026', '2026-10'],
    ['May 2026', '2026-05'],
    ['sep-26', '2026-09'],
    ['2026-09-30', '2026-09'],
    ['30/9 2026', '2026-09'],
    ['2026-Q3', '2026-Q3'],
    ['2026Q3', '2026-Q3'],
    ['Q3 2026', '2026-Q3'],
    ['kv 3 2026', '2026-Q3'],
    ['kv3 2026', '2026-Q3'],
    ['Kvartal 3, 2026', '2026-Q3'],
    ['2026 kv 3', '2026-Q3'],
    ['2026-T2', '2026-T2'],
    ['T2 2026', '2026-T2'],
    ['tertial 2 2026', '2026-T2'],
    ['2026', '2026'],
  ])('%s is %s', (text, period) => {
    expect(parsePeriod(text, 'month')?.toString()).toBe(period);
  });

  it('is the one that holds a date, of the usual type', () => {
    expect(parsePeriod('2026-09-30', 'quarter')?.toString()).toBe('2026-Q3');
    expect(parsePeriod('2026-09-30', 'tertial')?.toString()).toBe('2026-T3');
    expect(parsePeriod('2026-09-30', 'year')?.toString()).toBe('2026');
  });

  it.each([
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-T4',
    'T4 2026',
    '13/2026',
    'sommaren 2026',
    '26-09',
    '9',
    '',
  ])('%s is none', (text) => {
    expect(parsePeriod(text, 'month')).toBeNull();
  });

  it('is never anything but a period or nothing', () => {
    const pieces = fc.constantFrom(
      '2026',
      'Q',
      'kv',
      'T',
      'tertial',
      '3',
      '09',
      '-',
      ' ',
      '/',
      '.',
      'sep',
      '30',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const period = parsePeriod(written, 'month');
        if (period) expect(parsePeriod(period.toString(), 'month')?.equals(period)).toBe(true);
      }),
    );
  });
});
