import { type Result } from '#core';
import { type Fault } from './problem-codes.js';
import { type ReadingCircumstances } from './reading-circumstances.js';
import { type Table, type UploadedFile } from './readers/reader.js';
import { readerFor } from './readers/registry.js';
import { isSie, readSie } from './readers/sie.js';

/** Reads a file as a table of its data set: as it is, or as what another system's file means. */
export function readTable(file: UploadedFile, circumstances: ReadingCircumstances): Result<Table, Fault> {
  if (isSie(file)) return readSie(file, circumstances);
  return readerFor(file).read(file, circumstances);
}
