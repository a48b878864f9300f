import { writeSync } from 'node:fs';
import { Period } from '#core';
import { SmallCity } from './small-city.js';

/** A monitor that freezes one quarter again and again until it is killed: `node … freeze-child.ts <folder>`. */
const [dataFolder = ''] = process.argv.slice(2);
const city = await SmallCity.start({ dataFolder });
const quarter = Period.of('2025-Q3');
writeSync(1, 'freezing\n');
for (;;) {
  const restate = (await city.perspektiv.closing.edition.isFrozen(quarter)) ? { reason: 'igen' } : undefined;
  const frozen = await city.perspektiv.closing.edition.freeze(quarter, {
    by: 'barn',
    nowMs: Date.now(),
    restate,
  });
  writeSync(1, frozen.ok ? `frozen ${frozen.value.hash}\n` : `refused ${frozen.problem}\n`);
}
