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
