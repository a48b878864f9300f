import { describe, expect, it } from '@jest/globals';
import { type DatasetId, type UploadExcerpt } from '#core';
import { SMALL_CITY, schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { readUpload } from './read-upload.js';

function excerptOf(dataset: DatasetId, lines: readonly string[]): UploadExcerpt | null {
  const read = readUpload({
    bytes: Buffer.from(lines.join('\n')),
    fileName: 'uppgifter.csv',
    dataset: schemaOf(dataset),
    catalogue: SMALL_CITY,
    source: 'manual',
    mayHandInFor: () => true,
    language: 'sv',
  });
  return read.excerpt;
}

const COST = 'Enhet;Period;Belopp;Slag;Anskaffningsområde;Attesterad av';

describe('the excerpt of a file', () => {
  it('has the rows at fault with all their cells, as the file has them', () => {
    const lines = [
      COST,
      'hamnen;2026-09; 12 ;actual;software;AB',
      '',
      'Hamnen AB;sept 26;x;actual;software;CD',
    ];
    expect(excerptOf('cost', lines)).toEqual({
      columns: COST.split(';'),
      rows: [{ row: 4, cells: ['Hamnen AB', 'sept 26', 'x', 'actual', 'software', 'CD'] }],
    });
  });

  it('is none where nothing is wrong with a row', () => {
    expect(excerptOf('cost', [COST, 'hamnen;2026-09;12;actual;software;AB'])).toBeNull();
    expect(excerptOf('cost', ['Enhet', ''])).toBeNull();
  });

  it('has a hundred rows at most, those with errors first, in the order of the file', () => {
    const warned = Array.from({ length: 150 }, (_, i) => `nytt-${i};Namn;1;hamnen;2026-01-01;2026-12-31;1;x`);
    const faulty = 'digital-bygglov;Namn;9;hamnen;2026-01-01;2026-12-31;1;x';
    const header = 'Projekt;Namn;Portfölj;Enhet;Start;Slut;Budget;Nyttoägare';
    const rows = excerptOf('projects', [header, ...warned, faulty])?.rows ?? [];
    expect(rows).toHaveLength(100);
    expect([rows[0]?.row, rows.at(-1)?.row]).toEqual([2, 152]);
  });

  it('shows of answers to surveys no column but the data set’s own', () => {
    const header = 'E-post;Enhet;Våg;Målgrupp;Fråga;n_1;n_2;Fritext';
    const row = 'kalle@example.se;hamnen;2026-Q3;medborgare;nki-1;många;3;Min chef heter';
    const excerpt = excerptOf('survey', [header, row]);
    expect(excerpt?.rows).toHaveLength(1);
    expect(JSON.stringify(excerpt)).not.toMatch(/kalle|chef|E-post|Fritext/);
  });

  it('is none for what another system’s file means', () => {
    const header = 'id;submitdate;lastpage;startlanguage;seed;token;G01Q01';
    expect(excerptOf('survey', [header, '1;2026-09-01 10:00:00;1;sv;7;hemlig;9'])).toBeNull();
  });
});
