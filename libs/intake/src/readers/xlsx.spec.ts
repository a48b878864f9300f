import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type DatasetId } from '#core';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { type RawWorkbook, rawRow, rawWorkbook } from '../../../../test/fixtures/intake/raw-workbook.js';
import { schemaOf } from '../../../../test/fixtures/intake/small-city.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { readerFor } from './registry.js';
import { ZipArchive } from './xlsx/zip-archive.js';
import { xlsxReader } from './xlsx.js';

const HEADER = ['Enhet', 'Period', 'Belopp', 'Slag', 'Anskaffningsområde'];
const GOOD_ROW = ['hamnen', '2026-09', 1234.5, 'actual', 'software'];
const GOOD = rawWorkbook({ sheet: rawRow(1, HEADER) + rawRow(2, GOOD_ROW) });

function readBytes(bytes: Uint8Array, limits = DEFAULT_LIMITS, dataset: DatasetId = 'cost') {
  const file = { bytes, fileName: 'a.xlsx' };
  expect(readerFor(file).id).toBe('xlsx');
  return xlsxReader.read(file, { limits, dataset: schemaOf(dataset) });
}

function read(raw: RawWorkbook) {
  return readBytes(rawWorkbook(raw));
}

/** Cells of the rows under the usual header, by a sheet whose second row and on are given. */
function cellsOf(rows: string, raw: Omit<RawWorkbook, 'sheet'> = {}) {
  const table = read({ sheet: rawRow(1, HEADER) + rows, ...raw });
  return table.ok ? [...table.value.rows].map(({ cells }) => cells) : table.problem;
}

function cell(attributes: string, content: string): string {
  return `<row r="2"><c r="A2" ${attributes}>${content}</c></row>`;
}

describe('a cell of a workbook', () => {
  const sharedStrings =
    '<?xml version="1.0"?><sst><si><t>hamnen</t></si><si><r><t xml:space="preserve">Kultur</t></r><r><t>nämnden</t></r><rPh><t>x</t></rPh></si></sst>';
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="[$-41D]#,##0.00\\ &quot;kr&quot;"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="46"/></cellXfs>';

  it.each([
    ['a shared text', 't="s"', '<v>0</v>', 'hamnen'],
    ['a rich text', 't="s"', '<v>1</v>', 'Kulturnämnden'],
    [
      'an inline text',
      't="inlineStr"',
      '<is><r><t>Kultur</t></r><r><t>nämnden</t></r></is>',
      'Kulturnämnden',
    ],
    ['a text with an escaped line break', 't="str"', '<v> a_x000D_b </v>', 'a\rb'],
    ['a text with entities', 't="str"', '<v>A &amp; B&#228;</v>', 'A & Bä'],
    ['a number', '', '<v>1.5E3</v>', 1500],
    ['a number with the noise of a double', '', '<v>1234.5600000000001</v>', 1234.56],
    ['a number shown with a currency', 's="3"', '<v>12.5</v>', 12.5],
    ['a date', 's="1"', '<v>46266</v>', '2026-09-01'],
    ['a date with a time, in a format of its own', 's="2"', '<v>46266.75</v>', '2026-09-01'],
    ['an ISO date', 't="d"', '<v>2026-09-01T00:00:00</v>', '2026-09-01'],
    ['a percentage', 's="4"', '<v>0.125</v>', '12.5 %'],
    ['a duration', 's="5"', '<v>1.5</v>', '36:00:00'],
    ['a truth value', 't="b"', '<v>1</v>', 'true'],
    ['an error', 't="e"', '<f>1/0</f><v>#DIV/0!</v>', '#DIV/0!'],
    ['a formula, by its stored number', '', '<f>SUM(A1:A9)</f><v>7</v>', 7],
    ['a formula, by its stored text', 't="str"', '<f>A1&amp;"x"</f><v>hamnen</v>', 'hamnen'],
    ['a formula without value', '', '<f>1+1</f>', { unreadable: 'formula-without-value' }],
    ['NUL, which no text holds', 't="str"', '<v>a_x0000_b</v>', 'a\u001ab'],
  ])('is %s', (_, attributes, content, expected) => {
    expect(cellsOf(cell(attributes, content), { sharedStrings, styles })).toEqual([[expected]]);
  });

  it('counts days from 1904 in workbooks of old Macs', () => {
    const raw = { styles, properties: 'date1904="1"' };
    expect(cellsOf(cell('s="1"', '<v>44804</v>'), raw)).toEqual([['2026-09-01']]);
  });

  it('is empty when nothing is in it, or the text of a formula is empty', () => {
    expect(cellsOf(cell('s="1"', '') + '<row r="3"><c t="str"><f>""</f><v></v></c></row>')).toEqual([]);
  });
});

