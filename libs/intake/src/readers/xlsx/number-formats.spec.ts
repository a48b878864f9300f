import { describe, expect, it } from '@jest/globals';
import { styleOfFormat } from './number-formats.js';

function shown(code: string, number = 1_250_000): readonly [words: string, divisor: number] {
  const { words, divisor } = styleOfFormat(code).shownAs?.(number) ?? { words: '', divisor: 1 };
  return [words, divisor];
}

describe('a number format', () => {
  it.each([
    'General',
    '0',
    '#,##0.00',
    '#,##0\\ "kr"',
    '[$kr-41D] #,##0.00',
    '#,##0.00 [$kr-81D]',
    '[$-41D]#,##0.00',
    '_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-',
    '[Red](#,##0)',
    '#,##0;[Red]-#,##0',
    '0"-"00',
    '#,##0 [$SEK]',
    '0.00E+00',
    '# ?/?',
    '@',
  ])('%s adds nothing to a number', (code) => {
    expect(shown(code)).toEqual(['', 1]);
  });

  it.each<[string, string, number]>([
    ['#,##0 "tkr"', 'tkr', 1],
    ['#,##0\\ \\t\\k\\r', 'tkr', 1],
    ['[$€-2] #,##0.00', '€', 1],
    ['#,##0.00\\ [$€-1]', '€', 1],
    ['[$USD] #,##0', 'USD', 1],
    ['[$$-409]#,##0.00', '$', 1],
    ['_($* #,##0.00_)', '$', 1],
    ['#,##0 [$kr-414]', 'NOK', 1],
    ['[$kr.-406] #,##0', 'DKK', 1],
    ['0"%"', '%', 1],
    ['General" st"', 'st', 1],
    ['#,##0,', '', 1000],
    ['#,##0,"tkr"', 'tkr', 1000],
    ['#,##0.0,,"M"', 'M', 1e6],
    ['#,##0,.0', '', 1000],
    ['0.0,,', '', 1e6],
    ['[>=1000000]0.0,,"M";[>=1000]0,"k";0', 'M', 1e6],
  ])('%s shows %s, divided by %d', (code, words, divisor) => {
    expect(shown(code)).toEqual([words, divisor]);
  });

  it('shows a number by its sign or its size', () => {
    expect(shown('0;-0" tkr"', -1)).toEqual(['tkr', 1]);
    expect(shown('0;-0" tkr"', 1)).toEqual(['', 1]);
    expect(shown('[>=1000000]0.0,,"M";[>=1000]0,"k";0', 5000)).toEqual(['k', 1000]);
    expect(shown('[>=1000000]0.0,,"M";[>=1000]0,"k";0', 5)).toEqual(['', 1]);
  });

  it.each([
    ['0%', 'percent'],
    ['yyyy-mm', 'date'],
    ['[$-41D]mmmm yyyy;@', 'date'],
    ['[h]:mm', 'time'],
  ])('%s shows a %s', (code, kind) => {
    expect(styleOfFormat(code)).toEqual({ kind });
  });
});
