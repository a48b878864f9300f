import { describe, expect, it } from '@jest/globals';
import { Period, unpackSlice } from '#core';
import fc from 'fast-check';
import { SMALL_CITY, schemaOf } from '../../../../test/fixtures/intake/small-city.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { type ReadUpload, type UploadRequest, readUpload } from '../read-upload.js';
import { csvReader } from './csv.js';
import { limeSurveyTranslation } from './limesurvey.js';

const BY_CODE =
  'id;submitdate;lastpage;startlanguage;seed;token;ipaddr;refurl;ENHET;ITNYTTA;DIG[SQ001];FRITEXT';
const BY_TEXT =
  'Response ID;Date submitted;Last page;Start language;Var arbetar du?;Är it till nytta i ditt arbete?;Hur väl stämmer det? [Jag behöver ofta hjälp]';

function request(lines: readonly string[], more: Partial<UploadRequest> = {}): UploadRequest {
  return {
    bytes: Buffer.from(`\ufeff${lines.join('\r\n')}`),
    fileName: 'results-survey123456.csv',
    dataset: schemaOf('survey'),
    catalogue: SMALL_CITY,
    source: 'manual',
    mayHandInFor: () => true,
    language: 'sv',
    ...more,
  };
}

function read(lines: readonly string[], more: Partial<UploadRequest> = {}): ReadUpload {
  return readUpload(request(lines, more));
}

function answer(unit: string, useful: string, help: string, submitted = '2026-09-03 10:11:12'): string {
  return `"17";"${submitted}";"2";"sv";"1984";"hemlig-nyckel";"192.0.2.7";"https://intra";"${unit}";"${useful}";"${help}";"Chefen Kalle är snål"`;
}

function codes({ problems }: ReadUpload): string[] {
  return problems.map(({ code }) => code);
}

/** Unit, wave, question, system and the counts of each row. */
function counts(upload: ReadUpload): unknown[][] {
  return upload.slices.map(unpackSlice).flatMap(({ observations }) =>
    observations.map(({ unit, period, labels, system, numbers }) => {
      const { scale_min: min = 0, scale_max: max = 0 } = numbers;
      const places = Array.from({ length: max - min + 1 }, (_, i) => numbers[`n_${min + i}`]);
      return [unit, period, labels.question, system, places];
    }),
  );
}