describe('the table of a sheet', () => {
  it('begins at the row that names most columns, under titles and joined headings', () => {
    const table = read({
      sheet:
        rawRow(1, ['It-kostnader 2026']) +
        rawRow(3, ['Enhet', '', 'Ekonomi']) +
        rawRow(4, ['', 'Period', 'Belopp', 'Slag', 'Anskaffningsområde']) +
        rawRow(6, GOOD_ROW),
      afterRows:
        '<mergeCells><mergeCell ref="A1:E1"/><mergeCell ref="A3:A4"/><mergeCell ref="C3:E3"/></mergeCells>',
    });
    expect(table).toMatchObject({
      ok: true,
      value: {
        header: HEADER,
        columnLetters: ['A', 'B', 'C', 'D', 'E'],
        notices: [
          { code: 'read-as-workbook', details: { sheet: 'Blad1', headerRow: 4 } },
          { code: 'empty-rows-skipped', details: { count: 1 } },
        ],
      },
    });
    expect(table.ok && [...table.value.rows]).toEqual([{ number: 6, cells: GOOD_ROW }]);
  });

  it('leaves notes beside it unread, and says so', () => {
    const sheet =
      rawRow(1, HEADER) + rawRow(2, [...GOOD_ROW, '', 'obs!']) + rawRow(3, ['', '', '', '', '', 'x']);
    const table = read({ sheet });
    expect(table.ok && [...table.value.rows]).toEqual([{ number: 2, cells: GOOD_ROW }]);
    expect(table).toMatchObject({
      ok: true,
      value: {
        notices: [{}, { code: 'cells-without-heading', details: { count: 2, first: 'G2' } }],
      },
    });
  });

  it('is read whatever prefix its tags have', () => {
    const sheet =
      '<?xml version="1.0"?><x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="str"><x:v>Enhet</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(read({ sheet })).toMatchObject({ ok: true, value: { header: ['Enhet'] } });
  });
});

