import { describe, expect, it } from '@jest/globals';
import { DatasetSchema, built } from '#catalogue';
import { DATASETS, type DatasetId, type Language } from '#core';
import { readXlsx } from 'hucre/xlsx';
import { SMALL_CITY, schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { readUpload } from './read-upload.js';
import { xlsxTemplate } from './xlsx-template.js';

/** The small city, in which the names that only the examples of templates have are real. */
const CITY_OF_EXAMPLES = {
  ...SMALL_CITY,
  units: renamed(SMALL_CITY.units, ['kulturnamnden', 'exempelnamnden']),
  systems: renamed(SMALL_CITY.systems, ['boka-lokal', 'exempeltjansten']),
  projects: renamed(SMALL_CITY.projects, ['digital-bibliotek', 'exempelprojektet']),
};

function renamed<Entry extends object>(
  entries: ReadonlyMap<string, Entry>,
  [from, id]: readonly [from: string, id: string],
): ReadonlyMap<string, Entry> {
  const entry = entries.get(from);
  if (!entry) throw new Error(`there is no ${from}`);
  return new Map([[id, Object.assign(Object.create(entry), { id }) as Entry]]);
}

function readBack(bytes: Uint8Array, dataset: DatasetId, language: Language, catalogue = SMALL_CITY) {
  return readUpload({
    bytes,
    fileName: 'mall.xlsx',
    dataset: schemaOf(dataset),
    catalogue,
    source: 'manual',
    mayHandInFor: () => true,
    language,
  });
}

describe('a workbook to fill in', () => {
  it.each(DATASETS.flatMap((id) => [[id, 'sv'] as const, [id, 'en'] as const]))(
    'of %s (%s) is accepted as it is once its ids are real, and refused until then',
    async (id, language) => {
      const bytes = await xlsxTemplate(schemaOf(id), language, SMALL_CITY);
      const read = readBack(bytes, id, language, CITY_OF_EXAMPLES);
      expect(read.problems.map(({ code }) => code)).toEqual(['read-as-workbook']);
      expect(read).toMatchObject({ accepted: true, rows: 1 });
      expect(readBack(bytes, id, language).accepted).toBe(false);
    },
  );

  it('has drop-downs, a frozen header and an explanation of every column', async () => {
    const { sheets } = await readXlsx(await xlsxTemplate(schemaOf('cost'), 'sv', SMALL_CITY), {
      readStyles: true,
    });
    const [table, explanation, lists] = sheets;
    expect(sheets.map(({ name }) => name)).toEqual(['It-kostnader', 'Förklaring', 'Listor']);
    expect(table?.freezePane).toMatchObject({ rows: 1 });
    const validations = new Map(table?.dataValidations?.map((one) => [one.range.split(':')[0], one]));
    expect(validations.get('A2')).toMatchObject({
      type: 'list',
      formula1: "'Listor'!$A$2:$A$4",
      errorStyle: 'warning',
    });
    expect(validations.get('D2')).toMatchObject({ type: 'list', errorStyle: 'stop' });
    expect(lists?.rows.slice(0, 4).map(([value, name]) => [value, name])).toEqual([
      ['Enhet', ''],
      ['spanga-tensta', 'Spånga-Tensta stadsdelsnämnd'],
      ['kulturnamnden', 'Kulturnämnden'],
      ['hamnen', 'Hamnen AB'],
    ]);
    const explained = explanation?.rows.map(([title]) => title);
    expect(explained).toEqual(expect.arrayContaining(schemaOf('cost').fields.map(({ titles }) => titles.sv)));
  });

  it('holds nothing that a spreadsheet would run', async () => {
    const titles = { sv: '=HYPERLÄNK("x";"y")', en: '@SUM' };
    const field = { name: 'x', type: 'string', role: 'label', titles, help: titles, example: '=1+1' };
    const dataset = built(DatasetSchema, {
      name: 'cost',
      titles,
      help: titles,
      fields: [field],
    });
    const { sheets } = await readXlsx(await xlsxTemplate(dataset, 'sv'), { readStyles: true });
    expect(sheets[0]?.rows.flat()).toEqual([titles.sv, '=1+1']);
    const cells = sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
  });
});
