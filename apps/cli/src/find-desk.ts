import {
  DEMO_DEFAULTS,
  type MonitorFile,
  type Perspektiv,
  type Settings,
  findMonitor,
  openPerspektiv,
  readSettings,
} from '#pipeline';
import { type Desk } from './desk.js';
import { BY, LocalDesk } from './local-desk.js';
import { Refusal } from './refusal.js';
import { RemoteDesk } from './remote-desk.js';

function settingsOrRefuse(defaults = {}): Settings {
  const settings = readSettings(defaults);
  if (!settings.ok) throw new Refusal(settings.problem.join('\n'));
  return settings.value;
}

/**
 * The settings to work by, and the monitor that runs under them. A sample city that runs is found without being named,
 * unless its folders are.
 */
export async function settingsInUse(): Promise<{ settings: Settings; monitor: MonitorFile | null }> {
  const settings = settingsOrRefuse();
  for (const used of [settings, settingsOrRefuse(DEMO_DEFAULTS)]) {
    const monitor = await findMonitor(used.dataFolder);
    if (monitor) return { settings: used, monitor };
  }
  return { settings, monitor: null };
}

/** Does some work at the right desk, says on stderr which, and leaves it tidy. */
export async function atDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const { settings, monitor } = await settingsInUse();
  if (monitor) return at(new RemoteDesk(monitor), work);
  const perspektiv = await openPerspektiv(settings);
  if (!perspektiv.ok) throw new Refusal(perspektiv.problem);
  const desk = new LocalDesk(perspektiv.value);
  return audited(perspektiv.value, () => at(desk, work));
}

async function at<T>(desk: Desk, work: (desk: Desk) => Promise<T>): Promise<T> {
  process.stderr.write(`${desk.name}\n`);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** What is changed on the files themselves is in the audit log, as what a monitor changes is. */
function audited<T>({ stage }: Perspektiv, work: () => Promise<T>): Promise<T> {
  const action = `perspektiv ${process.argv[2] ?? ''}`.trim();
  const where = { about: {}, from: 'loopback', status: 200, code: null };
  const call = stage.audit.call(() => ({ ...where, action, by: BY, nowMs: stage.nowMs() }));
  return stage.audit.during(call, work);
}
