import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvTable } from './csv.js';

describe('a table as CSV', () => {
  it('is what Swedish spreadsheets open rightly', () => {
    expect(
      csvTable([
        ['unit', 'value'],
        ['a', 12.5],
        ['b', null],
        ['c', -1],
      ]),
    ).toBe('\uFEFFunit;value\r\na;12,5\r\nb;\r\nc;-1\r\n');
  });

  it('is RFC 4180 for programs', () => {
    expect(csvTable([['a;b', 12.5, 'x,y']], 'rfc4180')).toBe('a;b,12.5,"x,y"\r\n');
  });

  it.each([
    [1e-7, '0,0000001'],
    [-2.5e-9, '-0,0000000025'],
    [1.5e21, '1500000000000000000000'],
    [0.1, '0,1'],
  ])('writes %d without an exponent', (number, text) => {
    expect(csvTable([[number]])).toBe(`\uFEFF${text}\r\n`);
  });

  it('is written as a receiver wants it', () => {
    const tabbed = { delimiter: '\t', decimalSign: ',', byteOrderMark: false } as const;
    expect(csvTable([['a;b', 1.5, 'c\td']], tabbed)).toBe('a;b\t1,5\t"c\td"\r\n');
  });

  it.each(['=1+1', '+46', '-x', '@sum', '\tx'])('does not let %j be taken for a formula', (text) => {
    expect(csvTable([[text]], 'rfc4180')).toBe(`'${text}\r\n`);
  });

  it('reads back', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\p{Cc}]/u.test(text));
    const rows = fc.array(fc.tuple(cell, cell, fc.integer().map(String)), { minLength: 1 });
    fc.assert(
      fc.property(rows, (table) => {
        for (const [dialect, delimiter] of [
          ['swedish', ';'],
          ['rfc4180', ','],
        ] as const) {
          const numbered = table.map(([a, b, n]) => [a, b, Number(n)] as const);
          const text = csvTable(numbered, dialect);
          expect(parse(text, { delimiter, bom: dialect === 'swedish', record_delimiter: '\r\n' })).toEqual(
            table,
          );
        }
      }),
    );
  });
});
