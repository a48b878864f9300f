import { describe, expect, it } from '@jest/globals';
import { crc32 } from 'node:zlib';
import { type UploadProblem } from '#core';
import { SMALL_CITY, schemaOf } from '../../../../../test/fixtures/intake/small-city.js';
import { type ReadUpload, readUpload } from '../../read-upload.js';

const HEAD = ['#FLAGGA 0', '#FORMAT PC8', '#FNAMN "Kulturen"', '#RAR 0 20260101 20261231'];

/** As the culture committee, whose cost centres begin with 12 and whose IT accounts are 641, 681, 682 and 7431. */
function handedIn(lines: readonly string[], fileName = 'a.se'): ReadUpload {
  return readUpload({
    bytes: Buffer.from(lines.join('\r\n')),
    fileName,
    dataset: schemaOf('cost'),
    catalogue: SMALL_CITY,
    source: 'manual',
    mayHandInFor: (unit) => unit === 'kulturnamnden',
    language: 'en',
  });
}

function coded({ problems }: ReadUpload, severity: UploadProblem['severity']): string[] {
  return problems.filter((problem) => problem.severity === severity).map(({ code }) => code);
}

/** Period and total of each slice, and the warnings. */
function outcome(upload: ReadUpload): unknown[] {
  const totals = upload.slices.map(({ key, total }) => `${key.period} ${total}`);
  return [totals.join(', '), ...coded(upload, 'error'), ...coded(upload, 'warning')];
}

const voucher = (number: number, day: string, ...lines: string[]): string[] => [
  `#VER A ${number} ${day} "x"`,
  '{',
  ...lines,
  '}',
];

