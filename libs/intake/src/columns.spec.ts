import { describe, expect, it } from '@jest/globals';
import { schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { matchColumns } from './columns.js';

function fieldsOf(header: readonly string[]): string[] {
  return matchColumns(header, schemaOf('cost'), 'sv').columns.map(
    ({ field, index }) => `${index}:${field.name}`,
  );
}

describe('a header', () => {
  it.each([['unit'], ['Enhet'], ['ENHET'], ['Unit'], [' enhet '], ['Enhet:'], ['Enhet (nämnd eller bolag)']])(
    '%s is the unit',
    (heading) => {
      expect(fieldsOf([heading])).toEqual(['0:unit']);
    },
  );

  it.each([
    'procurement_area',
    'Procurement area',
    'procurement-area',
    'PROCUREMENTAREA',
    'Anskaffningsområde',
    'anskaffningsomrade',
    'Anskaffningsområde'.normalize('NFD'),
  ])('%s is the procurement area', (heading) => {
    expect(fieldsOf([heading])).toEqual(['0:procurement_area']);
  });

  it('may come in any order', () => {
    expect(fieldsOf(['Belopp', 'x', 'Period', 'Enhet'])).toEqual(['0:amount', '2:period', '3:unit']);
  });

  it('that names a field twice is refused, and the first is read', () => {
    const { columns, faults } = matchColumns(['Enhet', 'unit'], schemaOf('cost'), 'sv');
    expect(columns.map(({ index }) => index)).toEqual([0]);
    expect(faults).toContainEqual(expect.objectContaining({ code: 'duplicate-column', column: 'unit' }));
  });

  it('names every required column that is not there', () => {
    const missing = matchColumns(['Enhet'], schemaOf('cost'), 'en').faults.map(({ code, column }) => [
      code,
      column,
    ]);
    expect(missing).toEqual([
      ['missing-column', 'Period'],
      ['missing-column', 'Amount'],
      ['missing-column', 'Kind'],
      ['missing-column', 'Procurement area'],
    ]);
  });

  it('without any known column is told to be none', () => {
    const { faults } = matchColumns(['a', 'b'], schemaOf('cost'), 'sv');
    expect(faults.map(({ code }) => code)).toEqual(['unknown-header']);
  });

  it('tells all columns of all data sets apart, by name and by title', () => {
    for (const id of ['survey', 'benefits', 'projects', 'maturity'] as const) {
      const schema = schemaOf(id);
      for (const headings of [
        schema.fields.map(({ name }) => name),
        schema.fields.map(({ titles }) => titles.sv),
        schema.fields.map(({ titles }) => titles.en),
      ]) {
        const { columns, faults } = matchColumns(headings, schema, 'sv');
        expect(columns.map(({ field }) => field)).toEqual(schema.fields);
        expect(faults).toEqual([]);
      }
    }
  });
});
