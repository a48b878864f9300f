import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { handedIn } from '../../../test/fixtures/intake/handed-in.js';
import { sheetXml, workbookOf } from '../../../test/fixtures/intake/worksheet.js';

const HEADER = ['Enhet', 'Period', 'Belopp', 'Slag', 'Anskaffningsområde', 'Leverantör'];
const SUMS_TOLD = ['sum-row-left-out', 'second-sheet', 'figures-without-heading'];

/** Something that may be the matter with a file, beside its rows. */
interface Oddities {
  readonly sumWord: string | null;
  readonly strayFigures: readonly number[];
  readonly hiddenRow: boolean;
  readonly repeated: boolean;
  readonly secondSheet: readonly number[];
  readonly heading: string;
}

const amount = fc.integer({ min: 1, max: 9_999_999 }).map((ore) => ore / 100);
const oddities: fc.Arbitrary<Oddities> = fc.record({
  sumWord: fc.option(fc.constantFrom('Summa', 'Totalt', 'Delsumma', 'Total', 'S:a')),
  strayFigures: fc.array(amount, { maxLength: 3 }),
  hiddenRow: fc.boolean(),
  repeated: fc.boolean(),
  secondSheet: fc.array(amount, { maxLength: 3 }),
  heading: fc.constantFrom(
    'Belopp',
    'Belopp',
    'Belopp (kr)',
    'Belopp, SEK',
    'Belopp (tkr)',
    'Belopp (netto)',
  ),
});

function inOre(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((sum, number) => sum + number, 0) * 100);
}

/** What both a sheet and a text file can hold. */
type PlainCell = string | number;

function entry(number: number, supplier: string): PlainCell[] {
  return ['hamnen', '2026-10', number, 'utfall', 'programvara', supplier];
}

/** The rows of a sheet: entries, then headings again, figures in a column without heading, and a sum. */
function rowsOf(
  amounts: readonly number[],
  { sumWord, strayFigures, repeated, heading }: Oddities,
): PlainCell[][] {
  const header = HEADER.map((name) => (name === 'Belopp' ? heading : name));
  const entries = amounts.map((number, i) => [...entry(number, `L${i}`), '', strayFigures[i] ?? '']);
  const sum = Math.round(inOre(amounts)) / 100;
  return [
    header,
    ...entries.slice(0, 1),
    ...(repeated ? [header] : []),
    ...entries.slice(1),
    ...(sumWord === null ? [] : [[sumWord, '', sum, '', '', '']]),
  ];
}

/** What a report says was left out, in öre, by the sums in its words. */
function toldInOre(problems: ReturnType<typeof handedIn>['problems']): number {
  const sums = problems
    .filter(({ code }) => SUMS_TOLD.includes(code))
    .map(({ message, code }) => {
      const figures = [...message.matchAll(/(?:summa |inte: )(-?[\d\u00a0]+(?:,\d+)?)/g)].map(
        (match) => match[1] ?? '',
      );
      const last =
        code === 'figures-without-heading' || code === 'second-sheet' ? figures.at(-1) : figures[0];
      return Number((last ?? '0').replace(/\u00a0/g, '').replace(',', '.'));
    });
  return inOre(sums);
}

function checked(
  file: string | Uint8Array,
  amounts: readonly number[],
  odd: Oddities,
  beside: readonly number[],
): void {
  const { accepted, totals, problems, codes } = handedIn('cost', file);
  if (odd.heading === 'Belopp (tkr)') {
    expect(accepted).toBe(false);
    expect(codes).toContain('scaled-amount');
    return;
  }
  const stored = inOre(totals.map((total) => total ?? 0));
  const strays = odd.strayFigures.slice(0, amounts.length);
  const sum = odd.sumWord === null ? 0 : inOre(amounts);
  expect(stored + toldInOre(problems)).toBe(inOre(amounts) + sum + inOre(strays) + inOre(beside));
  expect(codes.includes('repeated-headings')).toBe(odd.repeated);
  expect(codes.includes('qualifier-not-understood')).toBe(odd.heading === 'Belopp (netto)');
}

const amounts = fc.array(amount, { minLength: 2, maxLength: 6 });

describe('what is stored, and what is said to be left out, is what the file holds', () => {
  it('in workbooks', () => {
    fc.assert(
      fc.property(amounts, oddities, (numbers, odd) => {
        const rows = rowsOf(numbers, odd).map((cells, i) => ({ cells, hidden: odd.hiddenRow && i === 1 }));
        const second = sheetXml(
          { rows: [HEADER, ...odd.secondSheet.map((number) => entry(number, 'X'))] },
          [],
        );
        const file = workbookOf({ rows }, { secondSheet: { name: 'Blad2', xml: second } });
        checked(file, numbers, odd, odd.secondSheet);
        const { codes, accepted } = handedIn('cost', file);
        if (accepted) expect(codes.includes('hidden-rows')).toBe(odd.hiddenRow);
      }),
      { numRuns: 60 },
    );
  });

  it('in delimited text, under titles or not', () => {
    const title = fc.constantFrom('', 'It-kostnader oktober 2026\n\n', 'Utskriven;2026-11-05\n');
    fc.assert(
      fc.property(
        amounts,
        oddities,
        title,
        fc.constantFrom(';', '\t', '|'),
        (numbers, odd, above, delimiter) => {
          const rows = rowsOf(numbers, odd).map((cells) =>
            cells.map((cell) => (typeof cell === 'number' ? String(cell).replace('.', ',') : cell)),
          );
          const width = Math.max(...rows.map(({ length }) => length));
          const text = rows
            .map((cells) => [...cells, ...Array<string>(width - cells.length).fill('')].join(delimiter))
            .join('\r\n');
          checked(above.replaceAll(';', delimiter) + text, numbers, odd, []);
        },
      ),
      { numRuns: 60 },
    );
  });
});
