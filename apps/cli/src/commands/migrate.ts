import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { messageOf } from '#core';
import { type MigrationReport, findMonitor, migrateTo, readSettings } from '#pipeline';
import { Refusal } from '../refusal.js';

/** Differences that are named; more would only repeat. */
const MOST_NAMED = 20;

function describeMigration(report: MigrationReport): string {
  const { uploads, sliceVersions, entries, samples, systemDays, slices, scorecards, measures } = report;
  return `${[
    `${uploads} inlämningar, ${sliceVersions} leveransversioner och ${entries} journalposter är flyttade.`,
    `${slices} leveranser, ${systemDays} systemdygn och ${samples} mätpunkter är skrivna i den nya tidsserien.`,
    `${scorecards} styrkort med ${measures} värden är jämförda.`,
  ].join('\n')}\n`;
}

async function settingsTo(path: string): Promise<ReturnType<typeof readSettings>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Refusal(`Inställningarna går inte att läsa: ${messageOf(error)}`);
  });
  return readSettings({}, parseEnv(text));
}

/** Moves an embedded city to other engines, and proves that all scores are the same. */
export async function migrate({ to: path, json }: { to: string; json?: boolean }): Promise<void> {
  const [from, to] = [readSettings(), await settingsTo(path)];
  if (!from.ok) throw new Refusal(from.problem.join('\n'));
  if (!to.ok) throw new Refusal(to.problem.join('\n'));
  const monitor = await findMonitor(from.value.dataFolder);
  if (monitor) throw new Refusal(`Monitorn på ${monitor.address} kör. Stanna den först.`);
  const moved = await migrateTo({ from: from.value, to: to.value, nowMs: Date.now() });
  if (!moved.ok) throw new Refusal(moved.problem);
  const { different } = moved.value;
  process.stdout.write(json ? `${JSON.stringify(moved.value, null, 2)}\n` : describeMigration(moved.value));
  if (different.length === 0) return;
  const named = different.slice(0, MOST_NAMED).join(', ');
  throw new Refusal(`${different.length} styrkort är inte desamma: ${named}. Använd inte den nya lagringen.`);
}
