import { describe, expect, it } from '@jest/globals';
import { handedIn } from '../../../test/fixtures/intake/handed-in.js';
import { type WrittenCell, sheetXml, workbookOf } from '../../../test/fixtures/intake/worksheet.js';

/** Files as offices send them: what is stored of each, and the word that is said. */
const HEADER = ['Enhet', 'Period', 'Belopp', 'Slag', 'Anskaffningsområde'];

function entry(amount: WrittenCell, area = 'programvara', ...more: WrittenCell[]): WrittenCell[] {
  return ['hamnen', '2026-10', amount, 'utfall', area, ...more];
}

function csv(rows: readonly (readonly WrittenCell[])[], header: readonly string[] = HEADER): string {
  return [header, ...rows]
    .map((cells) => cells.map((cell) => (typeof cell === 'object' ? cell.number : cell)).join(';'))
    .join('\r\n');
}

function sheet(...rows: readonly (readonly WrittenCell[])[]): Uint8Array {
  return workbookOf({ rows: [HEADER, ...rows] });
}

type Case = readonly [
  kind: string,
  file: string | Uint8Array,
  totals: readonly number[] | 'refused',
  code: string,
];

const COSTS: readonly Case[] = [
  [
    'a format without a minus',
    sheet(entry({ number: -1250, format: '#,##0;#,##0' })),
    [-1250],
    'shown-without-minus',
  ],
  ['a format that shows nothing', sheet(entry({ number: 1250, format: ';;;' })), [1250], 'shown-empty'],
  ['a format that hides zeros', sheet(entry({ number: 0, format: '0;-0;;@' })), [0], 'shown-empty'],
  ['a format in thousands', sheet(entry({ number: 1250, format: '#,##0"K"' })), 'refused', 'scaled-amount'],
  [
    'dollars by the format',
    sheet(entry({ number: 1250, format: '[$$-409]#,##0.00' })),
    'refused',
    'currency-not-sek',
  ],
  ['a date for an amount', sheet(entry({ number: 46300, format: 'yyyy-mm-dd' })), 'refused', 'not-a-number'],
  ['an error of a formula', sheet(entry('#SAKNAS!')), 'refused', 'spreadsheet-error'],
  ['euro in the cell', csv([entry('1250 EUR')]), 'refused', 'currency-not-sek'],
  ['euro before the digits', csv([entry('€1250')]), 'refused', 'currency-not-sek'],
  ['a footnote in the cell', csv([entry('1250*')]), 'refused', 'not-a-number'],
  ['a mark that may be either', csv([entry('1,234')]), [1.234], 'decimal-mark-assumed'],
  [
    'a day that may be a month',
    csv([['hamnen', '10/11/2026', 5, 'utfall', 'programvara']]),
    [5],
    'day-before-month',
  ],
  [
    'a period that became a number',
    csv([['hamnen', '2026,1', 5, 'utfall', 'programvara']]),
    'refused',
    'period-as-number',
  ],
  [
    'a part below its whole',
    csv([entry(420), entry(20, 'programvara', 'varav E3')], [...HEADER, 'Beskrivning']),
    [440],
    'maybe-part-row',
  ],
  ['a sum above its rows', csv([entry(3000), entry(1000), entry(2000)]), [6000], 'like-a-sum'],
  ['a sum below its rows', csv([entry(1000), entry(2000), entry(3000)]), [6000], 'like-a-sum'],
  ['a total that does not agree', csv([entry(1), ['Totalt', '', 3, '', '']]), 'refused', 'sum-row'],
  [
    'a row of units below the headings',
    csv([['', '', '(tkr)', '', ''], entry(5)]),
    'refused',
    'not-a-number',
  ],
  [
    'a title that speaks of thousands',
    `It-kostnader, belopp i tkr\r\n\r\n${csv([entry(5)])}`,
    'refused',
    'scaled-amount',
  ],
  [
    'the name before the scale',
    csv([entry(5)], ['Enhet', 'Period', 'Tkr belopp', 'Slag', 'Anskaffningsområde']),
    'refused',
    'missing-column',
  ],
  [
    'two columns of amounts',
    csv([entry(5).toSpliced(3, 0, 6)], HEADER.toSpliced(3, 0, 'Belopp')),
    'refused',
    'duplicate-column',
  ],
  [
    'two periods in one cell',
    csv([['hamnen', 'jan-okt 2026', 5, 'utfall', 'programvara']]),
    'refused',
    'not-a-period',
  ],
  [
    'an unquoted decimal comma',
    csv([entry(5)])
      .replaceAll(';', ',')
      .replace(',5,', ',5,50,'),
    'refused',
    'too-many-cells',
  ],
];

describe('no number changes without a word', () => {
  it.each(COSTS)('%s', (_, file, totals, code) => {
    const read = handedIn('cost', file, { receivedAtMs: Date.UTC(2026, 11, 1) });
    expect(read.codes).toContain(code);
    expect(read.accepted ? read.totals : 'refused').toEqual(totals);
  });

  it.each([['kr 1250'], ['1250:-'], ['1 250,-'], ['SEK 1 250,00'], ['1.250,00 kr']])(
    '%s is 1 250 kronor, and nothing needs to be said',
    (amount) => {
      const { totals, problems } = handedIn('cost', csv([entry(amount)]));
      expect(totals).toEqual([1250]);
      expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    },
  );

  it.each([
    '#,##0;[Red]#,##0',
    '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    '#,##0;(#,##0)',
    '@',
    'General',
  ])('a minus is seen in %s', (format) => {
    const { totals, codes } = handedIn('cost', sheet(entry({ number: -1250, format })));
    expect([totals, codes]).toEqual([[-1250], ['read-as-workbook']]);
  });

  it('says which other sheets hold numbers', () => {
    const xml = sheetXml(
      {
        rows: [
          ['Område', 'Jan'],
          ['Programvara', 7],
          ['Telefoni', 8],
        ],
      },
      [],
    );
    const file = workbookOf({ rows: [HEADER, entry(5)] }, { secondSheet: { name: 'Budget', xml } });
    const { totals, problems } = handedIn('cost', file);
    expect(totals).toEqual([5]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'other-sheet',
        message: 'Bladet ”Budget” lästes inte. Rader med tal i det: 2.',
      }),
    );
  });
});
