import { type DatasetId } from '#core';
import { type Catalogue } from '#catalogue';
import { type CityOptions, buildCity } from './city.js';
import { writeFile } from './dialect.js';
import { handIns } from './hand-ins.js';

/** A file as somebody handed it in. */
export interface CityFile {
  readonly dataset: DatasetId;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Id of the principal that handed it in. */
  readonly by: string;
  /** `manual` for people, the id of the source for machines. */
  readonly source: string;
  readonly receivedAtMs: number;
  /** What is to become of it: a few files are refused, as in real life. */
  readonly outcome: 'accepted' | 'refused';
}

/**
 * The files of a city's history in the order of hand-in, in the formats and dialects of its offices, with the flaws of
 * `flaws.ts`. The same catalogue and options give the same bytes. A file without rows is not handed in.
 */
export function* cityFiles(catalogue: Catalogue, options: CityOptions): Generator<CityFile> {
  const city = buildCity(catalogue, options);
  for (const handIn of handIns(city)) {
    const { dataset, scope, dialect, by, source, receivedAtMs, outcome } = handIn;
    const schema = catalogue.datasets.get(dataset);
    const rows = handIn.rows();
    if (!schema || rows.length === 0) continue;
    const fileName = `${dataset}-${scope}.${dialect.delimiter === '\t' ? 'txt' : 'csv'}`;
    const bytes = writeFile(schema, rows, dialect);
    yield { dataset, fileName, bytes, by, source, receivedAtMs, outcome };
  }
}
