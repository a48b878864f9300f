import { parseArgs } from 'node:util';
import { messageOf } from '#core';
import { DEMO_DEFAULTS, Perspektiv, type Settings, findMonitor, readSettings } from '#pipeline';
import { startFarm } from './farm/farm.js';
import { type CityPlan, fillCity, filledBy } from './fill-city.js';
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

/** A data folder with the city in it; the answer is the city's name. */
async function prepare(settings: Settings, plan: CityPlan): Promise<string> {
  const running = await findMonitor(settings.dataFolder);
  if (running) refuse(`Exempelstaden kör redan på ${running.address} (process ${running.pid}).`);
  const perspektiv = await Perspektiv.open(settings);
  if (!perspektiv.ok) refuse(perspektiv.problem);
  try {
    const { catalogue } = perspektiv.value;
    const filled = await filledBy(perspektiv.value);
    if (filled === null) {
      say(`Bygger ${catalogue.name.sv} i ${settings.dataFolder}: ${plan.months} månader, frö ${plan.seed}.`);
      await fillCity(perspektiv.value, plan, progressLine());
    } else if (filled.seed !== plan.seed || filled.months !== plan.months) {
      refuse(
        `${settings.dataFolder} rymmer en annan stad (${filled.months} månader, frö ${filled.seed}). ` +
          'Ta bort mappen, eller ange en annan med PERSPEKTIV_DATA.',
      );
    } else say(`${catalogue.name.sv} finns redan i ${settings.dataFolder}.`);
    return catalogue.name.sv;
  } finally {
    await perspektiv.value.close();
  }
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
if (address !== null) say(welcome(address, city));
const exitCode = await monitor.ended;
await farm?.close();
process.exit(exitCode);
