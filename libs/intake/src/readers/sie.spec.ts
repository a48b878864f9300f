import { describe, expect, it } from '@jest/globals';
import { Period } from '#core';
import fc from 'fast-check';
import { SMALL_CITY, schemaOf } from '../../../../test/fixtures/intake/small-city.js';
import { textOf } from '../cells/cell.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { type ReadingCircumstances } from '../reading-circumstances.js';
import { isSie, readSie } from './sie.js';
import { sieRecords } from './sie/sie-records.js';

function read(lines: readonly string[] | Uint8Array, more: Partial<ReadingCircumstances> = {}) {
  const bytes = lines instanceof Uint8Array ? lines : Buffer.from(lines.join('\r\n'));
  const file = { bytes, fileName: 'a.se' };
  return readSie(file, {
    dataset: schemaOf('cost'),
    catalogue: SMALL_CITY,
    claimedPeriod: null,
    mayHandInFor: () => true,
    language: 'sv',
    limits: DEFAULT_LIMITS,
    ...more,
  });
}

type Answer = ReturnType<typeof read>;

/** Unit, month, amount, kind, area, account and cost centre of each row. */
function rows(answer: Answer): string[] {
  if (!answer.ok) throw new Error(answer.problem.code);
  const { header } = answer.value;
  const columns = ['unit', 'period', 'amount', 'kind', 'procurement_area', 'account', 'cost_centre'];
  return [...answer.value.rows].map(({ cells }) =>
    columns
      .map((c) => textOf(cells[header.indexOf(c)] ?? ''))
      .join(' ')
      .trim(),
  );
}

function codes(answer: Answer): string[] {
  return answer.ok ? answer.value.notices.map(({ code }) => code) : [answer.problem.code];
}

const HEAD = ['#FLAGGA 0', '#FORMAT PC8', '#FNAMN "Staden"', '#RAR 0 20260101 20261231'];
const asCulture = { mayHandInFor: (unit: string) => unit === 'kulturnamnden' };

describe('a line of a SIE file', () => {
  const fields = (text: string) => [...sieRecords(text)].map(({ label, fields: f }) => [label, ...f]);

  it.each([
    ['#KONTO 1915 "Kassa \\"special\\""', ['#KONTO', '1915', 'Kassa "special"']],
    ['#PROSA "C:\\SIE\\fil.se"', ['#PROSA', 'C:\\SIE\\fil.se']],
    ['#psaldo\t0  202609 5010 {1 "01 2"} 3.5 ', ['#PSALDO', '0', '202609', '5010', ['1', '01 2'], '3.5']],
    ['#TRANS 7010 {"1" "456" "7" "47"} 1', ['#TRANS', '7010', ['1', '456', '7', '47'], '1']],
    ['#TRANS 1910 { } -1 "" ""', ['#TRANS', '1910', [], '-1', '', '']],
    ['#FNAMN "Slutar aldrig', ['#FNAMN', 'Slutar aldrig']],
    ['  {', ['{']],
    ['}', ['}']],
  ])('%s', (text, expected) => {
    expect(fields(text)).toEqual([expected]);
  });

  it('may hold a brace and a record', () => {
    expect(fields('{ #TRANS 1 {} 2')).toEqual([['{'], ['#TRANS', '1', [], '2']]);
    expect(fields('#VER A 1 20260917 "x" {')).toEqual([['#VER', 'A', '1', '20260917', 'x'], ['{']]);
  });

  it('ends with any line ending, and may be empty or no record', () => {
    expect([...sieRecords('#A\r\n\n#B\rtext\n#C\n\u001a')].map(({ line, label }) => [line, label])).toEqual([
      [1, '#A'],
      [3, '#B'],
      [4, ''],
      [5, '#C'],
    ]);
  });
});