describe('a hostile or broken workbook', () => {
  const problem = (code: string) => ({ ok: false, problem: { code } });

  it('is refused when it grows past its ratio, before it has grown', () => {
    const sheet = `<?xml version="1.0"?><worksheet><sheetData>${'<row/>'.repeat(4_000_000)}`;
    const bomb = rawWorkbook({ sheet });
    expect(readBytes(bomb)).toMatchObject(problem('workbook-bomb'));
    let unpackedBytes = 0;
    expect(() => {
      const pieces = new ZipArchive(bomb, DEFAULT_LIMITS).read('xl/worksheets/sheet1.xml') ?? [];
      for (const piece of pieces) unpackedBytes += piece.byteLength;
    }).toThrow('workbook-bomb');
    expect(unpackedBytes).toBeLessThan(17 * 1024 * 1024);
  });

  it('is refused when it holds more than the limit, whatever its ratio', () => {
    const rows = Array.from({ length: 2000 }, (_, i) => rawRow(i + 2, GOOD_ROW)).join('');
    const bytes = rawWorkbook({ sheet: rawRow(1, HEADER) + rows });
    const limits = { ...DEFAULT_LIMITS, maxUnpackedBytes: 100_000 };
    expect(readBytes(bytes, limits)).toMatchObject(problem('workbook-too-large'));
  });

  it.each([
    [
      'billion laughs',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}">]><worksheet><sheetData>&b;</sheetData></worksheet>`,
    ],
    [
      'a file from elsewhere',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>',
    ],
    ['an unknown entity', cell('t="str"', '<v>&b;</v>')],
    ['NUL in the XML', cell('t="str"', '<v>a\u0000b</v>')],
    ['XML that ends too soon', '<?xml version="1.0"?><worksheet><sheetData><row>'],
    ['XML in a thousand layers', '<a>'.repeat(1000)],
    ['rows that go backwards', rawRow(3, ['a']) + rawRow(2, ['b'])],
    ['a row beyond the last', rawRow(2_000_000, ['a'])],
    ['a cell that is nowhere', '<row><c r="?"><v>1</v></c></row>'],
    ['a shared text that is not there', cell('t="s"', '<v>99</v>')],
  ])('is refused for %s', (_, sheet) => {
    expect(read({ sheet })).toMatchObject(problem('workbook-damaged'));
  });

  it('is refused for too many rows and columns', () => {
    const columns = Array.from({ length: 100_000 }, () => 'x');
    expect(read({ sheet: rawRow(1, columns) })).toMatchObject(problem('too-many-columns'));
    const stray = Array.from({ length: 5000 }, (_, i) => `<row><c r="NTP${i + 1}"><v>1</v></c></row>`);
    expect(read({ sheet: stray.join('') })).toMatchObject(problem('too-many-columns'));
    const limits = { ...DEFAULT_LIMITS, maxRows: 2 };
    const rows = (count: number) => Array.from({ length: count }, (_, i) => rawRow(i + 2, GOOD_ROW)).join('');
    const bytes = (count: number) => rawWorkbook({ sheet: rawRow(1, HEADER) + rows(count) });
    expect(readBytes(bytes(2), limits).ok).toBe(true);
    expect(readBytes(bytes(3), limits)).toMatchObject(problem('too-many-rows'));
    expect(readBytes(bytes(300), limits)).toMatchObject(problem('too-many-rows'));
  });

  it('is refused when it is cut off anywhere', () => {
    fc.assert(
      fc.property(fc.nat({ max: GOOD.length - 1 }), (length) => {
        const table = xlsxReader.read(
          { bytes: GOOD.subarray(0, length), fileName: 'a.xlsx' },
          { limits: DEFAULT_LIMITS, dataset: schemaOf('cost') },
        );
        expect(table.ok).toBe(false);
      }),
    );
  });

  it('is read as it was or refused when bytes are changed, and never throws', () => {
    const good = readBytes(GOOD);
    const change = fc.tuple(fc.nat({ max: GOOD.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = GOOD.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        const file = { bytes, fileName: 'a.xlsx' };
        const table = xlsxReader.read(file, { limits: DEFAULT_LIMITS, dataset: schemaOf('cost') });
        // A part that goes missing by its name may leave formats out, never change a text.
        if (table.ok) expect(table).toEqual(good);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws for any XML in its parts', () => {
    const piece = fc.constantFrom(
      ...[
        '<row>',
        '<row r="1">',
        '</row>',
        '<c>',
        '<c r="B1" t="s">',
        '<c t="inlineStr" s="7">',
        '</c>',
        '<v>',
      ],
      ...[
        '</v>',
        '<is>',
        '<t>',
        '</t>',
        '</is>',
        '<f/>',
        '1',
        'x',
        '&#0;',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(typeof read({ sheet: pieces.join('') }).ok).toBe('boolean');
      }),
    );
  });
});

describe('what is no workbook of today', () => {
  const compound = (text: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from(text, 'utf16le'),
      Buffer.alloc(600),
    ]);
  const zip = (names: readonly string[]) =>
    zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));

  it.each([
    ['a workbook of Excel 97', compound('Workbook'), 'workbook-legacy'],
    ['a workbook with a password', compound('EncryptedPackage'), 'workbook-encrypted'],
    ['a binary workbook', zip(['[Content_Types].xml', 'xl/workbook.bin']), 'workbook-other-format'],
    [
      'an OpenDocument sheet',
      zip(['mimetype', 'content.xml', 'META-INF/manifest.xml']),
      'workbook-other-format',
    ],
    ['a web page', Buffer.from('<html><table><tr><td>Enhet</td></tr></table>'), 'workbook-other-format'],
    ['an archive with workbooks in it', zip(['a.xlsx', 'b.xlsx']), 'zip-without-workbook'],
    ['a text document', zip(['[Content_Types].xml', 'word/document.xml']), 'zip-without-workbook'],
    ['an empty archive', zip([]), 'zip-without-workbook'],
    ['the first bytes of a workbook', Buffer.from('PK\u0003\u0004', 'latin1'), 'workbook-damaged'],
  ])('is refused as %s', (_, bytes, code) => {
    expect(readBytes(bytes)).toMatchObject({ ok: false, problem: { code } });
  });

  it('leaves text to the other readers', () => {
    const text = readFileSync('test/fixtures/intake/cost.rfc4180-english.csv');
    expect(readerFor({ bytes: text, fileName: 'a.xlsx' }).id).toBe('csv');
    expect(readerFor({ bytes: Buffer.from('<html>'), fileName: 'a.csv' }).id).toBe('csv');
  });
});
