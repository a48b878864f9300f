import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SMALL_CITY, schemaOf } from '../../../../../test/fixtures/intake/small-city.js';
import { DEFAULT_LIMITS } from '../../limits.js';
import { type Details, type Fault, PROBLEMS } from '../../problem-codes.js';
import { readSie } from '../sie.js';

/** Codes of what is left out, each told with its sums. */
const LEFT_OUT = ['months-outside-claimed', 'other-years', 'no-cost-centre', 'unmapped-cost-centre'];
const ACCOUNTS = ['6410', '6810', '6820', '5010', '1930'];
const IT = ACCOUNTS.slice(0, 3);

interface Told {
  readonly counted: number;
  readonly leftOut: number;
  readonly notices: readonly Fault[];
}

/** What of a ledger's IT costs counts and is told to be left out, in öre; `null`: it is refused. */
function told(lines: readonly string[]): Told | null {
  const answer = readSie(
    { bytes: Buffer.from(lines.join('\n')), fileName: 'a.se' },
    {
      dataset: schemaOf('cost'),
      catalogue: SMALL_CITY,
      claimedPeriod: null,
      mayHandInFor: () => true,
      language: 'en',
      limits: DEFAULT_LIMITS,
    },
  );
  if (!answer.ok) {
    expect(PROBLEMS[answer.problem.code].severity).toBe('error');
    return null;
  }
  const { rows, header, notices } = answer.value;
  const amount = header.indexOf('amount');
  let counted = 0;
  for (const { cells } of rows) counted += Math.round(Number(cells[amount]) * 100);
  const leftOut = notices
    .filter(({ code }) => LEFT_OUT.includes(code))
    .reduce((sum, { details }) => sum + inOre(details?.actual) + inOre(details?.budget), 0);
  return { counted, leftOut, notices };
}

function inOre(amount: Details[string] = 0): number {
  const text = typeof amount === 'object' ? amount.en : String(amount);
  return Math.round(Number(text.replace(/,/g, '')) * 100);
}

