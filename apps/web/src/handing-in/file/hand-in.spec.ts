import { describe, expect, it } from '@jest/globals';
import type { UploadReport } from '#core';
import { type HandIn, type HandInEvent, NOTHING_CHOSEN, nextHandIn } from './hand-in.js';

const FILE = new File(['a;b'], 'licenser.csv');
const REPORT: UploadReport = {
  accepted: true,
  dataset: 'licences',
  rows: 1,
  slices: [],
  problems: [],
  problemsNotListed: 0,
};

function after(...events: HandInEvent[]): HandIn {
  return events.reduce(nextHandIn, NOTHING_CHOSEN);
}

const chosen: HandInEvent = { kind: 'file-chosen', file: FILE, guess: 'licences' };
const reported: HandInEvent = { kind: 'reported', report: REPORT };

describe('a file on its way', () => {
  it('takes the data set that it was recognised as', () => {
    expect(after(chosen)).toMatchObject({ file: FILE, dataset: 'licences', guessed: true });
  });

  it('keeps a data set that somebody chose, whatever the next file looks like', () => {
    expect(after({ kind: 'dataset-chosen', dataset: 'cost' }, chosen)).toMatchObject({
      dataset: 'cost',
      guessed: false,
    });
  });

  it('does not let a guess outlive its file', () => {
    expect(after(chosen, { kind: 'file-chosen', file: FILE, guess: null }).dataset).toBeNull();
  });

  it.each<HandInEvent>([
    chosen,
    { kind: 'dataset-chosen', dataset: 'cost' },
    { kind: 'period-chosen', period: '2026-09' },
    { kind: 'new-file' },
  ])('forgets what was said of the old choice: %j', (event) => {
    expect(after(chosen, reported).report).toBe(REPORT);
    expect(after(chosen, reported, event).report).toBeNull();
  });

  it('loses nothing when it cannot be sent', () => {
    const problem = { title: 'Perspektiv svarar inte', detail: '', status: null };
    const sending: HandInEvent = { kind: 'sending', dryRun: false, sent: 0.5 };
    expect(after(chosen, reported, sending, { kind: 'failed', problem })).toMatchObject({
      file: FILE,
      dataset: 'licences',
      report: REPORT,
      sending: null,
      problem,
    });
  });
});
