import { type DatasetSchema } from '#catalogue';

const MAX_TITLE_LENGTH = 31;

/** What a sheet of the data set may be called: its titles, as far as spreadsheets allow them, and its id. */
export function sheetTitles({ name, titles }: DatasetSchema): string[] {
  return [asSheetTitle(titles.sv), asSheetTitle(titles.en), name];
}

/** A text as the name of a sheet: without the characters that are forbidden there, and not too long. */
export function asSheetTitle(text: string): string {
  return text
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, MAX_TITLE_LENGTH)
    .replace(/^'+|'+$/g, '')
    .trim();
}