describe('month amounts of a ledger', () => {
  const objects = [
    '#PSALDO 0 202609 6410 {} 100.10',
    '#PSALDO 0 202609 6410 {1 "1201"} 60.05',
    '#PSALDO 0 202609 6410 {1 "21"} 30',
    '#PSALDO 0 202609 6410 {2 "1201x"} 60.05',
    '#PSALDO 0 202609 6410 {6 "P1"} 100.10',
    '#PSALDO 0 202609 6410 {1 "1201" 6 "P1"} 60.05',
  ];

  it('are taken once: objects of one dimension, and what is left of the total', () => {
    const answer = read([...HEAD, '#SIETYP 3', ...objects]);
    expect(rows(answer)).toEqual([
      'kulturnamnden 2026-09 60.05 actual software 6410 1201',
      'spanga-tensta 2026-09 30 actual software 6410 21',
    ]);
    expect(codes(answer)).toEqual(['read-as-sie', 'no-cost-centre']);
    expect(answer).toMatchObject({ value: { notices: [{}, { details: { actual: '10,05', budget: '0' } }] } });
  });

  it('of no cost centre are those of the only unit that may be meant', () => {
    expect(rows(read([...HEAD, '#SIETYP 3', ...objects], asCulture)).at(-1)).toBe(
      'kulturnamnden 2026-09 10.05 actual software 6410',
    );
  });

  it('are totals only in type 2, with or without an empty list', () => {
    const answer = read(
      [...HEAD, '#SIETYP 2', ...objects, '#PSALDO 0 202610 6410 7,5', '#PBUDGET 0 202610 6410 {} -5'],
      asCulture,
    );
    expect(rows(answer)).toEqual([
      'kulturnamnden 2026-09 100.1 actual software 6410',
      'kulturnamnden 2026-10 7.5 actual software 6410',
      'kulturnamnden 2026-10 -5 budget software 6410',
    ]);
  });

  it('may be objects without totals', () => {
    const answer = read([...HEAD, '#SIETYP 3', '#PSALDO 0 202609 6410 {1 "1201"} 60']);
    expect(rows(answer)).toEqual(['kulturnamnden 2026-09 60 actual software 6410 1201']);
  });

  it('are those of the current year and the claimed period', () => {
    const months = ['202608', '202609', '202610'].map((month) => `#PSALDO 0 ${month} 6410 {} 1`);
    const answer = read([...HEAD, '#SIETYP 2', ...months, '#PSALDO -1 202509 6410 {} 1'], {
      ...asCulture,
      claimedPeriod: Period.of('2026-09'),
    });
    expect(rows(answer)).toEqual(['kulturnamnden 2026-09 1 actual software 6410']);
    expect(codes(answer)).toEqual(['read-as-sie', 'months-outside-claimed', 'other-years']);
  });

  it('are read by the map in force for the unit', () => {
    const broken = HEAD.map((line) => line.replace('#RAR 0 20260101', '#RAR 0 20250701'));
    const lines = [...broken, '#SIETYP 2', '#PSALDO 0 202512 6410 {} 1', '#PSALDO 0 202601 6540 {} 2'];
    expect(rows(read(lines, { mayHandInFor: (unit) => unit === 'hamnen' }))).toEqual([
      'hamnen 2025-12 1 actual software 6410',
      'hamnen 2026-01 2 actual operations 6540',
    ]);
  });

  it('are compared with the year', () => {
    const lines = [...HEAD, '#SIETYP 2', '#RES 0 6410 5', '#PSALDO 0 202609 6410 {} 4'];
    expect(codes(read(lines, asCulture))).toEqual(['read-as-sie', 'months-differ-from-year']);
  });

  it('on accounts that nobody mapped are told with their sums, and others are not', () => {
    const answer = read(
      [
        ...HEAD,
        '#SIETYP 2',
        '#KONTO 6990 "Övrigt"',
        '#PSALDO 0 202608 6990 {} 1000',
        '#PSALDO 0 202609 6990 {} 234.5',
        '#PBUDGET 0 202609 6990 {} 7',
        '#PSALDO 0 202609 5010 {} 10',
        '#PSALDO 0 202609 1930 {} -10',
        '#PSALDO 0 202609 3010 {} -10',
      ],
      asCulture,
    );
    expect(codes(answer)).toEqual(['read-as-sie', 'accounts-not-it', 'unmapped-account']);
    expect(answer).toMatchObject({
      value: {
        rows: [],
        notices: [{}, {}, { row: 7, value: '6990', details: { account: '6990 Övrigt', budget: '7' } }],
      },
    });
  });
});

