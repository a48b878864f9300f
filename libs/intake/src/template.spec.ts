import { describe, expect, it } from '@jest/globals';
import { DatasetSchema, built } from '#catalogue';
import { DATASETS } from '#core';
import { SMALL_CITY, schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { readUpload } from './read-upload.js';
import { csvTemplate } from './template.js';

const REAL_IDS: readonly (readonly [example: string, id: string])[] = [
  ['exempelnamnden', 'kulturnamnden'],
  ['exempeltjansten', 'boka-lokal'],
  ['exempelprojektet', 'digital-bibliotek'],
];

describe('a template', () => {
  it.each(DATASETS.flatMap((id) => [[id, 'sv'] as const, [id, 'en'] as const]))(
    'of %s (%s) is accepted as it is once its ids are real',
    (id, language) => {
      const dataset = schemaOf(id);
      const template = csvTemplate(dataset, language);
      expect(template).toMatch(/^\uFEFF[^\r\n]+\r\n[^\r\n]+\r\n$/);
      const filledIn = REAL_IDS.reduce((text, [example, real]) => text.replaceAll(example, real), template);
      const read = readUpload({
        bytes: Buffer.from(filledIn),
        fileName: `${id}.csv`,
        dataset,
        catalogue: SMALL_CITY,
        source: 'manual',
        mayHandInFor: () => true,
        language,
      });
      expect(read.problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
      expect(read).toMatchObject({ accepted: true, rows: 1 });
    },
  );

  it('holds nothing that a spreadsheet would run', () => {
    const titles = { sv: '=HYPERLÄNK("x";"y")', en: '@SUM' };
    const hostile = built(DatasetSchema, {
      fields: [{ name: 'x', type: 'string', role: 'label', titles, example: '-1+cmd' }],
    });
    expect(csvTemplate(hostile, 'sv')).toBe(`\uFEFF"'=HYPERLÄNK(""x"";""y"")"\r\n'-1+cmd\r\n`);
  });
});
