import { type Bench, type Extent } from './bench.js';
import { enginesBench } from './engines.bench.js';
import { grownBench } from './grown.bench.js';
import { intakeBench } from './intake.bench.js';
import { leavingBench } from './leaving.bench.js';
import { probesBench } from './probes.bench.js';
import { probingBench } from './probing.bench.js';
import { scoreBench } from './score.bench.js';
import { statusBench } from './status.bench.js';
import { storeBench } from './store.bench.js';
import { uploadBench } from './upload.bench.js';

const BENCHES: readonly Bench[] = [
  scoreBench,
  storeBench,
  enginesBench,
  grownBench,
  intakeBench,
  uploadBench,
  leavingBench,
  probesBench,
  probingBench,
  statusBench,
];
const USAGE = `npm run bench -- [--smoke] [--only ${BENCHES.map(({ name }) => name).join('|')}]`;

/** What is asked for; `null` when a word is not understood. */
function understood(
  words: readonly string[],
): { readonly extent: Extent; readonly chosen: readonly Bench[] } | null {
  let extent: Extent = 'full';
  let chosen = BENCHES;
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '--smoke') extent = 'smoke';
    else if (words[at] === '--only') {
      const only = words[++at];
      chosen = BENCHES.filter(({ name }) => name === only);
    } else return null;
    if (chosen.length === 0) return null;
  }
  return { extent, chosen };
}

const words = process.argv.slice(2);
const asked = understood(words);
if (asked === null) {
  console.error(`Not understood: ${words.join(' ')}\n${USAGE}`);
  process.exitCode = 2;
} else {
  for (const { run } of asked.chosen) await run(asked.extent);
}
