import { type RebuildReport } from '#core';
import { atDesk } from '../find-desk.js';

function describeRebuild({ slices, systemDays, systemDaysLeft, boardParts }: RebuildReport): string {
  if (boardParts > 0) return `Tavlornas kopia är utlagd på nytt i ${boardParts} delar.\n`;
  const left = systemDaysLeft > 0 ? `, ${systemDaysLeft} lämnade som de är (mätpunkterna är gallrade)` : '';
  return `${slices} leveranser är inlästa på nytt och ${systemDays} systemdygn räknade på nytt${left}.\n`;
}

/** Makes everything derived anew: observations from the ledger, roll-ups from raw samples. */
export async function rebuild(options: {
  from?: string;
  to?: string;
  boards?: boolean;
  json?: boolean;
}): Promise<void> {
  const { json, boards, ...periods } = options;
  const report = await atDesk((desk) => desk.rebuild({ ...periods, ...(boards ? { boards } : {}) }));
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : describeRebuild(report));
}
