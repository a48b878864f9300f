import { describe, expect, it } from '@jest/globals';
import { handedIn } from '../../../test/fixtures/intake/handed-in.js';
import { type WrittenCell, workbookOf } from '../../../test/fixtures/intake/worksheet.js';

function costHeaded(amount: string) {
  return handedIn(
    'cost',
    `Enhet;Period;${amount};Slag;Anskaffningsområde\nhamnen;2026-10;1250;actual;software\n`,
  );
}

describe('words in a heading', () => {
  it.each([
    ['Belopp (tkr)', 'scaled-amount'],
    ['Belopp, tkr', 'scaled-amount'],
    ['Belopp i tusental kronor', 'scaled-amount'],
    ['Belopp [mnkr]', 'scaled-amount'],
    ['Belopp/MSEK', 'scaled-amount'],
    ['Amount (EUR)', 'currency-not-sek'],
    ['Belopp – €', 'currency-not-sek'],
    ['Belopp (kr inkl. moms)', 'with-vat'],
    ['Belopp (ackumulerat)', 'accumulated-figures'],
    ['Belopp (helår)', 'other-period-length'],
    ['Belopp (andel)', 'percent'],
  ])('%s refuses the file once, naming the column', (heading, code) => {
    const { accepted, problems } = costHeaded(heading);
    expect(accepted).toBe(false);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({ code, row: null, column: heading }),
    ]);
  });

  it.each([
    'Belopp (kr)',
    'Belopp, SEK',
    'Belopp kr exkl. moms',
    'Belopp (kr/mån)',
    'belopp_(SEK)',
    'Belopp\t(kr)'.replace('\t', ' '),
  ])('%s is read without a word', (heading) => {
    const { accepted, problems, totals } = costHeaded(heading);
    expect({ accepted, totals }).toEqual({ accepted: true, totals: [1250] });
    expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  });

  it.each(['Belopp (netto)', 'Belopp (2026)', 'Belopp (prel.)'])(
    '%s is counted and remarked on',
    (heading) => {
      const { totals, codes } = costHeaded(heading);
      expect(totals).toEqual([1250]);
      expect(codes).toContain('qualifier-not-understood');
    },
  );

  it('that belong to a column of text are passed over', () => {
    const text =
      'Enhet (id, namn);Period (år, månad);Belopp;Slag (utfall);Anskaffningsområde\nhamnen;2026-10;1;actual;software\n';
    expect(handedIn('cost', text).accepted).toBe(true);
  });
});

describe('words in a number format', () => {
  function costOf(amount: WrittenCell) {
    const header = ['Enhet', 'Period', 'Belopp', 'Slag', 'Anskaffningsområde', 'Konto'];
    const konto = { number: 5420, format: '"konto "0' };
    return handedIn(
      'cost',
      workbookOf({ rows: [header, ['hamnen', '2026-10', amount, 'actual', 'software', konto]] }),
    );
  }

  it.each([
    ['#,##0 "tkr"', 'scaled-amount'],
    ['#,##0 "mnkr"', 'scaled-amount'],
    ['[$€-2] #,##0.00', 'currency-not-sek'],
    ['#,##0 [$kr-414]', 'currency-not-sek'],
    ['0"%"', 'percent'],
    ['0%', 'percent'],
    ['#,##0 "kr inkl. moms"', 'with-vat'],
    ['#,##0,"mkr"', 'scaled-amount'],
  ])('%s refuses the cell', (format, code) => {
    const { accepted, problems } = costOf({ number: 1250, format });
    expect(accepted).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code, row: 2, cell: 'C2', severity: 'error' }));
  });

  it.each(['#,##0 "kr"', '[$kr-41D] #,##0.00', '#,##0,"tkr"', '0.00,,"mkr"', '#,##0.0,," M"'])(
    '%s is read without a word',
    (format) => {
      const { totals, problems } = costOf({ number: 1_250_000, format });
      expect(totals).toEqual([1_250_000]);
      expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    },
  );

  it.each([
    ['#,##0,', 'shown-divided'],
    ['0.0,,', 'shown-divided'],
    ['#,##0" st"', 'qualifier-not-understood'],
  ])('%s is counted and remarked on', (format, code) => {
    const { totals, codes } = costOf({ number: 1_250_000, format });
    expect(totals).toEqual([1_250_000]);
    expect(codes).toContain(code);
  });
});
