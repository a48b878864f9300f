import { resolve } from 'node:path';
import { type RestoreReport } from '#core';
import { readSettings, restore } from '#pipeline';
import { Refusal } from '../refusal.js';
import { describeContent } from './backup.js';

function describeRestore(report: RestoreReport): string {
  const { folder, restoredTo, setAside } = report;
  const lines = [
    restoredTo === null
      ? `Säkerhetskopian ${folder} är hel: utgåvornas kedja och styrkorten är desamma.`
      : `${restoredTo} är återställd ur ${folder}: utgåvornas kedja och styrkorten är desamma.`,
    describeContent(report),
  ];
  if (setAside !== null) lines.push(`Det som låg där tidigare ligger i ${setAside}.`);
  return lines.map((line) => `${line}\n`).join('');
}

/** Puts a city back into the data folder, or only tries whether that could be done. */
export async function restoreBackup(
  folder: string,
  { json = false, try: onlyTry = false }: { json?: boolean; try?: boolean },
): Promise<void> {
  const settings = readSettings();
  if (!settings.ok) throw new Refusal(settings.problem.join('\n'));
  const order = { from: resolve(folder), settings: settings.value, onlyTry, nowMs: Date.now() };
  const restored = await restore(order);
  if (!restored.ok) throw new Refusal(restored.problem);
  process.stdout.write(
    json ? `${JSON.stringify(restored.value, null, 2)}\n` : describeRestore(restored.value),
  );
}
