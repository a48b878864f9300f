import { csvReader } from './csv.js';
import { jsonReader } from './json.js';
import { type Reader, type UploadedFile } from './reader.js';
import { xlsxReader } from './xlsx.js';

/** In the order they are asked; delimited text takes what nobody else knows. */
const READERS: readonly Reader[] = [xlsxReader, jsonReader, csvReader];

/** The reader for a file. */
export function readerFor(file: UploadedFile): Reader {
  return READERS.find((reader) => reader.recognises(file)) ?? csvReader;
}
