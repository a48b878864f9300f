import { type RebuildReport } from '#core';
import { atDesk } from '../find-desk.js';

function describeRebuild({ slices, systemDays, systemDaysLeft }: RebuildReport): string {
  const left = systemDaysLeft > 0 ? `, ${systemDaysLeft} lämnade som de är (mätpunkterna är gallrade)` : '';
  return `${slices} leveranser är inlästa på nytt och ${systemDays} systemdygn räknade på nytt${left}.\n`;
}

/** Makes everything derived anew: observations from the ledger, roll-ups from raw samples. */
export async function rebuild(options: { from?: string; to?: string; json?: boolean }): Promise<void> {
  const { json, ...periods } = options;
  const report = await atDesk((desk) => desk.rebuild(periods));
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : describeRebuild(report));
}
