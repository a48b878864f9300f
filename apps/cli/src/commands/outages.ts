import { type OutageRecord, cityTime } from '#core';
import { atDesk } from '../find-desk.js';

interface OutagesOptions {
  readonly system?: string;
  readonly days: string;
  readonly ongoing?: boolean;
  readonly json?: boolean;
}

/** `2 h 05 min`, `40 s`. */
export function lengthText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** `2026-09-17 10:00`. */
export function clockText(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}

function line({ id, system, from, to, durationMs, reason, counted, annotations }: OutageRecord): string {
  const length = `${to === null ? 'pågår, ' : ''}${lengthText(durationMs)}`;
  const aside = counted ? '' : ' (räknas inte)';
  const said = annotations.map(({ text, by }) => `      ${text} (${by})\n`).join('');
  return `${clockText(from)}  ${system.padEnd(28)} ${length.padEnd(18)} ${reason}${aside}\n    ${id}\n${said}`;
}

/** Prints the outages of the last days, newest first, and what they come to. */
export async function printOutages({ system, days, ongoing, json }: OutagesOptions): Promise<void> {
  const nowMs = Date.now();
  const from = cityTime(nowMs - Number(days) * 86_400_000);
  const { items, summary } = await atDesk((desk) =>
    desk.outages({ from, ...(system === undefined ? {} : { system }), ...(ongoing ? { ongoing } : {}) }),
  );
  if (json) {
    process.stdout.write(`${JSON.stringify({ items, summary }, null, 2)}\n`);
    return;
  }
  for (const outage of items) process.stdout.write(line(outage));
  const mean = summary.meanTimeToRestoreMs;
  process.stdout.write(
    items.length === 0
      ? 'Inga avbrott.\n'
      : `${summary.count} räknade, tillsammans ${lengthText(summary.totalMs)}, längst ${lengthText(summary.longestMs)}` +
          `${mean === null ? '' : `, återställda efter i medel ${lengthText(mean)}`}\n`,
  );
}

/** Says something of an outage. */
export async function annotateOutage(id: string, text: string): Promise<void> {
  await atDesk((desk) => desk.annotateOutage(id, text));
  process.stdout.write('Anteckningen är sparad.\n');
}
