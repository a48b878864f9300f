import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReportForm, type ReportKind } from '#pipeline';
import { atDesk } from '../find-desk.js';

/** What the command line says of a report. */
export interface ReportOptions {
  readonly subject: string;
  readonly form: ReportForm;
  readonly edition?: string;
  readonly to: string;
}

/** Writes a report as a file, and says where. */
export async function writeReport(
  report: ReportKind,
  period: string,
  { to, ...options }: ReportOptions,
): Promise<void> {
  const { name, content } = await atDesk((desk) => desk.report({ report, period, ...options }));
  await mkdir(to, { recursive: true });
  const path = join(to, name);
  await writeFile(path, content);
  process.stdout.write(`${path}\n`);
}
