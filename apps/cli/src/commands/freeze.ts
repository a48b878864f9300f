import { createInterface } from 'node:readline/promises';
import { type ChainReport, type EditionSummary, type FreezePreview } from '#core';
import { type Desk } from '../desk.js';
import { atDesk } from '../find-desk.js';
import { Refusal } from '../refusal.js';

interface FreezeOptions {
  readonly restate?: boolean;
  readonly reason?: string;
  readonly verify?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const FAULT = {
  'content-missing': 'innehållet saknas',
  'content-changed': 'innehållet är inte det som fastställdes',
  'chain-broken': 'följer inte på utgåvan före',
} as const;

function describeEdition({ period, name, frozenAt, by, hash, sequence }: EditionSummary): string {
  return `${period} är fastställd: ${name}, nummer ${sequence} i kedjan, ${frozenAt} av ${by}\nSHA-256 ${hash}\n`;
}

/** Recomputes the chain of editions; a fault in it is a refusal that names every place. */
async function verify(json: boolean): Promise<void> {
  const report: ChainReport = await atDesk((desk) => desk.verifyEditions());
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (report.faults.length > 0) {
    throw new Refusal(
      report.faults.map(({ period, name, fault }) => `${period} ${name}: ${FAULT[fault]}`).join('\n'),
    );
  }
  if (!json) process.stdout.write(`${report.editions} utgåvor, kedjan är hel.\n`);
}

function describePreview({ period, name, ...preview }: FreezePreview): string {
  const { deliveries, missing, perspectives, changed } = preview;
  const percent = String(Math.round(preview.preliminaryBelow * 100));
  const preliminary = perspectives.filter((perspective) => perspective.preliminary);
  return [
    `${period} skulle fastställas som ${name}.`,
    `Leveranser: ${deliveries.actual} av ${deliveries.expected}; ${missing} saknas.`,
    preliminary.length === 0
      ? `Inget perspektiv är preliminärt (under ${percent} %).`
      : `Preliminära perspektiv (under ${percent} %): ${preliminary.map(({ id }) => id).join(', ')}.`,
    ...(changed
      ? [
          `Skiljer från ${changed.since}: ${changed.measures} värden, ${changed.slices} leveranser, ${changed.definitions} definitioner.`,
        ]
      : []),
    '',
  ].join('\n');
}

/** Asks somebody at a terminal before what is preliminary is frozen; nobody can be asked elsewhere. */
async function checkMeant(desk: Desk, period: string, { restate = false, yes = false }: FreezeOptions) {
  if (yes || !process.stdin.isTTY) return;
  const preview = await desk.previewFreeze(period, restate);
  if (!preview.preliminary) return;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`${describePreview(preview)}Fastställa ändå? Skriv ${period}: `);
  asking.close();
  if (answer.trim() !== period) throw new Refusal('Ingenting fastställdes.');
}

/** Freezes a period, tells what that would be, or checks everything that is frozen. */
export async function freeze(period: string | undefined, options: FreezeOptions): Promise<void> {
  const { json = false, reason = '', restate = false } = options;
  if (options.verify) return verify(json);
  if (period === undefined) throw new Refusal('Ange vilken period som ska fastställas, eller --verify.', 2);
  if (options.dryRun) {
    const preview = await atDesk((desk) => desk.previewFreeze(period, restate));
    process.stdout.write(json ? `${JSON.stringify(preview, null, 2)}\n` : describePreview(preview));
    return;
  }
  const edition = await atDesk(async (desk) => {
    await checkMeant(desk, period, options);
    return desk.freeze(period, restate ? { reason } : undefined);
  });
  process.stdout.write(json ? `${JSON.stringify(edition, null, 2)}\n` : describeEdition(edition));
}
