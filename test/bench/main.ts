import { type Bench } from './bench.js';
import { enginesBench } from './engines.bench.js';
import { intakeBench } from './intake.bench.js';
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
  intakeBench,
  uploadBench,
  probesBench,
  probingBench,
  statusBench,
];
const USAGE = `npm run bench -- [--smoke] [--only ${BENCHES.map(({ name }) => name).join('|')}]`;

const words = process.argv.slice(2);
const at = words.indexOf('--only');
const only = at < 0 ? null : words[at + 1];
const chosen = BENCHES.filter(({ name }) => only === null || name === only);
if (chosen.length === 0) {
  console.error(USAGE);
  process.exitCode = 2;
}
for (const { run } of chosen) await run(words.includes('--smoke') ? 'smoke' : 'full');