describe('answers of a survey', () => {
  it('become counts by unit, wave, question and alternative', () => {
    const upload = read([
      BY_CODE,
      answer('A1', '4', 'A1'),
      answer('A1', '4', 'AO05', '2026-07-01 00:00:01'),
      answer('A2', 'Mycket hög grad', 'Vet ej', '2026-10-01 09:00:00'),
      answer('A2', '2', '', '2026-09-30 09:00:00'),
    ]);
    expect(codes(upload)).toEqual(['read-as-csv', 'columns-never-read', 'read-as-limesurvey']);
    expect(counts(upload)).toEqual([
      ['kulturnamnden', '2026-Q3', 'it-usefulness', null, [0, 0, 0, 2, 0]],
      ['kulturnamnden', '2026-Q3', 'digital-skills', null, [1, 0, 0, 0, 1]],
      ['spanga-tensta', '2026-Q3', 'it-usefulness', null, [0, 1, 0, 0, 0]],
      ['spanga-tensta', '2026-Q4', 'it-usefulness', null, [0, 0, 0, 0, 1]],
    ]);
    expect(upload.slices.map(unpackSlice)[0]?.observations[0]?.labels.audience).toBe('employee');
  });

  it('are the same under headings of texts, and of codes and texts', () => {
    const byText = read([BY_TEXT, '1;2026-09-03 10:11:12;2;sv;Kulturnämnden;4;2']);
    const both = 'id;submitdate;lastpage;seed;ENHET. Var arbetar du?;ITNYTTA: Är it …;DIG_SQ001 Hur väl';
    const byBoth = read([both, '1;2026-09-03 10:11:12;2;1;A1;4;2']);
    const byCode = read([BY_CODE, answer('A1', '4', '2')]);
    expect(counts(byText)).toEqual([
      ['kulturnamnden', '2026-Q3', 'it-usefulness', null, [0, 0, 0, 1, 0]],
      ['kulturnamnden', '2026-Q3', 'digital-skills', null, [0, 0, 0, 1, 0]],
    ]);
    expect(byText.slices).toEqual(byCode.slices);
    expect(byBoth.slices).toEqual(byCode.slices);
  });

  it('that were never submitted are left out and counted', () => {
    const upload = read([BY_CODE, answer('A1', '4', '2'), answer('A1', '5', '', ''), answer('', '', '', '')]);
    expect(counts(upload)).toHaveLength(2);
    expect(upload.problems.find(({ code }) => code === 'incomplete-answers')?.message).toMatch(/: 2\.$/);
  });

  it('are of the claimed wave, which anonymised surveys need', () => {
    const lines = [BY_CODE, answer('A1', '4', '2', '1980-01-01 00:00:00')];
    expect(codes(read(lines))).toEqual(expect.arrayContaining(['answers-of-no-wave', 'no-rows']));
    const claimed = read(lines, { claimedPeriod: Period.of('2026-T2') });
    expect(claimed.slices.map(({ key }) => key.period)).toEqual(['2026-T2']);
  });

  it('are of the unit that the map or the right to hand in tells, and about its systems', () => {
    const upload = read(['id;submitdate;NKI1;NKI2', '1;2026-09-03;10;9']);
    expect(counts(upload)).toEqual([
      ['kulturnamnden', '2026-09', 'nki-overall', 'boka-lokal', [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
      ['kulturnamnden', '2026-09', 'nki-expectation', 'boka-lokal', [0, 0, 0, 0, 0, 0, 0, 0, 1, 0]],
    ]);
    const refused = read(['id;submitdate;NKI1', '1;2026-09-03;10'], {
      mayHandInFor: (id) => id === 'hamnen',
    });
    expect(codes(refused)).toEqual(expect.arrayContaining(['survey-questions-missing', 'unit-not-yours']));
  });

  it('of a unit that nobody knows are left out and counted', () => {
    const upload = read([BY_CODE, answer('A1', '4', '2'), answer('A9', '4', '2'), answer('', '4', '2')]);
    expect(upload.accepted).toBe(true);
    expect(upload.problems.find(({ code }) => code === 'answers-of-no-unit')?.message).toMatch(/^2 /);
  });

  it('that are on no scale refuse the file, without telling them', () => {
    const upload = read([BY_CODE, answer('A1', '4', '2'), answer('A1', 'Kalle är dum', '2')]);
    expect(upload.accepted).toBe(false);
    expect(upload.problems.find(({ code }) => code === 'answers-not-understood')).toMatchObject({
      column: 'ITNYTTA',
      value: null,
    });
    expect(JSON.stringify(upload.problems)).not.toContain('Kalle');
  });
});

describe('a survey that cannot be read', () => {
  it.each([
    ['of unknown questions', ['id;submitdate;lastpage;X1', '1;2026-09-03;1;5'], 'no-survey-map'],
    ['without the time of submission', ['id;ITNYTTA', '1;5'], 'missing-column'],
    ['that nobody completed', [BY_CODE, answer('A1', '1', '1', '')], 'no-survey-answers'],
  ])('%s is refused', (_, lines, code) => {
    const upload = read(lines);
    expect(upload.accepted).toBe(false);
    expect(codes(upload)).toContain(code);
  });

  it('leaves our own format alone', () => {
    const upload = read(['unit;wave;audience;question;n_1', 'hamnen;2026-Q3;employee;it-usefulness;5']);
    expect(upload.accepted).toBe(true);
  });
});

describe('the columns that are nobody’s business', () => {
  it('are let go of by the parser', () => {
    const { bytes, fileName, dataset } = request([BY_CODE, answer('A1', '4', '2')]);
    const circumstances = {
      dataset,
      catalogue: SMALL_CITY,
      claimedPeriod: null,
      mayHandInFor: () => true,
      language: 'sv' as const,
      limits: DEFAULT_LIMITS,
    };
    const columnsWanted = (header: readonly string[]) =>
      limeSurveyTranslation.columnsOf(header, circumstances);
    const table = csvReader.read({ bytes, fileName }, { dataset, limits: DEFAULT_LIMITS, columnsWanted });
    expect(table.ok && [...table.value.rows].map(({ cells }) => cells)).toEqual([
      ['', '2026-09-03 10:11:12', '', '', '', '', '', '', 'A1', '4', '2', ''],
    ]);
  });

  it('leave no trace in what is read, whatever stands in them', () => {
    const secret = fc.string({ minLength: 6, maxLength: 20 }).filter((text) => /^[^"\r\n\s]+$/.test(text));
    fc.assert(
      fc.property(secret, (text) => {
        const line = `"${text}";"2026-09-03 10:11:12";"${text}";"${text}";"${text}";"${text}";"${text}";"${text}";"A1";"4";"2";"${text}"`;
        const upload = read([BY_CODE, line]);
        const plain = read([BY_CODE, answer('A1', '4', '2')]);
        // The checksum is of the file; everything else is of what was read.
        const { sha256, ...told } = upload;
        expect(sha256).not.toBe(plain.sha256);
        expect(told).toEqual({ ...plain, sha256: undefined });
      }),
    );
  });
});

describe('days with the year last', () => {
  it.each([
    ['09-01-2026 10:11', '2026-Q1', ['day-before-month']],
    ['01.09.2026 10:11', '2026-Q3', ['day-before-month']],
    ['07/09/2026', '2026-Q3', []],
    ['28-09-2026 10:11', '2026-Q3', []],
    ['03-03-2026', '2026-Q1', []],
  ])('%s is in %s; in doubt that is told', (submitted, wave, warnings) => {
    const upload = read([BY_CODE, answer('A1', '4', '2', submitted)]);
    expect(upload.slices.map(({ key }) => key.period)).toEqual([wave]);
    expect(codes(upload).filter((code) => code === 'day-before-month')).toEqual(warnings);
  });
});

describe('whatever the answers', () => {
  it('every one that was submitted is counted once, or told of', () => {
    const place = fc.integer({ min: 1, max: 5 });
    const person = fc.tuple(fc.constantFrom('A1', 'A2', 'A3'), place, fc.boolean());
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 30 }), (people) => {
        const upload = read([
          BY_CODE,
          ...people.map(([unit, useful, done]) => answer(unit, String(useful), '', done ? '2026-09-03' : '')),
        ]);
        const expected = people.filter(([unit, , done]) => unit !== 'A3' && done).length;
        const counted = counts(upload).flatMap(([, , , , places]) => places as number[]);
        expect(counted.reduce((sum, n) => sum + n, 0)).toBe(expected);
      }),
    );
  });

  it('the answer is a report', () => {
    const cell = fc.oneof(
      fc.constantFrom('2026-09-03', '', 'A1', '5', '"', '1980-01-01'),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 13 }), { maxLength: 6 }), (rows) => {
        const upload = read([BY_CODE, ...rows.map((cells) => cells.join(';'))]);
        expect(upload.accepted).toBe(!upload.problems.some(({ severity }) => severity === 'error'));
      }),
    );
  });
});
