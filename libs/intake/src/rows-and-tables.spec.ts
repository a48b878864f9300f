import { describe, expect, it } from '@jest/globals';
import { handedIn } from '../../../test/fixtures/intake/handed-in.js';
import { sheetXml, workbookOf } from '../../../test/fixtures/intake/worksheet.js';

const HEADER = ['Enhet', 'Period', 'Belopp', 'Slag', 'Anskaffningsområde', 'Leverantör'];

function entry(amount: number | string, supplier = '', unit = 'hamnen') {
  return [unit, '2026-10', amount, 'actual', 'software', supplier];
}

function csv(...rows: readonly (readonly (string | number)[])[]) {
  return [HEADER, ...rows].map((row) => row.join(';')).join('\n');
}

function cost(...rows: readonly (readonly (string | number)[])[]) {
  return handedIn('cost', csv(...rows));
}

describe('a row of sums', () => {
  it.each([
    'Summa',
    'SUMMA:',
    'Totalsumma',
    'Delsumma',
    'Totalt',
    'Total',
    'S:a',
    'Summa hamnen',
    'Grand total',
    'summa totalt',
    'Sammanlagt',
    'Subtotal',
  ])('%s is left out and told', (word) => {
    const { totals, problems } = cost(entry(100, 'A'), entry(200, 'B'), entry(300, word));
    expect(totals).toEqual([300]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'sum-row-left-out',
        row: 4,
        severity: 'warning',
        message: expect.stringContaining('300'),
      }),
    );
  });

  it.each(['Medel', 'Genomsnitt', 'Medelvärde', 'Snitt'])('%s is a mean, and left out', (word) => {
    expect(cost(entry(100, 'A'), entry(200, 'B'), entry(150, word)).totals).toEqual([300]);
  });

  it('is found in any column, with the others empty', () => {
    const { accepted, totals } = cost(entry(100.25, 'A'), entry('200,50', 'B'), [
      'Summa',
      '',
      '300,75',
      '',
      '',
      '',
    ]);
    expect({ accepted, totals }).toEqual({ accepted: true, totals: [300.75] });
  });

  it('sums up a part, and the parts together', () => {
    const { totals, codes } = cost(
      entry(100, 'A'),
      entry(200, 'B'),
      entry(300, 'Delsumma'),
      entry(10, 'C'),
      entry(20, 'D'),
      entry(30, 'Delsumma'),
      entry(330, 'Totalt'),
    );
    expect(totals).toEqual([330]);
    expect(codes.filter((code) => code === 'sum-row-left-out')).toHaveLength(3);
  });

  it.each(['Summa', 'Totalsumma', 'Delsumma'])('%s that agrees with nothing refuses the file', (word) => {
    const { accepted, codes } = cost(entry(100, 'A'), entry(200, 'B'), entry(999, word));
    expect(accepted).toBe(false);
    expect(codes).toContain('sum-row');
  });

  it.each(['Total', 'Summa Equity AB', 'Snitt'])('%s may be a name: counted and remarked on', (word) => {
    const { totals, codes } = cost(entry(100, 'A'), entry(200, 'B'), entry(999, word));
    expect(totals).toEqual([1299]);
    expect(codes).toContain('maybe-sum-row');
  });

  it('without a word is counted and remarked on', () => {
    const { totals, problems } = cost(entry(1000, 'A'), entry(200, 'B'), entry(1200, 'C'));
    expect(totals).toEqual([2400]);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'like-a-sum', row: 4, message: expect.stringContaining('2–3') }),
    );
  });

  it.each([
    'Totalförsvarets forskningsinstitut',
    'Summit AB',
    'Snittblommor AB',
    'Medelpads Data',
    'Allianz',
    'Samtrafiken',
    'TietoEVRY',
  ])('%s is a name like any other', (name) => {
    const { codes } = cost(entry(100, 'A'), entry(250, name));
    expect(codes).toEqual(['read-as-csv']);
  });

  it('of licences is left out by its product', () => {
    const file =
      'Enhet;Produkt;Period;Tilldelade;Använda\nhamnen;A;2026-10;420;361\nhamnen;B;2026-10;20;10\nhamnen;Summa;2026-10;440;371\n';
    expect(handedIn('licences', file).totals).toEqual([440]);
  });
});

