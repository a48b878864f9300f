import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { schemaOf } from '../../../../test/fixtures/intake/small-city.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { csvReader } from './csv.js';
import { detectDialect } from './dialect.js';

function read(text: string, limits = DEFAULT_LIMITS) {
  const file = { bytes: Buffer.from(text), fileName: 'a.csv' };
  return csvReader.read(file, { limits, dataset: schemaOf('cost') });
}

describe('the delimiter', () => {
  it.each([
    ['a;b;c', ';'],
    ['a,b,c', ','],
    ['a\tb\tc', '\t'],
    ['Belopp, kr;Enhet;Period', ';'],
    ['"a;b;c;d",e,f', ','],
    ['\n\n;;\na,b', ','],
    ['sep=\t\na,b,c', '\t'],
    ['a', ';'],
    ['', ';'],
  ])('of %j is %j', (text, delimiter) => {
    expect(detectDialect(Buffer.from(text)).delimiter).toBe(delimiter);
  });
});

describe('delimited text', () => {
  it('keeps the place of each row in the file', () => {
    const table = read('\na;b\n\n1;2\n"3\n4";5\n;\n6;7');
    expect(table).toMatchObject({ ok: true, value: { header: ['a', 'b'] } });
    expect(table.ok && [...table.value.rows]).toEqual([
      { number: 4, cells: ['1', '2'] },
      { number: 5, cells: ['3\n4', '5'] },
      { number: 7, cells: ['6', '7'] },
    ]);
  });

  it('comes back from any way of writing it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Å', '"', ';', ',', '\t', '\n', '\r', ' ', "'") });
    const row = fc.array(cell, { minLength: 3, maxLength: 3 });
    const mark = fc.constantFrom(';', ',', '\t');
    const end = fc.constantFrom('\r\n', '\n', '\r');
    fc.assert(
      fc.property(fc.array(row), mark, end, (rows, delimiter, lineEnd) => {
        const quoted = [['x', 'y', 'z'], ...rows].map((cells) =>
          cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter),
        );
        const table = read(quoted.join(lineEnd));
        const filled = rows
          .map((cells) => cells.map((text) => text.trim()))
          .filter((cells) => cells.join('') !== '');
        expect(table.ok && [...table.value.rows].map(({ cells }) => cells)).toEqual(filled);
      }),
    );
  });

  it('is refused beyond its limits', () => {
    const limits = { ...DEFAULT_LIMITS, maxRows: 2, maxColumns: 3 };
    expect(read('a;b\n1;2\n3;4', limits).ok).toBe(true);
    expect(read('a;b\n1;2\n3;4\n5;6', limits)).toMatchObject({
      ok: false,
      problem: { code: 'too-many-rows' },
    });
    expect(read('a;b;c;d\n', limits)).toMatchObject({ ok: false, problem: { code: 'too-many-columns' } });
  });

  it('names the row of a quote that is never closed', () => {
    expect(read('a;b\n1;2\n3;"4\n5;6\n')).toMatchObject({
      ok: false,
      problem: { code: 'unclosed-quote', row: 3 },
    });
    const swallowed = `a;b\n1;"${'x\n'.repeat(3_000_000)}`;
    expect(read(swallowed)).toMatchObject({ ok: false, problem: { code: 'unclosed-quote', row: 2 } });
  });
});

describe('the delimiter of a table', () => {
  const HEADER = ['Enhet', 'Period', 'Belopp', 'Slag', 'Anskaffningsområde'];

  it.each([
    ['|', [HEADER.join('|'), 'hamnen|2026-10|1|actual|software'].join('\n')],
    [
      ';',
      'Enhet (id, namn, kod);Period (år, månad);Belopp (kr, netto, utfall);Slag;Anskaffningsområde\nhamnen;2026-10;1;actual;software',
    ],
    [
      ';',
      'It-kostnader, oktober, 2026, alla enheter, alla slag, preliminärt\n\nEnhet;Period;Belopp;Slag;Anskaffningsområde\nhamnen;2026-10;1;actual;software',
    ],
    ['\t', `${HEADER.join('\t')}\nhamnen\t2026-10\t"1,5; 2"\tactual\tsoftware`],
    [';', 'a, b, c;d\n1;2\n3;4\n5;6'],
  ])('is %j', (delimiter, text) => {
    const context = { limits: DEFAULT_LIMITS, dataset: schemaOf('cost') };
    const table = csvReader.read({ bytes: Buffer.from(text), fileName: 'a.csv' }, context);
    const name = delimiter === '\t' ? 'tab' : delimiter;
    const readAs = table.ok ? table.value.notices[0] : table.problem;
    expect(readAs).toMatchObject({ code: 'read-as-csv', details: { delimiter: name } });
  });

  it('does not hide titles above the headings', () => {
    const text = `Kostnader\nUtskrivet 2026-11-05\n\n${HEADER.join(';')}\nhamnen;2026-10;1;actual;software\n`;
    const table = csvReader.read(
      { bytes: Buffer.from(text), fileName: 'a.csv' },
      { limits: DEFAULT_LIMITS, dataset: schemaOf('cost') },
    );
    expect(
      table.ok && {
        header: table.value.header,
        rows: [...table.value.rows].map(({ number }) => number),
        above: table.value.above?.length,
      },
    ).toEqual({
      header: HEADER,
      rows: [5],
      above: 2,
    });
  });
});
