import { resolve } from 'node:path';
import { type BackupReport } from '#core';
import { atDesk } from '../find-desk.js';

/** What a backup holds, in one sentence. */
export function describeContent({ takenAt, files, bytes, editions, scorecards }: BackupReport): string {
  const size = (bytes / 1_048_576).toLocaleString('sv-SE', { maximumFractionDigits: 1 });
  return `${takenAt}: ${files} filer, ${size} MiB, ${editions} utgåvor, ${scorecards} styrkort att jämföra med`;
}

function describeBackup(report: BackupReport): string {
  const lines = [`Säkerhetskopian ${report.folder} är gjord.`, describeContent(report)];
  if (report.elsewhere.includes('samples'))
    lines.push('Mätpunkterna ligger i InfluxDB och är inte med: kopiera dem med influx backup.');
  return lines.map((line) => `${line}\n`).join('');
}

/** Copies the whole city into a new folder in one that is named. */
export async function backup(folder: string, { json = false }: { json?: boolean }): Promise<void> {
  const report = await atDesk((desk) => desk.backUp(resolve(folder)));
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : describeBackup(report));
}
