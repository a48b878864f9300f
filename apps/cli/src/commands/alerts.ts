import { type AlertAnswer } from '#alert';
import { atDesk } from '../find-desk.js';

function line({ id, severity, kind, system, subject, resolved, acknowledged, fired }: AlertAnswer): string {
  const standing = resolved === null ? (acknowledged ? `kvitterat av ${acknowledged.by}` : 'pågår') : 'över';
  const level = severity === 'critical' ? 'kritiskt' : 'varning';
  return `${fired}  ${level}  ${standing}  ${system ?? subject}  ${kind}\n  ${id}\n`;
}

/** Lists what is wrong now and what has been lately. */
export async function printAlerts({ json = false }: { json?: boolean }): Promise<void> {
  const alerts = await atDesk((desk) => desk.alerts());
  if (json) process.stdout.write(`${JSON.stringify(alerts, null, 2)}\n`);
  else process.stdout.write(alerts.length === 0 ? 'Inga larm.\n' : alerts.map(line).join(''));
}

/** Says that somebody sees to an alert. */
export async function acknowledgeAlert(id: string, { note }: { note?: string }): Promise<void> {
  const alert = await atDesk((desk) => desk.acknowledge(id, note));
  process.stdout.write(line(alert));
}
