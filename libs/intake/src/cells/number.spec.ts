import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseNumber, shownMark } from './number.js';

const NBSP = '\u00a0';
const NARROW = '\u202f';

describe('a number as people write it', () => {
  it.each([
    ['0', 0],
    ['1234567', 1234567],
    ['-12', -12],
    ['007', 7],
    ['1 234 567,50', 1234567.5],
    [`1${NBSP}234${NBSP}567,50`, 1234567.5],
    [`1${NARROW}234,5`, 1234.5],
    ["1'234'567.50", 1234567.5],
    ['1’234.50', 1234.5],
    ['1.234.567,50', 1234567.5],
    ['1,234,567.50', 1234567.5],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['0,125', 0.125],
    [',5', 0.5],
    ['12345,678', 12345.678],
    ['1 234,567', 1234.567],
    ['−5', -5],
    ['– 5', -5],
    ['1 000-', -1000],
    ['(1 234,50)', -1234.5],
    ['+3', 3],
    ['-0', 0],
    ['1 200 kr', 1200],
    ['99,90 SEK', 99.9],
  ])('%s is %d', (text, number) => {
    expect(parseNumber(text, ',')).toEqual({ ok: true, value: number });
    expect(parseNumber(text, 'none')).toEqual({ ok: true, value: number });
  });

  it.each([
    ['12 %', 'percent'],
    ['5‰', 'percent'],
    ['1,23E+06', 'scientific-notation'],
    ['1,2 mkr', 'scaled-amount'],
    ['300 tkr', 'scaled-amount'],
    ['12 miljoner', 'scaled-amount'],
    ['99999999999999', 'number-too-large'],
    ['', 'not-a-number'],
    ['-', 'not-a-number'],
    ['abc', 'not-a-number'],
    ['12 34', 'not-a-number'],
    ['1 2345', 'not-a-number'],
    ['1.23.4', 'not-a-number'],
    ['1,234.567,8', 'not-a-number'],
    ["1 234'567", 'not-a-number'],
    ['12,', 'not-a-number'],
    ['--5', 'not-a-number'],
    ['2026-09-30', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['0x10', 'not-a-number'],
  ])('%s is refused: %s', (text, problem) => {
    expect(parseNumber(text, ',')).toEqual({ ok: false, problem });
  });

  it('is taken as it is told when it can be read in two ways', () => {
    expect(shownMark('1,234')).toBe('ambiguous');
    expect(parseNumber('1,234', ',')).toEqual({ ok: true, value: 1.234 });
    expect(parseNumber('1,234', '.')).toEqual({ ok: true, value: 1234 });
    expect(parseNumber('1.234', ',')).toEqual({ ok: true, value: 1234 });
    expect(parseNumber('-1.234', 'none')).toEqual({ ok: true, value: -1234 });
  });

  it('comes back from every way that we know to write it', () => {
    const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map((cents) => cents / 100);
    const dialects = [
      { group: ' ', decimal: ',' },
      { group: NBSP, decimal: ',' },
      { group: '.', decimal: ',' },
      { group: ',', decimal: '.' },
      { group: "'", decimal: '.' },
      { group: '', decimal: ',' },
      { group: '', decimal: '.' },
    ];
    fc.assert(
      fc.property(amount, fc.constantFrom(...dialects), (number, { group, decimal }) => {
        const [whole = '', cents = ''] = Math.abs(number).toFixed(2).split('.');
        const sign = number < 0 ? '-' : '';
        const text = sign + whole.replace(/\B(?=(?:\d{3})+$)/g, group) + decimal + cents;
        const read = parseNumber(text, decimal === ',' ? ',' : '.');
        expect(read).toEqual({ ok: true, value: number === 0 ? 0 : number });
      }),
    );
  });

  it('is never read from a text in any other way than with a finite number or a reason', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(',' as const, '.' as const),
        (text, mark) => {
          const read = parseNumber(text, mark);
          expect(read.ok ? Number.isFinite(read.value) : read.problem).toBeTruthy();
        },
      ),
    );
  });
});
