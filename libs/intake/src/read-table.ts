import { type DatasetId, type Result } from '#core';
import { type Fault } from './problem-codes.js';
import { type ReadingCircumstances } from './reading-circumstances.js';
import { focusTranslation } from './readers/focus.js';
import { limeSurveyTranslation } from './readers/limesurvey.js';
import { type Table, type UploadedFile } from './readers/reader.js';
import { readerFor } from './readers/registry.js';
import { isSie, readSie } from './readers/sie.js';
import { type Translation } from './readers/translation.js';

/** Tables of other systems that are handed in for a data set. */
const TRANSLATIONS: Partial<Readonly<Record<DatasetId, Translation>>> = {
  cost: focusTranslation,
  survey: limeSurveyTranslation,
};

/** Reads a file as a table of its data set: as it is, or as what another system's file means. */
export function readTable(file: UploadedFile, circumstances: ReadingCircumstances): Result<Table, Fault> {
  if (isSie(file)) return readSie(file, circumstances);
  const { dataset, limits } = circumstances;
  const translation = TRANSLATIONS[dataset.name];
  const columnsWanted = (header: readonly string[]): ReadonlySet<number> | null =>
    translation?.columnsOf(header, circumstances) ?? null;
  const table = readerFor(file).read(file, { dataset, limits, columnsWanted });
  if (!table.ok || !translation || !columnsWanted(table.value.header)) return table;
  return translation.translate(table.value, circumstances);
}
