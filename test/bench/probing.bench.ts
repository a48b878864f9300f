import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, type Extent } from './bench.js';
import { type Load, type StartContender } from './probing/contender.js';
import { ProbingFarm } from './probing/farm.js';
import { startPerspektiv } from './probing/perspektiv.js';
import { processorMsOf, residentMibOf } from './probing/process-use.js';
import { startPrometheusPair } from './probing/prometheus.js';
import { printTable } from './table.js';

const NEEDED = [
  '/usr/bin/prometheus',
  '/usr/bin/prometheus-blackbox-exporter',
  'dist/apps/monitor/src/main.js',
];

/** What one contender did with a load. */
interface Run {
  readonly processorMsPerProbe: number;
  readonly residentMib: number;
  readonly jitterP99Ms: number;
  readonly jitterMaxMs: number;
  readonly missed: number;
  readonly latencyErrorP99Ms: number;
}

interface Span {
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

async function run(start: StartContender, load: Load, farm: ProbingFarm, span: Span): Promise<Run> {
  const contender = await start(load, farm);
  try {
    await pause(span.warmUpSeconds * 1000);
    await farm.regularity(1);
    const before = await processorMsOf(contender.pids);
    await pause(span.seconds * 1000);
    const usedMs = (await processorMsOf(contender.pids)) - before;
    const { asked, ...regularity } = await farm.regularity(load.intervalSeconds * 1000);
    const residentMib = await residentMibOf(contender.pids);
    const errors = [...(await contender.latencies())].map(([n, ms]) => Math.abs(ms - ProbingFarm.delayMs(n)));
    errors.sort((a, b) => a - b);
    return {
      processorMsPerProbe: usedMs / asked,
      residentMib,
      ...regularity,
      latencyErrorP99Ms: errors[Math.floor(errors.length * 0.99)] ?? NaN,
    };
  } finally {
    await contender.stop();
  }
}

/** The median of each figure over several runs. */
function median(runs: readonly Run[]): Run {
  const of = (figure: keyof Run): number =>
    runs.map((one) => one[figure]).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? NaN;
  return {
    processorMsPerProbe: of('processorMsPerProbe'),
    residentMib: of('residentMib'),
    jitterP99Ms: of('jitterP99Ms'),
    jitterMaxMs: of('jitterMaxMs'),
    missed: of('missed'),
    latencyErrorP99Ms: of('latencyErrorP99Ms'),
  };
}

/** A load, and what engines.md hopes for: our share of what the pair uses. */
interface Match extends Load {
  readonly name: string;
  readonly goal?: { readonly processor?: number; readonly memory?: number };
}

const MATCHES: readonly Match[] = [
  {
    name: 'HTTP, 100/s',
    scheme: 'http',
    targets: 1_000,
    intervalSeconds: 10,
    goal: { processor: 0.6, memory: 1 },
  },
  { name: 'HTTPS, 100/s', scheme: 'https', targets: 1_000, intervalSeconds: 10, goal: { processor: 1 } },
  {
    name: 'HTTP, 500/s',
    scheme: 'http',
    targets: 5_000,
    intervalSeconds: 10,
    goal: { processor: 0.5, memory: 0.6 },
  },
  { name: 'HTTPS, 500/s', scheme: 'https', targets: 5_000, intervalSeconds: 10 },
];
const SMALL: readonly Match[] = [
  { name: 'HTTP, 20/s', scheme: 'http', targets: 20, intervalSeconds: 1 },
  { name: 'HTTPS, 20/s', scheme: 'https', targets: 20, intervalSeconds: 1 },
];

function verdict(ratio: number, goal: number | undefined): string {
  if (goal === undefined) return `${ratio.toFixed(2)} ×`;
  return `${ratio.toFixed(2)} × (goal ${goal}: ${ratio <= goal ? 'held' : 'MISSED'})`;
}

async function compare(farm: ProbingFarm, extent: Extent): Promise<void> {
  const span = extent === 'smoke' ? { warmUpSeconds: 1, seconds: 4 } : { warmUpSeconds: 30, seconds: 60 };
  const rows: (string | number)[][] = [];
  for (const { name, goal, ...load } of extent === 'smoke' ? SMALL : MATCHES) {
    const ours: Run[] = [];
    const theirs: Run[] = [];
    for (let round = 0; round < (extent === 'smoke' ? 1 : 3); round++) {
      ours.push(await run(startPerspektiv, load, farm, span));
      theirs.push(await run(startPrometheusPair, load, farm, span));
    }
    const [us, them] = [median(ours), median(theirs)];
    const judged = [
      verdict(us.processorMsPerProbe / them.processorMsPerProbe, goal?.processor),
      verdict(us.residentMib / them.residentMib, goal?.memory),
      verdict(us.latencyErrorP99Ms / them.latencyErrorP99Ms, extent === 'smoke' ? undefined : 1),
    ];
    rows.push(
      rowOf(`${name}: Perspektiv`, us, judged),
      rowOf('  Prometheus and blackbox', them, ['', '', '']),
    );
  }
  printTable(
    'Probing, the whole product: processor time of a probe, memory, regularity, latency error (99th percentile)',
    ['load', 'ms', 'MiB', 'jitter p99', 'jitter max', 'missed', 'error ms', 'processor', 'memory', 'error'],
    rows,
  );
}

function rowOf(name: string, figures: Run, judged: readonly string[]): (string | number)[] {
  const { processorMsPerProbe, residentMib, jitterP99Ms, jitterMaxMs, missed, latencyErrorP99Ms } = figures;
  return [
    name,
    processorMsPerProbe,
    residentMib,
    jitterP99Ms,
    jitterMaxMs,
    missed,
    latencyErrorP99Ms,
    ...judged,
  ];
}

/** From a fourth of the targets going out of order until the first, the middle and the last of them is surely down, in seconds. */
async function detection(start: StartContender, load: Load, farm: ProbingFarm): Promise<number[]> {
  const contender = await start(load, farm);
  try {
    await pause(load.intervalSeconds * 2_000);
    const outForMs = load.intervalSeconds * 6_000;
    const out = load.targets / 4;
    await farm.putOutOfOrder(outForMs);
    const outMs = performance.now();
    const seenAt: number[] = [];
    while (performance.now() - outMs < outForMs && seenAt.length < out) {
      const down = await contender.down();
      const nowSeconds = (performance.now() - outMs) / 1000;
      while (seenAt.length < down) seenAt.push(nowSeconds);
      await pause(100);
    }
    return [0, Math.floor(out / 2), out - 1].map((i) => seenAt[i] ?? NaN);
  } finally {
    await contender.stop();
  }
}

async function compareDetection(farm: ProbingFarm, extent: Extent): Promise<void> {
  const load = { scheme: 'http', targets: 80, intervalSeconds: extent === 'smoke' ? 2 : 10 } as const;
  const ours = await detection(startPerspektiv, load, farm);
  const theirs = await detection(startPrometheusPair, load, farm);
  const ratio = (ours[1] ?? NaN) / (theirs[1] ?? NaN);
  printTable(
    `From an outage of a fourth of the targets to its being confirmed, probed each ${load.intervalSeconds} s`,
    ['', 'first s', 'middle s', 'last s', 'middle'],
    [
      ['Perspektiv', ...ours, extent === 'smoke' ? verdict(ratio, undefined) : verdict(ratio, 0.6)],
      ['Prometheus and blackbox', ...theirs, ''],
    ],
  );
}

async function tenThousand(farm: ProbingFarm): Promise<void> {
  const load = { scheme: 'http', targets: 10_000, intervalSeconds: 10 } as const;
  const us = await run(startPerspektiv, load, farm, { warmUpSeconds: 40, seconds: 120 });
  const header = ['', 'ms', 'MiB', 'jitter p99', 'jitter max', 'missed', 'error ms'];
  printTable('10 000 HTTP targets at 10 s', header, [rowOf('Perspektiv', us, [])]);
  console.log(`goal: no missed slot: ${us.missed === 0 ? 'held' : `MISSED, ${us.missed} of 120 000`}`);
}

/** The whole product against Debian's Prometheus with blackbox_exporter, in turns on one farm (engines.md, section Probing). */
export const probingBench: Bench = {
  name: 'probing',
  run: async (extent) => {
    const missing = NEEDED.filter((file) => !existsSync(file));
    if (missing.length > 0) {
      console.log(`\nprobing: left out, for ${missing.join(', ')} is not there`);
      return;
    }
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
    const farm = await ProbingFarm.start(folder);
    try {
      await compare(farm, extent);
      await compareDetection(farm, extent);
      if (extent === 'full') await tenThousand(farm);
    } finally {
      await farm.stop();
      await rm(folder, { recursive: true });
    }
  },
};
