import { type ConfigReload } from '#core';
import { settingsInUse } from '../find-desk.js';
import { Refusal } from '../refusal.js';
import { RemoteDesk } from '../remote-desk.js';

function describeReload({ outcome, changed }: ConfigReload): string {
  return outcome === 'taken'
    ? `Ändringen är tagen i bruk: ${changed.join(', ')}.\n`
    : 'Ingenting har ändrats i konfigurationen. Hemligheterna är lästa på nytt.\n';
}

/** Has the monitor that runs take its config folder into use as it is now. */
export async function reload({ json }: { json?: boolean }): Promise<void> {
  const { monitor } = await settingsInUse();
  if (!monitor) throw new Refusal('Ingen monitor kör här. Konfigurationen läses när den startas.');
  const reloaded = await new RemoteDesk(monitor).reload();
  process.stdout.write(json ? `${JSON.stringify(reloaded, null, 2)}\n` : describeReload(reloaded));
}
