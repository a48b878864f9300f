import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Extent } from './bench.js';
import { type Load } from './probing/contender.js';
import { CONTENDERS, type ContenderName, ProbingFarm } from './probing/farm.js';
import { type LoadRun, type Span, middleOf, runTogether } from './probing/load-run.js';
import { type OutageRun, runOutages } from './probing/outage-run.js';
import { printTable } from './table.js';

const NEEDED = [
  '/usr/bin/prometheus',
  '/usr/bin/prometheus-blackbox-exporter',
  'dist/apps/monitor/src/main.js',
];

/** A load, how it is run, and what engines.md hopes for: our share of what the pair uses. */
interface Match extends Load {
  readonly name: string;
  /** Who probes at the same time; beyond what the machine can do at once, one after the other. */
  readonly turns: readonly (readonly ContenderName[])[];
  readonly goal?: { readonly processor?: number; readonly memory?: number };
}

const TOGETHER = [CONTENDERS];
const IN_TURN = CONTENDERS.map((name) => [name]);

const MATCHES: readonly Match[] = [
  {
    name: 'HTTP, 100/s',
    scheme: 'http',
    targets: 1_000,
    intervalSeconds: 10,
    turns: TOGETHER,
    goal: { processor: 0.6, memory: 1 },
  },
  {
    name: 'HTTPS, 100/s',
    scheme: 'https',
    targets: 1_000,
    intervalSeconds: 10,
    turns: IN_TURN,
    goal: { processor: 1, memory: 1 },
  },
  {
    name: 'HTTP, 500/s',
    scheme: 'http',
    targets: 5_000,
    intervalSeconds: 10,
    turns: IN_TURN,
    goal: { processor: 0.5, memory: 0.6 },
  },
];
/** The outages that follow are probed by HTTP. */
const SMALL: readonly Match[] = [
  { name: 'HTTPS, 20/s', scheme: 'https', targets: 20, intervalSeconds: 1, turns: TOGETHER },
];
const ROUNDS = 2;
const LONG: Span = { warmUpSeconds: 12, seconds: 60 };
const SHORT: Span = { warmUpSeconds: 1, seconds: 3 };

function verdict(ratio: number, goal: number | undefined): string {
  if (goal === undefined) return `${ratio.toFixed(2)} ×`;
  return `${ratio.toFixed(2)} × (goal ${goal}: ${ratio <= goal ? 'held' : 'MISSED'})`;
}

async function compare(farm: ProbingFarm, extent: Extent): Promise<void> {
  const span = extent === 'smoke' ? SHORT : LONG;
  const rows: (string | number)[][] = [];
  for (const { name, goal, turns, ...load } of extent === 'smoke' ? SMALL : MATCHES) {
    const runs: Record<ContenderName, LoadRun[]> = { perspektiv: [], prometheus: [] };
    for (let round = 0; round < (extent === 'smoke' ? 1 : ROUNDS); round++) {
      // Every other round the other way round, so that none always comes first.
      for (const names of round % 2 === 0 ? turns : turns.toReversed()) {
        for (const [who, run] of await runTogether(names, load, { farm, span })) runs[who].push(run);
      }
    }
    const [us, them] = [middleOf(runs.perspektiv), middleOf(runs.prometheus)];
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

function rowOf(name: string, figures: LoadRun, judged: readonly string[]): (string | number)[] {
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

async function compareOutages(farm: ProbingFarm, extent: Extent): Promise<void> {
  const plan =
    extent === 'smoke'
      ? { targets: 24, intervalSeconds: 1, outSeconds: 4.5 }
      : { targets: 320, intervalSeconds: 10, outSeconds: 65 };
  const runs = await runOutages(farm, plan);
  const rows = CONTENDERS.map((who) => outageRow(who, runs.get(who)));
  const ratio = (runs.get('perspektiv')?.noticeMiddle ?? NaN) / (runs.get('prometheus')?.noticeMiddle ?? NaN);
  printTable(
    `Outages of ${plan.outSeconds} s, probed each ${plan.intervalSeconds} s: from the scripted begin until an Alertmanager has the notice; down time off from the script`,
    ['', 'notice middle s', 'last s', 'untold', 'error mean s', 'most s', 'falsely down s'],
    rows,
  );
  const goal = extent === 'smoke' ? undefined : 0.6;
  console.log(`notice, middle: ${verdict(ratio, goal)}`);
}

function outageRow(who: ContenderName, run: OutageRun | undefined): (string | number)[] {
  const name = who === 'perspektiv' ? 'Perspektiv' : 'Prometheus and blackbox';
  if (!run) return [name, NaN, NaN, NaN, NaN, NaN, NaN];
  const { noticeMiddle, noticeLast, untold, errorMean, errorMost, falselyDown } = run;
  return [name, noticeMiddle, noticeLast, untold, errorMean, errorMost, falselyDown];
}

async function tenThousand(farm: ProbingFarm): Promise<void> {
  const load = { scheme: 'http', targets: 10_000, intervalSeconds: 10 } as const;
  const us = (await runTogether(['perspektiv'], load, { farm, span: LONG })).get('perspektiv');
  if (!us) return;
  const header = ['', 'ms', 'MiB', 'jitter p99', 'jitter max', 'missed', 'error ms'];
  printTable('10 000 HTTP targets at 10 s', header, [rowOf('Perspektiv', us, [])]);
  const of = load.targets * (LONG.seconds / load.intervalSeconds);
  console.log(`goal: no missed slot: ${us.missed === 0 ? 'held' : `MISSED, ${us.missed} of ${of}`}`);
}

/** The whole product against Debian's Prometheus with blackbox_exporter, on one farm (engines.md, section Probing). */
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
      await compareOutages(farm, extent);
      if (extent === 'full') await tenThousand(farm);
    } finally {
      await farm.stop();
      await rm(folder, { recursive: true });
    }
  },
};
