import { type Receipt, type Scorecard, type UploadReport } from '#core';
import { DEMO_DEFAULTS, Perspektiv, type Settings, findMonitor, readSettings } from '#pipeline';
import { LocalDesk } from './local-desk.js';
import { Refusal } from './refusal.js';
import { RemoteDesk } from './remote-desk.js';

/** A file and what to do with it. */
export interface Errand {
  readonly dataset: string;
  readonly path: string;
  readonly period?: string | undefined;
}

/** Where the cli has its errands done: at the monitor that runs, or on the files when none does. */
export interface Desk {
  /** Says which of the two it is. */
  readonly name: string;
  check(errand: Errand): Promise<UploadReport>;
  handIn(errand: Errand): Promise<Receipt | UploadReport>;
  scorecard(subject: string, period: string): Promise<Scorecard>;
  close(): Promise<void>;
}

/** The settings over some defaults, or every fault of them. */
export function settingsOrRefuse(defaults = {}): Settings {
  const settings = readSettings(defaults);
  if (!settings.ok) throw new Refusal(settings.problem.join('\n'));
  return settings.value;
}

/** Where the sample city would be: one that runs is found without being named, unless a data folder is. */
function demoSettings(): Settings {
  return settingsOrRefuse(DEMO_DEFAULTS);
}

/** Does some work at the right desk, says on stderr which, and leaves it tidy. */
export async function atDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await findDesk(settingsOrRefuse());
  process.stderr.write(`${desk.name}\n`);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

async function findDesk(settings: Settings): Promise<Desk> {
  for (const { dataFolder } of [settings, demoSettings()]) {
    const monitor = await findMonitor(dataFolder);
    if (monitor) return new RemoteDesk(monitor);
  }
  const perspektiv = await Perspektiv.open(settings);
  if (!perspektiv.ok) throw new Refusal(perspektiv.problem);
  return new LocalDesk(perspektiv.value);
}