describe('balances by objects', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['on a project only', ['#PSALDO 0 202610 6820 {6 "P1"} 1000'], ['2026-10 1000']],
    [
      'on a person only, beside others',
      ['#PSALDO 0 202610 6820 {7 "A"} -5', '#PSALDO 0 202610 6810 {} 9'],
      ['2026-10 4'],
    ],
    [
      'on pairs',
      ['#PSALDO 0 202610 6820 {1 "12" 6 "P"} 10', '#PSALDO 0 202610 6820 {1 "12" 6 "Q"} 7'],
      ['2026-10 17'],
    ],
    ['on three dimensions', ['#PSALDO 0 202610 6820 {6 "P" 7 "A" 1 "12"} 10'], ['2026-10 10']],
    ['without an object’s name', ['#PSALDO 0 202610 6820 {1 "" 6 "P"} 10'], ['2026-10 10']],
    [
      'once by each dimension',
      ['#PSALDO 0 202610 6820 {1 "12"} 10', '#PSALDO 0 202610 6820 {6 "P"} 10', '#RES 0 6820 10'],
      ['2026-10 10'],
    ],
    [
      'each krona once, by the year',
      ['#RES 0 6820 1000', '#PSALDO 0 202610 6820 {} 300', '#PSALDO 0 202610 6820 {6 "P"} 700'],
      ['2026-10 1000'],
    ],
    [
      'each krona once, without a list',
      ['#RES 0 6820 1000', '#PSALDO 0 202610 6820 300', '#PSALDO 0 202610 6820 {1 "12"} 700'],
      ['2026-10 1000'],
    ],
    [
      'each krona once over two dimensions',
      ['#RES 0 6820 6', '#PSALDO 0 202610 6820 {1 "12"} 2', '#PSALDO 0 202610 6820 {6 "P"} 4'],
      ['2026-10 6'],
    ],
    [
      'each krona once by #UB and #IB',
      ['#IB 0 6820 5', '#UB 0 6820 105', '#PSALDO 0 202610 6820 {} 30', '#PSALDO 0 202610 6820 {6 "P"} 70'],
      ['2026-10 100'],
    ],
    [
      'as another account proves',
      [
        '#RES 0 6810 5',
        '#PSALDO 0 202610 6810 {} 2',
        '#PSALDO 0 202610 6810 {6 "P"} 3',
        '#PSALDO 0 202609 6820 {} 30',
        '#PSALDO 0 202609 6820 {6 "P"} 70',
      ],
      ['2026-09 100, 2026-10 5'],
    ],
    [
      'as the whole of another proves',
      [
        '#PSALDO 0 202610 6810 {} 2',
        '#PSALDO 0 202610 6810 {6 "P"} 2',
        '#PSALDO 0 202609 6820 {} 70',
        '#PSALDO 0 202609 6820 {6 "P"} 30',
      ],
      ['2026-09 70, 2026-10 2'],
    ],
    [
      'of which nobody can tell',
      ['#PSALDO 0 202610 6820 {} 300', '#PSALDO 0 202610 6820 {6 "P"} 700'],
      ['2026-10 300', 'sie-two-readings'],
    ],
    [
      'of which nobody can tell, in part',
      ['#PSALDO 0 202610 6820 {} 1000', '#PSALDO 0 202610 6820 {1 "12"} 700'],
      ['2026-10 1000', 'sie-two-readings'],
    ],
    [
      'that neither reading makes the year',
      ['#RES 0 6820 7', '#PSALDO 0 202610 6820 {} 3', '#PSALDO 0 202610 6820 {6 "P"} 1'],
      ['2026-10 3', 'months-differ-from-year', 'sie-two-readings'],
    ],
    [
      'of accounts that are not IT',
      ['#PSALDO 0 202610 5010 {} 3', '#PSALDO 0 202610 5010 {6 "P"} 1', '#PSALDO 0 202610 6820 {} 3'],
      ['2026-10 3'],
    ],
    ['of the budget', ['#PBUDGET 0 202610 6820 {6 "P1"} 40'], ['2026-10 40']],
    [
      'of the budget, as the actual proves',
      [
        '#RES 0 6820 5',
        '#PSALDO 0 202609 6820 {} 2',
        '#PSALDO 0 202609 6820 {6 "P"} 3',
        '#PBUDGET 0 202610 6820 {} 1',
        '#PBUDGET 0 202610 6820 {6 "P"} 6',
      ],
      ['2026-09 5, 2026-10 7'],
    ],
    [
      'of the budget, untold',
      ['#PBUDGET 0 202610 6820 {} 1', '#PBUDGET 0 202610 6820 {6 "P"} 6'],
      ['2026-10 1', 'sie-two-readings'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(outcome(handedIn([...HEAD, '#SIETYP 3', ...lines]))).toEqual(expected);
  });

  it('name both sums where both may be meant', () => {
    const lines = ['#PSALDO 0 202610 6820 {} 300', '#PSALDO 0 202610 6820 {6 "P"} 700'];
    const { problems } = handedIn([...HEAD, '#SIETYP 3', ...lines]);
    expect(problems.find(({ code }) => code === 'sie-two-readings')).toMatchObject({
      row: 6,
      value: '6820',
      message: expect.stringMatching(/SEK 300 if .* SEK 1,000 if /) as unknown,
    });
  });

  it('in type 2 are passed over beside a line without objects, and count without one', () => {
    const lines = [
      '#PSALDO 0 202610 6820 {} 3',
      '#PSALDO 0 202610 6820 {6 "P"} 1',
      '#PSALDO 0 202611 6820 {6 "P"} 5',
    ];
    expect(outcome(handedIn([...HEAD, '#SIETYP 2', ...lines]))).toEqual(['2026-10 3, 2026-11 5']);
  });
});

