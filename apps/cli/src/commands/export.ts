import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportRecord } from '#core';
import { atDesk } from '../find-desk.js';

interface ExportOptions {
  readonly dryRun?: boolean;
  readonly to?: string;
  readonly json?: boolean;
}

function describeExport({ id, dryRun, edition, values, cleared, files }: ExportRecord): string {
  const lines = [
    dryRun ? `PROVKÖRNING ${id}: ingenting är sparat` : `Exporten ${id} är skapad`,
    `utgåva ${edition}, ${values} värden`,
    ...(cleared > 0 ? [`${cleared} värden ska tömmas i ILS: se filen ils-clear`] : []),
    ...files.map(({ name, bytes, sha256 }) => `  ${name}  ${bytes} byte  SHA-256 ${sha256}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Makes the files of a period for the steering system; a fault of the check is a refusal that names every one. */
export async function exportIls(period: string, options: ExportOptions): Promise<void> {
  const { dryRun = false, json = false, to } = options;
  const { record, files } = await atDesk((desk) => desk.exportIls(period, { dryRun }));
  if (to !== undefined) {
    await mkdir(to, { recursive: true });
    for (const { name, content } of files) await writeFile(join(to, name), content);
  }
  process.stdout.write(json ? `${JSON.stringify(record, null, 2)}\n` : describeExport(record));
}
