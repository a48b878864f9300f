import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DATASETS, type Language, Period, type UploadReport } from '#core';
import { SMALL_CITY, schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { readUpload } from './read-upload.js';
import { reportOf } from './report.js';

const FOLDER = 'test/fixtures/intake';

/** Said beside a file: under which circumstances it is handed in, and what must be said of it. */
interface Expected {
  /** Swedish unless said. */
  readonly language?: Language;
  readonly claimedPeriod?: string;
  /** All units unless said. */
  readonly mayHandInFor?: readonly string[];
  /** Total of every slice in the version that stands. */
  readonly previousTotal?: number;
  readonly report: UploadReport;
}

function reportedOn(
  file: string,
  { language, claimedPeriod, mayHandInFor, previousTotal }: Expected,
): UploadReport {
  const dataset = DATASETS.find((id) => file.startsWith(`${id}.`));
  if (!dataset) throw new Error(`${file} does not begin with the id of a data set`);
  const read = readUpload({
    bytes: readFileSync(join(FOLDER, file)),
    fileName: file,
    dataset: schemaOf(dataset),
    catalogue: SMALL_CITY,
    claimedPeriod: claimedPeriod === undefined ? undefined : Period.of(claimedPeriod),
    source: 'manual',
    mayHandInFor: (unit) => mayHandInFor?.includes(unit) ?? true,
    language: language ?? 'sv',
  });
  return reportOf(read, () => previousTotal ?? null);
}

/** `<name>.expected.json` stands beside each file; `UPDATE_EXPECTED=1` writes them anew, to be read before committing. */
function expectedOf(file: string): Expected {
  const path = join(FOLDER, `${file}.expected.json`);
  const given = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Expected) : undefined;
  if (process.env.UPDATE_EXPECTED === undefined) {
    if (!given) throw new Error(`${path} is missing`);
    return given;
  }
  const circumstances = (given ?? {}) as Expected;
  const updated = { ...circumstances, report: reportedOn(file, circumstances) };
  writeFileSync(path, `${JSON.stringify(updated, null, 2)}\n`);
  return updated;
}

const files = readdirSync(FOLDER).filter(
  (name) => /\.(?:csv|txt|json|xlsx|se|si|sie)$/.test(name) && !name.endsWith('.expected.json'),
);

describe('the files that offices send', () => {
  it.each(files)('%s', (file) => {
    const expected = expectedOf(file);
    expect(reportedOn(file, expected)).toEqual(expected.report);
  });

  it('cover every data set', () => {
    const covered = new Set(files.map((file) => basename(file).split('.')[0]));
    expect([...covered].sort()).toEqual([...DATASETS].sort());
  });
});