describe('transactions of a ledger', () => {
  const head = [...HEAD, '#SIETYP 4', '#UB 0 1930 0'];
  const voucher = (...lines: string[]) => ['#VER A 1 20260917 "Licenser"', '{', ...lines, '}'];

  it('are added up by month, account and cost centre', () => {
    const answer = read([
      ...head,
      ...voucher(
        '#TRANS 6410 {1 "1201"} 10.10',
        '#TRANS 6410 {6 "P" 1 "1201"} 0.20',
        '#TRANS 1930 {} -10.30',
      ),
      ...voucher(
        '#TRANS 6410 {1 "1201"} 5 20261001',
        '#TRANS 6410 {} 1 20251231',
        '#TRANS 6410 {1 "21"} 1',
        '#TRANS 1930 {} -7',
      ),
    ]);
    expect(rows(answer)).toEqual([
      'kulturnamnden 2026-09 10.3 actual software 6410 1201',
      'kulturnamnden 2026-10 5 actual software 6410 1201',
      'spanga-tensta 2026-09 1 actual software 6410 21',
    ]);
    expect(codes(answer)).toEqual(['read-as-sie', 'other-years']);
  });

  it('count what was added once and what was removed not at all', () => {
    const answer = read(
      [
        ...head,
        ...voucher(
          '#TRANS 6410 {} 960.00',
          '#BTRANS 6410 {} 77',
          '#RTRANS 6410 {} -160.00',
          '#TRANS  6410 {} -160.00',
          '#RTRANS 6410 {} 3',
          '#TRANS 1930 {} -803',
        ),
      ],
      asCulture,
    );
    expect(rows(answer)).toEqual(['kulturnamnden 2026-09 803 actual software 6410']);
  });

  it('are not taken where there are month amounts', () => {
    const lines = voucher('#TRANS 6410 {} 1', '#TRANS 1930 {} -1');
    const answer = read([...head, '#PSALDO 0 202609 6410 {} 1', ...lines], asCulture);
    expect(rows(answer)).toEqual(['kulturnamnden 2026-09 1 actual software 6410']);
  });

  it('on their way into a ledger are remarked on', () => {
    const answer = read(
      ['#FLAGGA 0', '#SIETYP 4', ...voucher('#TRANS 6410 {} 1', '#TRANS 1930 {} -1')],
      asCulture,
    );
    expect(codes(answer)).toEqual(['read-as-sie', 'sie-for-import']);
  });
});

