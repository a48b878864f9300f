import { describe, expect, it } from '@jest/globals';
import { CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { UnclosedQuote, csvRecords } from './csv-records.js';
import { type Delimiter } from './delimiters.js';

type Records = readonly (readonly string[])[] | 'unclosed';

function trimmed(records: Iterable<readonly string[]>): Records {
  return [...records].map((cells) => cells.map((text) => text.trim()));
}

function ours(text: string, delimiter: Delimiter): Records {
  try {
    return trimmed(csvRecords(Buffer.from(text), delimiter));
  } catch (thrown) {
    if (thrown instanceof UnclosedQuote) return 'unclosed';
    throw thrown;
  }
}

/** What a parser that many have used for long makes of the same text, as lenient as it can be. */
function theirs(text: string, delimiter: Delimiter): Records {
  try {
    return trimmed(
      parse(text, {
        delimiter,
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        relax_quotes: true,
        ltrim: true,
      }),
    );
  } catch (thrown) {
    if (thrown instanceof CsvError && thrown.code === 'CSV_QUOTE_NOT_CLOSED') return 'unclosed';
    throw thrown;
  }
}

describe('the records of delimited text', () => {
  const delimiter = fc.constantFrom<Delimiter>(';', ',', '\t');
  const text = fc.string({
    unit: fc.constantFrom('a', 'Å', '"', '"', ';', ',', '\t', '\n', '\r', '\r\n', ' ', '\u00a0'),
    maxLength: 40,
  });

  it('are those that csv-parse finds, whatever the text', () => {
    fc.assert(
      fc.property(text, delimiter, (written, mark) => {
        expect(ours(written, mark)).toEqual(theirs(written, mark));
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same where the text is longer than what is decoded at a time', () => {
    const repeated = fc.tuple(text, fc.integer({ min: 1000, max: 9000 }), text);
    fc.assert(
      fc.property(repeated, delimiter, ([line, times, last], mark) => {
        const written = line.repeat(times) + last;
        expect(ours(written, mark)).toEqual(theirs(written, mark));
      }),
      { numRuns: 10 },
    );
  });

  it.each(['\n', '\r', '\r\n'])(
    'are whole when a cell is longer than what is decoded at a time (%j)',
    (end) => {
      const long = `${'Ö'.repeat(50_000)}${end}${'x'.repeat(100_000)}`;
      const written = `a;"${long}";"b"${end}c`;
      expect(ours(written, ';')).toEqual([['a', long, 'b'], ['c']]);
    },
  );
});