describe('a second table', () => {
  const row = (month: string) => ['hamnen', month, 812.5, 61_500_000];
  const headings = ['Enhet', 'Period', 'Årsarbetare', 'Verksamhetskostnad'];

  it('above the headings refuses the sheet', () => {
    const rows = [headings, row('2026-09'), [], [...headings, 'It-användare'], [...row('2026-10'), 900]];
    const { accepted, problems } = handedIn('base-figures', workbookOf({ rows }));
    expect(accepted).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'table-above', row: 2 }));
  });

  it.each([
    ['with fewer columns', ['Enhet', 'Period', 'It-användare']],
    ['with its columns in another order', ['Period', 'Enhet', 'Årsarbetare', 'Verksamhetskostnad']],
    ['with English headings', ['Unit', 'Period', 'FTE', 'Workplaces']],
  ])('below the first, %s, refuses the sheet once', (_, second) => {
    const { accepted, problems } = handedIn(
      'base-figures',
      workbookOf({ rows: [headings, row('2026-09'), [], second, ['hamnen', '2026-10', 1]] }),
    );
    expect(accepted).toBe(false);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({ code: 'second-table', row: 4 }),
    ]);
  });

  it('under the same headings is the same table', () => {
    const { accepted, rows, codes, totals } = handedIn(
      'base-figures',
      workbookOf({ rows: [headings, row('2026-09'), headings, row('2026-10')] }),
    );
    expect({ accepted, rows, totals }).toEqual({ accepted: true, rows: 3, totals: [61_500_000, 61_500_000] });
    expect(codes).toContain('repeated-headings');
  });

  it('on another sheet is told, with how much it holds', () => {
    const second = sheetXml({ rows: [headings, row('2026-10'), row('2026-08')] }, []);
    const bytes = workbookOf(
      { rows: [headings, row('2026-09')] },
      { secondSheet: { name: 'Blad2', xml: second } },
    );
    const { totals, problems } = handedIn('base-figures', bytes);
    expect(totals).toEqual([61_500_000]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'second-sheet',
        severity: 'warning',
        message:
          'Bladet ”Blad2” har samma rubriker men räknades inte. Rader: 2, summa 123\u00a0000\u00a0000.',
      }),
    );
  });

  it('is the one that is read when the first sheet is a summary', () => {
    const second = sheetXml({ rows: [headings, row('2026-10')] }, []);
    const bytes = workbookOf(
      { rows: [['Sammanställning'], ['Kostnad', 123]] },
      { secondSheet: { name: 'Underlag', xml: second } },
    );
    const { accepted, totals, problems } = handedIn('base-figures', bytes);
    expect({ accepted, totals }).toEqual({ accepted: true, totals: [61_500_000] });
    expect(problems[0]?.message).toContain('Underlag');
  });
});

describe('what a sheet hides', () => {
  it('is counted, and told with its sum', () => {
    const hidden = { cells: entry(20, 'B'), hidden: true };
    const { totals, problems } = handedIn(
      'cost',
      workbookOf({ rows: [HEADER, entry(100, 'A'), hidden, { ...hidden, cells: entry(30, 'C') }] }),
    );
    expect(totals).toEqual([150]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'hidden-rows',
        severity: 'warning',
        row: 3,
        message: 'Dolda eller bortfiltrerade rader räknades med: 2, summa 50.',
      }),
    );
  });

  it('is told of columns, too', () => {
    const before = '<cols><col min="3" max="3" width="9" hidden="1"/></cols>';
    const { problems } = handedIn('cost', workbookOf({ before, rows: [HEADER, entry(100, 'A')] }));
    expect(problems).toContainEqual(expect.objectContaining({ code: 'hidden-column', column: 'Belopp' }));
  });
});

describe('figures without a heading', () => {
  it.each([
    [
      'a workbook',
      workbookOf({ rows: [HEADER, [...entry(100, 'A'), '', 55.5], [...entry(1, 'B'), '', 'obs']] }),
    ],
    [
      'delimited text',
      `${csv()};;\n${[...entry(100, 'A'), '', '55,5'].join(';')}\n${[...entry(1, 'B'), '', 'obs'].join(';')}\n`,
    ],
  ])('of %s are told with their sum', (_, file) => {
    const { totals, problems } = handedIn('cost', file);
    expect(totals).toEqual([101]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'figures-without-heading',
        severity: 'warning',
        message: 'Tal i kolumner utan rubrik räknades inte: 1, summa 55,50, det första i H2.',
      }),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'cells-without-heading', severity: 'notice' }),
    );
  });
});

describe('what stands above a table', () => {
  it.each([
    ['Belopp i tkr', 'scaled-amount', false],
    ['It-kostnader 2026 (mnkr)', 'scaled-amount', false],
    ['Alla belopp i EUR', 'currency-not-sek', false],
    ['Beloppen är inkl. moms', 'with-vat', false],
    ['Ackumulerat utfall', 'title-not-understood', true],
    ['Helår 2026', 'title-not-understood', true],
  ])('%s is not passed over', (title, code, accepted) => {
    const file = `${title};;;;;\n;;;;;\n${csv(entry(100, 'A'))}`;
    const read = handedIn('cost', file);
    expect(read.accepted).toBe(accepted);
    expect(read.problems).toContainEqual(expect.objectContaining({ code, row: 1 }));
  });

  it.each([
    'It-kostnader oktober 2026',
    'Stadens budget är 12 mkr',
    'Äldreförvaltningen;Period;2026-10',
    'Utskriven 2026-11-05',
    'Alla belopp i kronor exkl. moms',
  ])('%s is a title', (title) => {
    const { accepted, totals, problems } = handedIn('cost', `${title}\n${csv(entry(100, 'A'))}`);
    expect({ accepted, totals }).toEqual({ accepted: true, totals: [100] });
    expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  });

  it('is told when it is filled like data', () => {
    const { problems } = handedIn('cost', `hamnen;2026-09;100;actual\n${csv(entry(100, 'A'))}`);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'rows-above-headings', row: 1, severity: 'warning' }),
    );
  });
});