/** Something happens to one line of a file. */
const damage = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('lose', 'repeat', 'digit', 'label', 'blank', 'swap', 'quote', 'hash'),
  digit: fc.integer({ min: 0, max: 9 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function damaged(lines: readonly string[], { at, how, digit }: Damage): string[] {
  const place = 3 + (at % Math.max(1, lines.length - 3));
  const line = lines[place] ?? '';
  const before = lines.slice(0, place);
  const after = lines.slice(place + 1);
  switch (how) {
    case 'lose':
      return [...before, ...after];
    case 'repeat':
      return [...before, line, line, ...after];
    case 'swap':
      return [...before, ...after.slice(0, 1), line, ...after.slice(1)];
    case 'digit':
      return [...before, line.replace(/\d(?=\.?\d*$)/, String(digit)), ...after];
    case 'label':
      return [...before, line.replace(/^(\s*#\w)\w/, '$1'), ...after];
    case 'blank':
      return [...before, line.replace(/(\d)(?=\d\d\d\.\d\d)/, '$1 '), ...after];
    case 'quote':
      return [...before, line.replace('"', ''), ...after];
    case 'hash':
      return [...before, line.replace('#', ''), ...after];
  }
}

const ore = fc.integer({ min: -5_000_000, max: 5_000_000 });
const kronor = (amount: number): string => (amount / 100).toFixed(2);
const object = fc.constantFrom(
  '{}',
  '{1 "1201"}',
  '{1 "21"}',
  '{1 "99"}',
  '{6 "P1"}',
  '{1 "1201" 6 "P1"}',
  '{7 "A"}',
);
const month = fc.integer({ min: 1, max: 12 }).map((number) => `2026${String(number).padStart(2, '0')}`);
const HEAD = ['#FLAGGA 0', '#FNAMN "Staden"', '#RAR 0 20260101 20261231'];

const post = fc.record({ account: fc.constantFrom(...ACCOUNTS), object, amount: ore });
const voucher = fc.record({
  day: fc.tuple(month, fc.constantFrom('01', '28'), fc.boolean()),
  posts: fc.array(post, { minLength: 1, maxLength: 4 }),
});

/** A ledger of vouchers, some of another year, each in balance. */
const vouchers = fc
  .array(voucher, { maxLength: 6 })
  .map((list) =>
    list.flatMap(({ day: [of, day, isCurrent], posts }, index) => [
      `#VER A ${index + 1} ${isCurrent ? of : of.replace('2026', '2025')}${day} "x"`,
      '{',
      ...posts.map(({ account, object: on, amount }) => `  #TRANS ${account} ${on} ${kronor(amount)}`),
      `  #TRANS 2440 {} ${kronor(-posts.reduce((sum, { amount }) => sum + amount, 0))}`,
      '}',
    ]),
  );

/** What the lines of a file say is on IT accounts, in öre, read without any of the reader's parts. */
function inFile(lines: readonly string[], record: RegExp): number {
  return lines.reduce((sum, line) => {
    const match = record.exec(line);
    return match && IT.includes(match[1] ?? '') ? sum + inOre(match[2]) : sum;
  }, 0);
}

const TRANSACTION = /^\s*#TRANS (\d+) \{.*\} (\S+)$/;
const BALANCE = /^\s*#PSALDO -?\d+ \d+ (\d+) \{.*\} (\S+)$/;

describe('a ledger that is damaged line by line', () => {
  it('of vouchers is refused, or what counts and what is left out is what it holds', () => {
    fc.assert(
      fc.property(vouchers, fc.array(damage, { maxLength: 3 }), (body, damages) => {
        const lines = damages.reduce<string[]>(damaged, [...HEAD, '#SIETYP 4', ...body]);
        const outcome = told(lines);
        if (outcome) expect(outcome.counted + outcome.leftOut).toBe(inFile(lines, TRANSACTION));
      }),
      { numRuns: 300 },
    );
  });

  it('of balances on one object each is the same, and a line that is not read is told', () => {
    const balance = fc.record({
      account: fc.constantFrom(...ACCOUNTS),
      month,
      amount: ore,
      on: object,
      isCurrent: fc.boolean(),
    });
    const unique = fc.uniqueArray(balance, {
      maxLength: 12,
      selector: (b) => `${b.account} ${b.month} ${b.isCurrent}`,
    });
    fc.assert(
      fc.property(unique, fc.array(damage, { maxLength: 3 }), (list, damages) => {
        const body = list.map(
          ({ account, month: of, amount, on, isCurrent }) =>
            `#PSALDO ${isCurrent ? `0 ${of}` : `-1 ${of.replace('2026', '2025')}`} ${account} ${on} ${kronor(amount)}`,
        );
        const lines = damages.reduce<string[]>(damaged, [...HEAD, '#SIETYP 3', ...body]);
        const outcome = told(lines);
        if (!outcome) return;
        expect(outcome.counted + outcome.leftOut).toBe(inFile(lines, BALANCE));
        const unread = lines.filter((line) => line.includes('ALDO') && !line.startsWith('#PSALDO'));
        const remarks = outcome.notices.filter(({ code }) => code === 'sie-amount-not-read');
        expect(remarks.length).toBe(unread.length);
      }),
      { numRuns: 300 },
    );
  });

  it('of balances by objects makes the year, or names the other sum, or is told not to make it', () => {
    const parts = fc.array(
      fc.tuple(
        object.filter((on) => on !== '{}'),
        ore,
      ),
      { maxLength: 3 },
    );
    const account = fc.record({
      own: ore,
      parts: parts.map((list) => [...new Map(list)]),
      isLayered: fc.boolean(),
      hasYear: fc.boolean(),
    });
    fc.assert(
      fc.property(
        account,
        fc.array(damage, { maxLength: 2 }),
        ({ own, parts: list, isLayered, hasYear }, damages) => {
          const whole = isLayered ? own : own + list.reduce((sum, [, amount]) => sum + amount, 0);
          const body = [
            ...(hasYear ? [`#RES 0 6410 ${kronor(whole)}`] : []),
            `#PSALDO 0 202609 6410 {} ${kronor(own)}`,
            ...list.map(([on, amount]) => `#PSALDO 0 202609 6410 ${on} ${kronor(amount)}`),
          ];
          const lines = damages.reduce<string[]>(damaged, [...HEAD, '#SIETYP 3', ...body]);
          const outcome = told(lines);
          if (!outcome) return;
          const sum = outcome.counted + outcome.leftOut;
          const year = /^#RES 0 6410 (\S+)$/m.exec(lines.join('\n'))?.[1];
          const codes = outcome.notices.map(({ code }) => code);
          if (year !== undefined)
            expect(sum === inOre(year) || codes.includes('months-differ-from-year')).toBe(true);
          const others = outcome.notices.filter(({ code }) => code === 'sie-two-readings');
          for (const { details } of others) expect(inOre(details?.counted)).toBe(sum);
        },
      ),
      { numRuns: 300 },
    );
  });
});
