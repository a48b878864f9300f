import { OPEN_LICENCES } from '#catalogue';
import { jsonFile } from '../tables/json-file.js';
import { type ColumnType } from '../tables/table.js';
import { type OpenDataset, type Publication, datasetAddress, modifiedAt, openTable } from './open-dataset.js';

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  number: 'number',
  day: 'date',
  moment: 'datetime',
  flag: 'boolean',
};

/** A file that was rendered: how large it is, and its SHA-256, hexadecimal. */
export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
}

/** The descriptor that lies beside the CSV (Data Package, v1): its columns, types, licence and checksum. */
export function dataPackage(dataset: OpenDataset, publication: Publication, csv: FileFacts): string {
  const { definition, values } = dataset;
  const { settings } = publication;
  const updated = modifiedAt(values);
  return jsonFile({
    profile: 'tabular-data-package',
    name: definition.id,
    title: definition.name.sv,
    description: definition.description.sv,
    homepage: datasetAddress(publication, definition.id),
    ...(updated === null ? {} : { created: updated }),
    licenses: [licenceOf(publication)],
    sources: [{ title: settings.publisher.name.sv }],
    contributors: [{ title: settings.publisher.name.sv, email: settings.contact.mail, role: 'publisher' }],
    resources: [
      {
        profile: 'tabular-data-resource',
        name: definition.id,
        path: `${definition.id}.csv`,
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        bytes: csv.bytes,
        hash: `sha256:${csv.sha256}`,
        dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
        schema: {
          fields: openTable(dataset).columns.map(({ name, type, help }) => ({
            name,
            type: TYPES[type],
            // Moments have the city's offset and milliseconds, which the default pattern does not know.
            ...(type === 'moment' ? { format: 'any' } : {}),
            description: `${help.sv} / ${help.en}`,
          })),
          missingValues: [''],
          primaryKey: ['period', 'unit'],
        },
      },
    ],
  });
}

function licenceOf({ settings }: Publication): object {
  const names = { 'cc-by': 'CC-BY-4.0', cc0: 'CC0-1.0' } as const;
  return { name: names[settings.licence], path: OPEN_LICENCES[settings.licence] };
}
