import { describe, expect, it } from '@jest/globals';
import { DATASETS, type DatasetId, type Observation, Period, unpackSlice } from '#core';
import fc from 'fast-check';
import { SMALL_CITY, schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { DEFAULT_LIMITS } from './limits.js';
import { type ReadUpload, type UploadRequest, readUpload } from './read-upload.js';
import { reportOf } from './report.js';

function read(id: DatasetId, file: string | Uint8Array, more: Partial<UploadRequest> = {}): ReadUpload {
  return readUpload({
    bytes: typeof file === 'string' ? Buffer.from(file) : file,
    fileName: 'handed-in',
    dataset: schemaOf(id),
    catalogue: SMALL_CITY,
    source: 'manual',
    mayHandInFor: () => true,
    language: 'sv',
    ...more,
  });
}

function observations(upload: ReadUpload): Observation[] {
  return upload.slices.flatMap((slice) => unpackSlice(slice).observations);
}

describe('what a file becomes', () => {
  it('is one observation per row, in the slice of its unit and period', () => {
    const upload = read(
      'cost',
      'Enhet;Period;Belopp;Slag;Anskaffningsområde;System;Projekt;Konto;Beskrivning\n' +
        "Hamnen AB;september 2026;1 234,50;Actual;software;Boka lokal;Öppna kartor;5420;'=x\n" +
        'hamnen;2026-10;-1;budget;software;;;;\n',
      { source: 'ledger' },
    );
    expect(upload.slices.map(unpackSlice)).toEqual([
      {
        key: { dataset: 'cost', unit: 'hamnen', period: '2026-09', source: 'ledger', part: 'actual/table' },
        observations: [
          {
            unit: 'hamnen',
            period: '2026-09',
            system: 'boka-lokal',
            project: 'oppna-kartor',
            labels: { kind: 'actual', procurement_area: 'software', account: '5420', description: '=x' },
            numbers: { amount: 1234.5 },
            notApplicable: [],
          },
        ],
      },
      {
        key: { dataset: 'cost', unit: 'hamnen', period: '2026-10', source: 'ledger', part: 'budget/table' },
        observations: [expect.objectContaining({ numbers: { amount: -1 }, system: null, project: null })],
      },
    ]);
  });

  it('keeps what was not provided, what does not apply and 0 apart', () => {
    const upload = read(
      'transactions',
      'system;period;channel;started;completed;failed\nboka-lokal;2026-09;phone;;0;Ej aktuellt\n',
    );
    expect(observations(upload)).toEqual([
      {
        unit: 'kulturnamnden',
        period: '2026-09',
        system: 'boka-lokal',
        project: null,
        labels: { channel: 'phone' },
        numbers: { completed: 0 },
        notApplicable: ['failed'],
      },
    ]);
  });

  it('lets a required figure be not applicable, but not who, when or what', () => {
    expect(read('transactions', 'system,period,channel,completed\nboka-lokal,2026-09,web,n/a').accepted).toBe(
      true,
    );
    const upload = read('transactions', 'system,period,channel,completed\nn/a,n/a,n/a,1');
    expect(upload.problems.map(({ code }) => code)).toEqual([
      'read-as-csv',
      'must-apply',
      'must-apply',
      'must-apply',
    ]);
  });

  it('takes the year of the start for a project, inside the claimed period', () => {
    const row =
      'project;name;portfolio;unit;start;end;budget\noppna-kartor;x;1;hamnen;1/3 2026;2026-12-01;5\n';
    expect(read('projects', row).slices.map(({ key }) => key.period)).toEqual(['2026']);
    expect(read('projects', row, { claimedPeriod: Period.of('2026-T2') }).accepted).toBe(true);
    expect(read('projects', row, { claimedPeriod: Period.of('2025') }).accepted).toBe(false);
  });

  it('is the same from JSON rows as from delimited text', () => {
    const fromJson = read(
      'base-figures',
      JSON.stringify([
        { unit: 'hamnen', period: '2026-09', fte: 812.5, it_users: 1040, operating_cost: 61.125 },
      ]),
    );
    const fromText = read(
      'base-figures',
      'unit;period;fte;it_users;operating_cost\nhamnen;2026-09;812,5;1040;61,125',
    );
    expect(fromJson.slices).toEqual(fromText.slices);
    expect(fromJson.accepted).toBe(true);
  });

  it('is nothing at all when anything is wrong', () => {
    const upload = read(
      'base-figures',
      'unit;period;fte;operating_cost\nhamnen;2026-09;1;1\nhamnen;2026-10;x;1',
    );
    expect(upload).toMatchObject({ accepted: false, rows: 2, slices: [] });
  });
});

describe('a mark that can be read in two ways', () => {
  const amounts = (...cells: string[]) =>
    read(
      'benefits',
      'project;unit;period;change_id;kind;planned;realised\n' +
        cells.map((cell, i) => `oppna-kartor;hamnen;2026-09;c${i};internal;${cell}`).join('\n'),
    );
  const planned = (upload: ReadUpload) => observations(upload).map(({ numbers }) => numbers.planned);

  it('is decided by the column', () => {
    expect(planned(amounts('1.234;', '0.5;'))).toEqual([1.234, 0.5]);
    expect(planned(amounts('1.234;', '5,5;'))).toEqual([1234, 5.5]);
  });

  it('is decided by the file when the column does not tell', () => {
    expect(planned(amounts('1,234;0.5'))).toEqual([1234]);
  });

  it('is decided by the dialect when the file does not tell, and that is remarked on', () => {
    const upload = amounts('1,234;', '2,345;');
    expect(planned(upload)).toEqual([1.234, 2.345]);
    expect(upload.problems.filter(({ code }) => code === 'decimal-mark-assumed')).toHaveLength(1);
  });

  it('separates thousands in a column of whole numbers', () => {
    const upload = read('transactions', 'system;period;channel;completed\nboka-lokal;2026-09;web;1,234');
    expect(observations(upload).map(({ numbers }) => numbers.completed)).toEqual([1234]);
    expect(upload.problems.map(({ code }) => code)).toContain('thousands-mark-assumed');
  });
});

describe('a file beyond the limits', () => {
  it('is refused in words', () => {
    const limits = { ...DEFAULT_LIMITS, maxBytes: 10 };
    const upload = read('cost', 'unit;period;amount', { limits });
    expect(upload.problems.map(({ code }) => code)).toEqual(['file-too-large']);
  });

  it('is refused when few bytes span many cells', () => {
    const wide = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`c${i}`, 1]));
    const upload = read('cost', JSON.stringify([wide, ...new Array<object>(50_000).fill({ a: 1 })]));
    expect(upload.problems.map(({ code }) => code)).toEqual(['too-many-columns']);
  });
});

