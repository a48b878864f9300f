import { parseArgs } from 'node:util';
import { messageOf } from '#core';
import { DEMO_DEFAULTS, type Settings, findMonitor, openPerspektiv, readSettings } from '#pipeline';
import { startFarm } from './farm/farm.js';
import { type CityPlan, type FilledCity, cityIn, fillCity } from './fill-city.js';
import { MonitorProcess } from './monitor-process.js';
import { progressLine, welcome } from './tell.js';

/** Ends the start with its reasons on stderr. */
function refuse(reasons: string): never {
  process.stderr.write(`${reasons}\n`);
  process.exit(1);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function fill(settings: Settings, plan: CityPlan): Promise<FilledCity> {
  const perspektiv = await openPerspektiv(settings);
  if (!perspektiv.ok) refuse(perspektiv.problem);
  say(
    `Bygger ${perspektiv.value.catalogue.name.sv} i ${settings.dataFolder}: ${plan.months} månader, frö ${plan.seed}.`,
  );
  try {
    return await fillCity(perspektiv.value, plan, progressLine());
  } finally {
    await perspektiv.value.close();
  }
}

/** A data folder with the planned city in it; one that is there already is left as it is. */
async function prepare(settings: Settings, plan: CityPlan): Promise<FilledCity> {
  const running = await findMonitor(settings.dataFolder);
  if (running) refuse(`Exempelstaden kör redan på ${running.address} (process ${running.pid}).`);
  const city = await cityIn(settings.dataFolder);
  if (city === null) return fill(settings, plan);
  if (city.seed === plan.seed && city.months === plan.months) {
    say(`${city.name} finns redan i ${settings.dataFolder}.`);
    return city;
  }
  return refuse(
    `${settings.dataFolder} rymmer en annan stad (${city.months} månader, frö ${city.seed}). ` +
      'Ta bort mappen, eller ange en annan med PERSPEKTIV_DATA.',
  );
}

function wholeNumber(name: string, text: string, { least, most }: { least: number; most: number }): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  return refuse(`--${name}: skriv ett heltal från ${least} till ${most}.`);
}

const { values } = parseArgs({
  options: {
    'no-farm': { type: 'boolean', default: false },
    months: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
  },
});
const plan = {
  months: wholeNumber('months', values.months, { least: 1, most: 36 }),
  seed: wholeNumber('seed', values.seed, { least: 0, most: 2 ** 31 }),
};
const settings = readSettings(DEMO_DEFAULTS);
if (!settings.ok) refuse(settings.problem.join('\n'));

const city = await prepare(settings.value, plan).catch((error: unknown) => refuse(messageOf(error)));
const farm = values['no-farm'] ? null : await startFarm({ seed: plan.seed });
const monitor = MonitorProcess.start(settings.value);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void monitor.stop());

const address = await monitor.address();
if (address !== null) say(welcome(address, city.name));
const exitCode = await monitor.ended;
await farm?.close();
process.exit(exitCode);
