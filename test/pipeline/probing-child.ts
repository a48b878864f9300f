import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SmallCity } from './small-city.js';

/** A monitor that probes until it is killed, and tells when a system is down: `node … probing-child.ts <folder> <system>`. */
const [dataFolder = '', system = ''] = process.argv.slice(2);
const city = await SmallCity.start({ dataFolder, roles: ['collect', 'serve', 'schedule'] });
for (;;) {
  await sleep(500);
  const state = (await city.perspektiv.measuring.systemStates()).find((each) => each.system === system);
  if (state?.state !== 'down') continue;
  await city.perspektiv.measuring.collect.rollUp(Date.now());
  writeSync(1, `down since ${String(state.sinceMs)} at ${Date.now()}\n`);
}