describe('a ledger that cannot be read', () => {
  it.each([
    ['a year alone', [...HEAD, '#SIETYP 1', '#RES 0 6410 1'], 'sie-without-months'],
    ['another currency', [...HEAD, '#VALUTA EUR', '#PSALDO 0 202609 6410 {} 1'], 'currency-not-sek'],
    ['an open checksum', ['#KSUMMA', ...HEAD, '#PSALDO 0 202609 6410 {} 1'], 'sie-truncated'],
    ['an open voucher', [...HEAD, '#VER A 1 20260917', '{', '#TRANS 6410 {} 1'], 'sie-truncated'],
    ['a thirteenth month', [...HEAD, '#PSALDO 0 202613 6410 {} 1'], 'not-a-period'],
    ['no amount', [...HEAD, '#PSALDO 0 202609 6410 {} ett'], 'not-a-number'],
    ['no day', [...HEAD, '#VER A 1 "" x', '{', '#TRANS 6410 {} 0', '}'], 'not-a-period'],
    ['a year before any map', ['#SIETYP 2', '#PSALDO 0 201909 6410 {} 1'], 'no-account-map'],
    ['nothing', [], 'empty-file'],
  ])('%s', (_, lines, code) => {
    expect(codes(read(lines, asCulture))).toEqual([code]);
  });

  it('is told so in other data sets, and recognised there', () => {
    expect(codes(read(HEAD, { dataset: schemaOf('survey') }))).toEqual(['sie-only-cost']);
    expect(isSie({ bytes: Buffer.from('\n#FLAGGA 0'), fileName: 'huvudbok.txt' })).toBe(true);
    expect(isSie({ bytes: Buffer.from('unit;period'), fileName: 'a.csv' })).toBe(false);
  });

  it('is refused past the limit of rows', () => {
    const limits = { ...DEFAULT_LIMITS, maxRows: 1 };
    const [line, other] = ['#PSALDO 0 202609 6410 {} 1', '#PSALDO 0 202610 6410 {} 1'];
    expect(codes(read([...HEAD, line], { limits, ...asCulture }))).toEqual(['read-as-sie']);
    expect(codes(read([...HEAD, line, other], { limits }))).toEqual(['too-many-rows']);
  });
});

describe('the characters of a ledger', () => {
  const name = 'Förbrukning å Ärenden';
  const inCp437 = Buffer.from('F\x94rbrukning \x86 \x8erenden', 'latin1');
  const text = (encoded: Uint8Array) =>
    Buffer.concat([
      Buffer.from('#FORMAT PC8\n#SIETYP 2\n#KONTO 6410 "'),
      encoded,
      Buffer.from('"\n#PSALDO 0 202609 6410 {} 1\n'),
    ]);

  it.each([
    ['PC8 (CP437)', inCp437],
    ['Windows-1252', Buffer.from(name, 'latin1')],
    ['UTF-8', Buffer.from(name)],
  ])('%s, whatever the file says', (encoding, encoded) => {
    const answer = read(text(encoded), asCulture);
    expect(answer).toMatchObject({
      value: {
        notices: [{ details: { encoding } }],
        rows: [{ cells: expect.arrayContaining([name]) as unknown }],
      },
    });
  });
});

describe('whatever the records', () => {
  const field = fc.oneof(
    fc.constantFrom('0', '-1', '202609', '6410', '{}', '{1 "1201"}', '{', '}', '"', '1.5', '20260917', '\\"'),
    fc.string({ maxLength: 6 }),
  );
  const label = fc.constantFrom(
    ...[
      '#PSALDO',
      '#PBUDGET',
      '#VER',
      '#TRANS',
      '#RTRANS',
      '#BTRANS',
      '#RES',
      '#RAR',
      '#KSUMMA',
      '{',
      '}',
      '#X',
    ],
  );
  const line = fc.tuple(label, fc.array(field, { maxLength: 7 })).map(([l, f]) => [l, ...f].join(' '));

  it('the answer is a table or a fault', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        expect(typeof read(lines).ok).toBe('boolean');
      }),
    );
  });

  it('no krona is lost or counted twice between totals and objects', () => {
    const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const object = fc.tuple(fc.constantFrom('1201', '1202', '21'), amount);
    fc.assert(
      fc.property(amount, fc.uniqueArray(object, { selector: ([code]) => code }), (total, parts) => {
        const answer = read(
          [
            '#SIETYP 3',
            `#PSALDO 0 202609 6410 {} ${total / 100}`,
            ...parts.map(([code, ore]) => `#PSALDO 0 202609 6410 {1 "${code}"} ${ore / 100}`),
          ],
          { mayHandInFor: (unit) => unit === 'kulturnamnden' },
        );
        if (!answer.ok) throw new Error(answer.problem.code);
        const sum = [...answer.value.rows].reduce(
          (s, { cells }) => s + Math.round(Number(cells[2]) * 100),
          0,
        );
        expect(sum).toBe(total);
      }),
    );
  });
});
