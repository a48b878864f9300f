import { setTimeout as pause } from 'node:timers/promises';
import { type Contender, type Load, type StartContender } from './contender.js';
import { type ContenderName, type ProbingFarm, type Regularity, regularityOf } from './farm.js';
import { startPerspektiv } from './perspektiv.js';
import { processorMsOf, residentMibOf } from './process-use.js';
import { startPrometheusPair } from './prometheus.js';

export const STARTERS: Readonly<Record<ContenderName, StartContender>> = {
  perspektiv: startPerspektiv,
  prometheus: startPrometheusPair,
};

/** What one contender did with a load. */
export interface LoadRun extends Omit<Regularity, 'asked'> {
  readonly processorMsPerProbe: number;
  readonly residentMib: number;
  /** Of the service's own time as measured, off from what the farm took: the 99th percentile. */
  readonly latencyErrorP99Ms: number;
}

/** How long a run is. A minute holds one of our roll-ups, and six of Prometheus' evaluations. */
export interface Span {
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

interface Entrant {
  readonly name: ContenderName;
  readonly contender: Contender;
}

/** Contenders that probe the same farm in the same minutes, so that what else the machine does meets them alike. */
export async function runTogether(
  names: readonly ContenderName[],
  load: Load,
  { farm, span }: { readonly farm: ProbingFarm; readonly span: Span },
): Promise<ReadonlyMap<ContenderName, LoadRun>> {
  const entrants: Entrant[] = [];
  for (const name of names) entrants.push({ name, contender: await STARTERS[name](load, farm) });
  await pause(span.warmUpSeconds * 1000);
  await Promise.all(names.map((name) => farm.told(name)));
  const before = await Promise.all(entrants.map(({ contender }) => processorMsOf(contender.pids)));
  await pause(span.seconds * 1000);
  const used = await Promise.all(
    entrants.map(async ({ contender }, i) => (await processorMsOf(contender.pids)) - (before[i] ?? NaN)),
  );
  const runs = new Map<ContenderName, LoadRun>();
  for (const [i, entrant] of entrants.entries()) {
    runs.set(entrant.name, await judged(entrant, used[i] ?? NaN, { load, farm }));
  }
  return runs;
}

async function judged(
  { name, contender }: Entrant,
  usedMs: number,
  { load, farm }: { readonly load: Load; readonly farm: ProbingFarm },
): Promise<LoadRun> {
  const told = await farm.told(name);
  const residentMib = await residentMibOf(contender.pids);
  const { latenciesMs } = await contender.end();
  const { asked, ...regularity } = regularityOf(told, load.intervalSeconds * 1000);
  const errors = [...latenciesMs].flatMap(([target, ms]) => {
    const tookMs = told.get(target)?.tookMs;
    return tookMs === undefined ? [] : [Math.abs(ms - tookMs)];
  });
  errors.sort((a, b) => a - b);
  const latencyErrorP99Ms = errors[Math.floor(errors.length * 0.99)] ?? NaN;
  return { processorMsPerProbe: usedMs / asked, residentMib, ...regularity, latencyErrorP99Ms };
}

/** The middle of each figure over several runs; of two the mean. */
export function middleOf(runs: readonly LoadRun[]): LoadRun {
  const of = (figure: keyof LoadRun): number => {
    const sorted = runs.map((one) => one[figure]).sort((a, b) => a - b);
    const [low = NaN, high = NaN] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
    return (low + high) / 2;
  };
  return {
    processorMsPerProbe: of('processorMsPerProbe'),
    residentMib: of('residentMib'),
    jitterP99Ms: of('jitterP99Ms'),
    jitterMaxMs: of('jitterMaxMs'),
    missed: of('missed'),
    latencyErrorP99Ms: of('latencyErrorP99Ms'),
  };
}