describe('balances and vouchers', () => {
  const own = voucher(1, '20261003', '#TRANS 6820 {} 900', '#TRANS 1930 {} -900');
  it.each<[string, readonly string[], readonly string[]]>([
    ['of different accounts', ['#PSALDO 0 202610 6810 {1 "12"} 300', ...own], ['2026-10 1200']],
    [
      'of different months',
      ['#PSALDO 0 202609 6820 {} 300', ...own],
      ['2026-09 300, 2026-10 900', 'sie-balances-and-vouchers'],
    ],
    [
      'of different months, of one year',
      ['#RES 0 6820 1200', '#PSALDO 0 202609 6820 {} 300', ...own],
      ['2026-09 300, 2026-10 900', 'sie-balances-and-vouchers'],
    ],
    ['that agree', ['#PSALDO 0 202610 6820 {} 900', ...own], ['2026-10 900']],
    [
      'some of which are not there',
      ['#PSALDO 0 202610 6820 {} 900', '#PSALDO 0 202609 6820 {} 7', ...own],
      ['2026-09 7, 2026-10 900'],
    ],
    ['that differ', ['#PSALDO 0 202610 6820 {} 800', ...own], ['2026-10 800', 'sie-balances-and-vouchers']],
    [
      'that differ, with the year for the balance',
      ['#RES 0 6820 800', '#PSALDO 0 202610 6820 {} 800', ...own],
      ['2026-10 800'],
    ],
    [
      'that differ, with the year for the vouchers',
      ['#RES 0 6820 900', '#PSALDO 0 202610 6820 {} 800', ...own],
      ['2026-10 900', 'sie-balances-and-vouchers'],
    ],
    [
      'and a year that nothing makes up',
      ['#RES 0 6810 50', '#PSALDO 0 202610 6820 {} 900', ...own],
      ['2026-10 900', 'months-differ-from-year'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(outcome(handedIn([...HEAD, '#SIETYP 4', '#UB 0 1930 0', ...lines]))).toEqual(expected);
  });

  it('that agree give the cost centres of the vouchers', () => {
    const lines = voucher(1, '20261003', '#TRANS 6820 {1 "1201"} 900', '#TRANS 1930 {} -900');
    const upload = readUpload({
      bytes: Buffer.from([...HEAD, '#SIETYP 4', '#PSALDO 0 202610 6820 {} 900', ...lines].join('\n')),
      fileName: 'a.se',
      dataset: schemaOf('cost'),
      catalogue: SMALL_CITY,
      source: 'manual',
      mayHandInFor: () => true,
      language: 'en',
    });
    expect(upload.slices.map(({ key, total }) => [key.unit, total])).toEqual([['kulturnamnden', 900]]);
  });
});

describe('a damaged ledger', () => {
  const refused = (lines: readonly string[]): (string | number | null)[] =>
    handedIn([...HEAD, '#SIETYP 4', '#UB 0 1930 0', ...lines])
      .problems.filter(({ severity }) => severity === 'error')
      .flatMap(({ code, row }) => [code, row]);

  it.each<[string, readonly string[], readonly (string | number)[]]>([
    [
      'by a digit',
      voucher(1, '20261003', '#TRANS 6820 {} 9000', '#TRANS 1930 {} -900'),
      ['sie-voucher-unbalanced', 7],
    ],
    [
      'by a sign',
      voucher(1, '20261003', '#TRANS 6820 {} 900', '#TRANS 1930 {} 900'),
      ['sie-voucher-unbalanced', 7],
    ],
    [
      'by a lost line',
      voucher(1, '20261003', '#TRANS 6820 {} 900', '#TRANS 2640 {} 225', '#TRANS 1930 {} -900'),
      ['sie-voucher-unbalanced', 7],
    ],
    ['by an öre', voucher(1, '20261003', '#TRANS 6820 {} 0.01'), ['sie-voucher-unbalanced', 7]],
    [
      'by a line twice',
      voucher(1, '20261003', '#TRANS 6820 {} 9', '#TRANS 6820 {} 9', '#TRANS 1930 {} -9'),
      ['sie-voucher-unbalanced', 7],
    ],
    [
      'by a blank in an amount',
      voucher(1, '20261003', '#TRANS 6820 {} 1 900.00', '#TRANS 1930 {} -1'),
      ['sie-divided-amount', 9],
    ],
    [
      'by blanks in millions',
      voucher(1, '20261003', '#TRANS 6820 {} 1 234 567', '#TRANS 1930 {} -1'),
      ['sie-divided-amount', 9],
    ],
    [
      'by a blank before a day',
      voucher(1, '20261003', '#TRANS 6820 {} -1 900 20261003', '#TRANS 1930 {} 1'),
      ['sie-divided-amount', 9],
    ],
    ['by a blank in a balance', ['#PSALDO 0 202610 6820 {} 1 900.00'], ['sie-divided-amount', 7]],
    ['by a blank in a budget without a list', ['#PBUDGET 0 202610 6820 12 500'], ['sie-divided-amount', 7]],
    ['by a no-break space', ['#PSALDO 0 202610 6820 {} 1\u00a0900.00'], ['not-a-number', 7]],
    ['by a thousands mark', ['#PSALDO 0 202610 6820 {} 1,900'], ['not-a-number', 7]],
    [
      'by a balance twice',
      ['#PSALDO 0 202610 6820 {} 3', '#PSALDO 0 202610 6820 {} 3'],
      ['sie-balance-twice', 8],
    ],
    [
      'by a balance twice, with another amount',
      ['#PSALDO 0 202610 6820 {} 3', '#PSALDO 0 202610 6820 4'],
      ['sie-balance-twice', 8],
    ],
    [
      'by a pair twice, in another order',
      ['#PSALDO 0 202610 6820 {1 "12" 6 "P"} 3', '#PSALDO 0 202610 6820 {6 "P" 1 "12"} 3'],
      ['sie-balance-twice', 8],
    ],
    [
      'by a budget twice',
      ['#PBUDGET 0 202610 6820 {} 3', '#PBUDGET 0 202610 6820 {} 3'],
      ['sie-balance-twice', 8],
    ],
    ['by a month before the year', ['#PSALDO 0 202510 6820 {} 3'], ['sie-month-outside-year', 7]],
    ['by a month after the year', ['#PSALDO 0 202701 6820 {} 3'], ['sie-month-outside-year', 7]],
    ['by a budget outside the year', ['#PBUDGET 0 202512 6820 {} 3'], ['sie-month-outside-year', 7]],
    ['by a lost account', ['#PSALDO 0 202610 {} 3'], ['sie-no-account', 7]],
    ['by half an object', ['#PSALDO 0 202610 6820 {1} 3'], ['sie-object-list', 7]],
    ['by an object without a dimension', ['#PSALDO 0 202610 6820 {P 1} 3'], ['sie-object-list', 7]],
    ['by a lost brace', ['#PSALDO 0 202610 6820 {1 "12" 3'], ['sie-object-list', 7]],
    ['by a lost year', ['#PSALDO 202610 6820 {} 3'], ['sie-no-account', 7]],
    ['by a year that is none', ['#RAR 0 20261301 20261231'], ['not-a-date', 7]],
    ['by a lost beginning of a voucher', ['{', '#TRANS 6820 {} 0', '}'], ['sie-outside-voucher', 8]],
    [
      'by a lost brace of a voucher',
      ['#VER A 1 20261003', '#TRANS 6820 {} 0', '}'],
      ['sie-outside-voucher', 8],
    ],
    [
      'by a lost end of a voucher',
      ['#VER A 1 20261003', '{', '#TRANS 6820 {} 0', ...voucher(2, '20261003')],
      ['sie-truncated', 7],
    ],
    [
      'by a voucher twice',
      [...voucher(1, '20261003', '#TRANS 6820 {} 0'), ...voucher(1, '20261003', '#TRANS 6820 {} 0')],
      ['sie-voucher-twice', 11],
    ],
    ['by a day that is none', voucher(1, '20261003', '#TRANS 6820 {} 0 20261399'), ['not-a-period', 9]],
  ])('%s is refused, with its row', (_, lines, expected) => {
    expect(refused(lines)).toEqual(expected);
  });

  it('names series and number of a voucher', () => {
    const lines = voucher(17, '20261003', '#TRANS 6820 {} 9000', '#TRANS 1930 {} -900');
    const [problem] = handedIn([...HEAD, '#SIETYP 4', ...lines]).problems;
    expect(problem?.message).toContain('Voucher A 17 sums to 8100.00');
  });

  it('is told what lines are not read, and how they may have been meant', () => {
    const lines = [
      '#PSALD 0 202610 6820 {} 3',
      'PSALDO 0 202609 6820 {} 3',
      '#EGET 1',
      '#PSALDO 0 202608 6820 {} 3',
    ];
    const upload = handedIn([...HEAD, '#SIETYP 2', ...lines]);
    expect(outcome(upload)).toEqual(['2026-08 3', 'sie-amount-not-read', 'sie-amount-not-read']);
    expect(upload.problems.find(({ code }) => code === 'sie-lines-not-read')?.row).toBe(8);
  });
});

describe('a ledger that is well formed', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      'with quantities',
      ['#PSALDO 0 202610 6820 {} 1000.00 120', '#PSALDO 0 202610 6410 {} 500 12.5'],
      ['2026-10 1500'],
    ],
    [
      'with days, texts and quantities',
      voucher(1, '20261003', '#TRANS 6820 {} 900 20261101 "Nät" 3', '#TRANS 1930 {} -900 "" "Nät"'),
      ['2026-11 900', 'sie-for-import'],
    ],
    [
      'with a text where the day should be',
      voucher(1, '20261003', '#TRANS 6820 {} 900 "Nät 2"', '#TRANS 1930 {} -900'),
      ['2026-10 900', 'sie-for-import'],
    ],
    [
      'with more decimals than öre',
      voucher(
        1,
        '20261003',
        '#TRANS 6820 {} 0.3333',
        '#TRANS 6820 {} 0.3333',
        '#TRANS 6820 {} 0.3334',
        '#TRANS 1930 {} -1',
      ),
      ['2026-10 0.99', 'sie-for-import'],
    ],
    [
      'with corrections repeated at the end',
      voucher(
        1,
        '20261003',
        '#TRANS 6820 {} 900',
        '#BTRANS 6820 {} 7',
        '#RTRANS 6820 {} -100',
        '#RTRANS 1930 {} -800',
        '#TRANS 6820 {} -100',
        '#TRANS 1930 {} -800',
      ),
      ['2026-10 800', 'sie-for-import'],
    ],
    [
      'with vouchers that have no number',
      [
        ...voucher(1, '20261003', '#TRANS 6820 {} 1', '#TRANS 1930 {} -1'),
        ...voucher(1, '20261003', '#TRANS 6820 {} 1', '#TRANS 1930 {} -1'),
      ].map((line) => line.replace('#VER A 1', '#VER "" ""')),
      ['2026-10 2', 'sie-for-import'],
    ],
    [
      'with the numbers of each year anew',
      [
        ...voucher(1, '20261003', '#TRANS 6820 {} 1', '#TRANS 1930 {} -1'),
        ...voucher(1, '20261103', '#TRANS 6820 {} 1', '#TRANS 1930 {} -1'),
      ],
      ['2026-10 1, 2026-11 1', 'sie-for-import'],
    ],
    [
      'with braces on the same line',
      ['#VER A 1 20261003 "x" {', '#TRANS 6820 {} 5', '#TRANS 1930 {} -5', '}'],
      ['2026-10 5', 'sie-for-import'],
    ],
    [
      'with a broken accounting year',
      ['#RAR 0 20260701 20270630', '#PSALDO 0 202702 6820 {} 5'],
      ['2027-02 5'],
    ],
    ['with the end of file of DOS', ['#PSALDO 0 202610 6820 {} 5', '\u001a'], ['2026-10 5']],
    [
      'with minus before and plus',
      ['#PSALDO 0 202610 6820 {} +5', '#PSALDO 0 202609 6820 {} -5,50'],
      ['2026-09 -5.5, 2026-10 5'],
    ],
  ])('%s is read without remark', (_, lines, expected) => {
    expect(outcome(handedIn([...HEAD, '#SIETYP 4', ...lines]))).toEqual(expected);
  });
});

