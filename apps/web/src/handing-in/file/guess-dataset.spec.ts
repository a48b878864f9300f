import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { DatasetAnswer } from '../../api/answers.js';
import { guessDataset, readHeader } from './guess-dataset.js';

/** The data sets that the city hands in, as the API tells them. */
const FOLDER = join(import.meta.dirname, '../../../../../config/datasets');
const datasets = readdirSync(FOLDER).map((name) => {
  const schema = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as DatasetAnswer;
  const fields = schema.fields.map((field) => ({
    ...field,
    constraints: { required: (field.constraints as { required?: boolean } | undefined)?.required ?? false },
  }));
  return { ...schema, fields };
});

describe('which data set a file holds', () => {
  it.each(datasets.map((dataset) => [dataset.name, dataset] as const))(
    'is read from a header in Swedish or English: %s',
    (name, dataset) => {
      const swedish = dataset.fields.map(({ titles }) => titles.sv);
      const english = dataset.fields.map((field) => field.name.toUpperCase());
      expect(guessDataset('Export (2).csv', swedish, datasets)).toBe(name);
      expect(guessDataset('Export (2).csv', english, datasets)).toBe(name);
    },
  );

  it.each([
    ['transactions-2026-09.xlsx', 'transactions'],
    ['Ärenden i e-tjänster sept.xlsx', 'transactions'],
    ['licenser_stadsdelen.csv', 'licences'],
    ['BASTAL 2026.xls', 'base-figures'],
    ['kostnader.xlsx', 'cost'],
    ['HUVUDBOK 2026.SE', 'cost'],
  ])('is read from the name %s when the header tells nothing', (fileName, dataset) => {
    expect(guessDataset(fileName, [], datasets)).toBe(dataset);
  });

  it('is read from headings that name their unit of measure', () => {
    const header = ['Enhet', 'Period', 'Belopp (kr)', 'Slag', 'Anskaffningsområde [kod]'];
    expect(guessDataset('export.csv', header, datasets)).toBe('cost');
  });

  it.each([
    ['cost', ['BilledCost', 'BillingCurrency', 'BillingPeriodStart']],
    ['survey', ['id', 'submitdate', 'lastpage', 'ITNYTTA']],
    ['survey', ['id. Response ID', 'submitdate. Date submitted', 'lastpage. Last page']],
  ])('is read from the headings of another system: %s', (dataset, header) => {
    expect(guessDataset('export.csv', header, datasets)).toBe(dataset);
  });

  it('is not guessed when it is not clear', () => {
    expect(guessDataset('Bok1.xlsx', [], datasets)).toBeNull();
    expect(guessDataset('licenser och kostnader.xlsx', [], datasets)).toBeNull();
    expect(guessDataset('Bok1.csv', ['Enhet', 'Period'], datasets)).toBeNull();
  });
});

describe('the header of a file', () => {
  const CELLS = ['Enhet', 'Påbörjade', 'Slutförda'];

  it.each([
    ['UTF-8 with a mark', new TextEncoder().encode('\uFEFFEnhet;Påbörjade;Slutförda\r\na;1;2')],
    ['Windows-1252', Buffer.from('Enhet\tPåbörjade\tSlutförda\na\t1\t2', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFEnhet,Påbörjade,Slutförda\na,1,2', 'utf16le')],
  ])('is read from %s', async (_, bytes) => {
    expect(await readHeader(new Blob([new Uint8Array(bytes)]))).toEqual(CELLS);
  });

  it('is nothing in a workbook', async () => {
    expect(await readHeader(new Blob(['PK\u0003\u0004Enhet;Period']))).toEqual([]);
  });
});
