import { describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { csvFile } from './csv-file.js';
import { rowObjects } from './json-file.js';
import { type Table } from './table.js';
import { xlsxFile } from './xlsx-file.js';

const HELP = { sv: 'Förklaring på svenska', en: 'Explanation in English' };
const TABLE: Table = {
  title: 'Mätvärden: 2026/Q3',
  columns: [
    { name: 'unit', type: 'text', help: HELP },
    { name: 'outcome', type: 'number', decimals: 1, help: HELP },
    { name: 'date', type: 'day', help: HELP },
    { name: 'frozen_at', type: 'moment', help: HELP },
  ],
  rows: [
    ['åäö', 73.63636363636364, '2026-09-30', '2026-10-15T09:00:00.000+02:00'],
    ['=1+1', null, null, null],
    ['007', -0.5, '2026-09-30', '2026-10-15T09:00:00.000+02:00'],
  ],
  notes: [],
  frozenAt: '2026-10-15T09:00:00.000+02:00',
};

describe('a table that leaves the house', () => {
  it('is CSV with the names of its columns, and prefixed where a spreadsheet would run it', () => {
    expect(csvFile(TABLE)).toBe(
      '\uFEFFunit;outcome;date;frozen_at\r\n' +
        'åäö;73,63636363636364;2026-09-30;2026-10-15T09:00:00.000+02:00\r\n' +
        "'=1+1;;;\r\n" +
        '007;-0,5;2026-09-30;2026-10-15T09:00:00.000+02:00\r\n',
    );
  });

  it('says before its header what holds for all of it', () => {
    expect(csvFile({ ...TABLE, notes: ['PROVKÖRNING'] }, 'rfc4180').split('\r\n')[0]).toBe('PROVKÖRNING');
  });

  it('is a workbook of numbers, texts and days, with a sheet that explains the columns', async () => {
    const [rows, explanation] = (await readXlsx(await xlsxFile(TABLE))).sheets;
    expect(rows?.name).toBe('Mätvärden  2026 Q3');
    expect(rows?.rows).toEqual([
      ['unit', 'outcome', 'date', 'frozen_at'],
      ['åäö', 73.63636363636364, new Date('2026-09-30T00:00:00Z'), new Date('2026-10-15T09:00:00Z')],
      ['=1+1', null, null, null],
      ['007', -0.5, new Date('2026-09-30T00:00:00Z'), new Date('2026-10-15T09:00:00Z')],
    ]);
    expect(explanation?.rows).toContainEqual(['outcome', HELP.sv, HELP.en]);
  });

  it('is the same bytes whenever it is written, with no clock but the one of its freeze', async () => {
    const first = await xlsxFile(TABLE);
    expect(await xlsxFile(TABLE)).toEqual(first);
    expect(await xlsxFile({ ...TABLE, frozenAt: null })).not.toEqual(first);
  });

  it('is rows of names and values for programs', () => {
    expect(rowObjects(TABLE)[1]).toEqual({ unit: '=1+1', outcome: null, date: null, frozen_at: null });
  });
});
