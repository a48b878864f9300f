import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { messageOf } from '#core';
import { type MigrationReport, findMonitor, migrateTo, readSettings } from '#pipeline';
import { Refusal } from '../refusal.js';

/** Differences that are named; more would only repeat. */
const MOST_NAMED = 20;

function describeMigration(report: MigrationReport): string {
  const { uploads, sliceVersions, entries, samples, systemDays, slices } = report;
  const { scorecards, measures, answers } = report;
  return `${[
    `${uploads} inlämningar, ${sliceVersions} leveransversioner och ${entries} journalposter är flyttade.`,
    `${slices} leveranser, ${systemDays} systemdygn och ${samples} mätpunkter är skrivna i den nya lagringen.`,
    `${scorecards} styrkort med ${measures} värden och ${answers} andra svar är jämförda.`,
  ].join('\n')}\n`;
}

/** Tells each step as it begins, each tenth of it, and its end. */
function progressOn(stream: {
  write(text: string): unknown;
}): (what: string, done: number, of: number) => void {
  let told = '';
  return (what, done, of) => {
    const tenth = of === 0 ? 10 : Math.floor((10 * done) / of);
    const text = `${what}: ${tenth}`;
    if (text === told) return;
    told = text;
    stream.write(`${what}: ${done} av ${of}\n`);
  };
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
  const progress = progressOn(process.stderr);
  const moved = await migrateTo({ from: from.value, to: to.value, nowMs: Date.now(), progress });
  if (!moved.ok) throw new Refusal(moved.problem);
  const { different } = moved.value;
  process.stdout.write(json ? `${JSON.stringify(moved.value, null, 2)}\n` : describeMigration(moved.value));
  if (different.length === 0) return;
  const named = different.slice(0, MOST_NAMED).join(', ');
  throw new Refusal(`${different.length} svar är inte desamma: ${named}. Använd inte den nya lagringen.`);
}
