import { createHash } from 'node:crypto';
import { type DatasetSchema } from '#catalogue';
import { type Language, type Period, type UploadExcerpt, type UploadProblem } from '#core';
import { type KnownNames } from './checks/check-context.js';
import { checkTable } from './checks/check-table.js';
import { type SummedSlice } from './checks/slices.js';
import { MOST_ROWS_SHOWN, excerptOf } from './excerpt.js';
import { DEFAULT_LIMITS, type UploadLimits } from './limits.js';
import { fileFault } from './problem-codes.js';
import { ProblemList } from './problem-list.js';
import { readTable } from './read-table.js';
import { type UploadedFile } from './readers/reader.js';

/** A file with all that it is read and checked by. */
export interface UploadRequest extends UploadedFile {
  readonly dataset: DatasetSchema;
  readonly catalogue: KnownNames;
  /** The period that the file is said to be for: rows outside it are errors. */
  readonly claimedPeriod?: Period | undefined;
  /** When the file came: periods far from it are remarked on, or refused; absent: none is. */
  readonly receivedAtMs?: number | undefined;
  /** Who hands in: `manual` for people, the id of the source for machines. */
  readonly source: string;
  /** Whether whoever hands in has the right to do so for a unit. */
  readonly mayHandInFor: (unit: string) => boolean;
  /** Of the problems' texts. */
  readonly language: Language;
  readonly limits?: UploadLimits;
}

/** What a file was read as. */
export interface ReadUpload {
  readonly dataset: DatasetSchema;
  readonly catalogue: KnownNames;
  readonly language: Language;
  /** No error: the slices may be stored. */
  readonly accepted: boolean;
  /** Of the bytes as they came, hexadecimal; `null` when they could not be read to the end. */
  readonly sha256: string | null;
  /** Rows that are not empty, without the header. */
  readonly rows: number;
  /** By unit and period; none at all when there is any error, for a sum of some rows would mislead. */
  readonly slices: readonly SummedSlice[];
  /** At most a thousand, errors before others when there are more; in the file's order. */
  readonly problems: readonly UploadProblem[];
  readonly problemsNotListed: number;
  /** The rows at fault; `null` without any. */
  readonly excerpt: UploadExcerpt | null;
}

/**
 * Reads a file of a data set and checks every cell of it (formats.md, section 1). Whatever the bytes are, the answer is
 * facts or problems with place, reason and remedy: it throws for no file. Pure; stores nothing.
 */
export function readUpload(request: UploadRequest): ReadUpload {
  const { bytes, dataset, catalogue, language, source, mayHandInFor } = request;
  const limits = request.limits ?? DEFAULT_LIMITS;
  const problems = new ProblemList(language);
  let rows = 0;
  let slices: SummedSlice[] = [];
  let excerpt: UploadExcerpt | null = null;
  if (bytes.byteLength > limits.maxBytes) {
    problems.add(fileFault('file-too-large', { maxMiB: Math.floor(limits.maxBytes / 1024 / 1024) }));
  } else {
    const claimedPeriod = request.claimedPeriod ?? null;
    const circumstances = { catalogue, claimedPeriod, mayHandInFor, language };
    const table = readTable(request, { ...circumstances, dataset, limits });
    if (table.ok) {
      const { receivedAtMs } = request;
      const context = { ...circumstances, schema: dataset, source, receivedAtMs };
      rows = table.value.rows.length;
      slices = checkTable(table.value, context, problems);
      excerpt = excerptOf(table.value, problems.rowsAtFault(MOST_ROWS_SHOWN), { dataset, language });
    } else problems.add(table.problem);
  }
  return {
    dataset,
    catalogue,
    language,
    accepted: !problems.hasErrors,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    rows,
    slices: problems.hasErrors ? [] : slices,
    problems: problems.listed(),
    problemsNotListed: problems.notListed(),
    excerpt,
  };
}
