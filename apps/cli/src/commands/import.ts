import { type Receipt, type UploadReport } from '#core';
import { atDesk } from '../find-desk.js';
import { Refusal } from '../refusal.js';
import { describeReceipt, describeReport } from '../print-report.js';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly period?: string;
  readonly restate?: boolean;
  readonly json?: boolean;
}

function isReport(answer: Receipt | UploadReport): answer is UploadReport {
  return 'accepted' in answer;
}

/** Hands a file in, or only says what would be said of it. */
export async function importFile(dataset: string, path: string, options: ImportOptions): Promise<void> {
  const errand = { dataset, path, period: options.period, restate: options.restate };
  const answer = await atDesk((desk) => (options.dryRun ? desk.check(errand) : desk.handIn(errand)));
  if (options.json) process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  if (isReport(answer) && !answer.accepted) throw new Refusal(describeReport(answer));
  if (!options.json)
    process.stdout.write(isReport(answer) ? describeReport(answer) : describeReceipt(answer));
}
