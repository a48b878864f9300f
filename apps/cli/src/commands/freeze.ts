import { type ChainReport, type EditionSummary } from '#core';
import { atDesk } from '../find-desk.js';
import { Refusal } from '../refusal.js';

interface FreezeOptions {
  readonly restate?: boolean;
  readonly reason?: string;
  readonly verify?: boolean;
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

/** Freezes a period, or checks everything that is frozen. */
export async function freeze(period: string | undefined, options: FreezeOptions): Promise<void> {
  const { json = false, reason = '' } = options;
  if (options.verify) return verify(json);
  if (period === undefined) throw new Refusal('Ange vilken period som ska fastställas, eller --verify.', 2);
  const edition = await atDesk((desk) => desk.freeze(period, options.restate ? { reason } : undefined));
  process.stdout.write(json ? `${JSON.stringify(edition, null, 2)}\n` : describeEdition(edition));
}