describe('whatever the bytes', () => {
  const anyBytes = fc.uint8Array({ maxLength: 400 });
  const tricky = fc.constantFrom(
    '',
    '0',
    '1,5',
    '-1',
    '2026-09',
    'hamnen',
    'boka-lokal',
    'n/a',
    '"',
    '#REF!',
    '=1',
    'actual',
    '30/2 2026',
    '1e9',
    '__proto__',
    '\u0000',
    '\uD800',
  );
  const anyCell = fc.oneof(tricky, fc.string({ maxLength: 12 }));

  function reported(id: DatasetId, file: string | Uint8Array, more: Partial<UploadRequest> = {}): void {
    const upload = read(id, file, more);
    const report = reportOf(upload, () => 1);
    expect(report.accepted).toBe(!report.problems.some(({ severity }) => severity === 'error'));
    if (report.accepted) {
      const leftOut = report.problems.filter(({ code }) => code === 'sum-row-left-out').length;
      const repeated = report.problems.some(({ code }) => code === 'repeated-headings');
      const counted = upload.slices.reduce((sum, slice) => sum + slice.rows, 0);
      if (!repeated) expect(counted + leftOut).toBe(upload.rows);
    }
  }

  it.each(DATASETS)('%s answers with a report', (id) => {
    fc.assert(
      fc.property(anyBytes, fc.constantFrom('a.csv', 'a.json', 'a.xlsx'), (bytes, fileName) => {
        reported(id, bytes, { fileName });
      }),
    );
  });

  it.each(DATASETS)('%s answers with a report under its own header', (id) => {
    const names = schemaOf(id).fields.map(({ name }) => name);
    const rows = fc.array(fc.array(anyCell, { maxLength: names.length + 1 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom(';', ',', '\t'), (cells, delimiter) => {
        reported(id, [names, ...cells].map((row) => row.join(delimiter)).join('\n'));
      }),
    );
  });

  it.each(DATASETS)('%s answers with a report on any JSON', (id) => {
    const names = schemaOf(id).fields.map(({ name }) => name);
    const row = fc.dictionary(
      fc.oneof(fc.constantFrom(...names), fc.string()),
      fc.oneof(anyCell, fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(row), fc.jsonValue()), (document) => {
        reported(id, JSON.stringify(document), { fileName: 'rows.json' });
      }),
    );
  });
});