describe('a checksum', () => {
  const lines = [...HEAD, '#SIETYP 2', '#KONTO 6820 "Data och tele"', '#PSALDO 0 202610 6820 {1 "12"} 5'];
  const fields = lines.join('').replace(/"([^"]*)"|[ {}]/g, '$1');
  const sum = crc32(Buffer.from(fields));
  const withSum = (written: string): string[] =>
    coded(handedIn(['#KSUMMA', ...lines, `#KSUMMA ${written}`]), 'warning');

  it.each([
    ['of labels and fields', String(sum)],
    ['with a sign', String(sum | 0)],
    ['in sixteens', sum.toString(16).toUpperCase()],
    ['of everything but blanks and quotes', String(crc32(Buffer.from(lines.join('').replace(/[ "]/g, ''))))],
  ])('%s is right', (_, written) => {
    expect(withSum(written)).toEqual([]);
  });

  it('that is wrong is a warning', () => {
    expect(withSum('12345')).toEqual(['sie-checksum']);
  });

  it('without a beginning is not looked at', () => {
    expect(coded(handedIn([...lines, '#KSUMMA 12345']), 'warning')).toEqual([]);
  });
});

describe('a file that is no ledger in SIE 4', () => {
  it.each([
    ['SIE 5', 'a.sie', '<?xml version="1.0"?>\n<Sie xmlns="http://www.sie.se/sie5">', 'sie-5'],
    [
      'SIE 5 for import',
      'a.xml',
      '<?xml version="1.0"?><sie:SieEntry xmlns:sie="http://www.sie.se/sie5">',
      'sie-5',
    ],
    ['SIE 5 with a byte order mark', 'huvudbok.txt', '\ufeff<Sie xmlns="http://www.sie.se/sie5">', 'sie-5'],
    ['a web page', 'a.se', '<!DOCTYPE html>\n<html><body>Logga in</body></html>', 'sie-other-format'],
    ['a web page in XHTML', 'a.se', '<?xml version="1.0"?><html>', 'sie-other-format'],
    ['other XML', 'a.si', '<?xml version="1.0"?><Faktura/>', 'sie-other-format'],
    ['a workbook', 'a.se', 'PK\u0003\u0004xl/workbook.xml', 'sie-other-format'],
    ['a table', 'a.se', 'Enhet;Period;Belopp\nhamnen;2026-10;5', 'sie-no-records'],
    ['nothing but blanks', 'a.se', ' \r\n\r\n', 'empty-file'],
  ])('%s is named', (_, name, text, code) => {
    expect(coded(handedIn([text], name), 'error')).toEqual([code]);
  });
});

describe('a ledger without IT costs', () => {
  it.each<[string, readonly string[], string]>([
    ['but known accounts', ['#PSALDO 0 202610 5010 {} 900'], 'sie-no-it-cost'],
    ['but unknown accounts', ['#PSALDO 0 202610 7010 {} 900'], 'sie-no-it-cost'],
    ['but balance accounts', ['#PSALDO 0 202610 1930 {} 900'], 'sie-no-it-cost'],
    ['in this year', ['#PSALDO -1 202510 6820 {} 900', '#PSALDO 0 202610 1930 {} 9'], 'sie-nothing-counted'],
    [
      'on days of this year',
      voucher(1, '20251003', '#TRANS 6820 {} 9', '#TRANS 1930 {} -9'),
      'sie-nothing-counted',
    ],
  ])('%s says so, and what to do', (_, lines, code) => {
    const { problems } = handedIn([...HEAD, '#SIETYP 4', ...lines]);
    const [problem] = problems.filter(({ severity }) => severity === 'error');
    expect(problem).toMatchObject({ code });
    if (code === 'sie-no-it-cost') expect(problem?.message).toContain('config/accounts/kommun-bas.yaml');
  });
});
