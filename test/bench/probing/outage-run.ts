import { setTimeout as pause } from 'node:timers/promises';
import { AlertReceiver } from './alert-receiver.js';
import { CONTENDERS, type ContenderName, type Outages, type ProbingFarm } from './farm.js';
import { STARTERS } from './load-run.js';

/** What one contender made of the scripted outages, in seconds. */
export interface OutageRun {
  /** From an outage's scripted begin until its first notice has arrived: the middle and the last. */
  readonly noticeMiddle: number;
  readonly noticeLast: number;
  /** Outages of which no notice came. */
  readonly untold: number;
  /** Of the time that a target was down, off from the script: the mean and the most of the targets that were. */
  readonly errorMean: number;
  readonly errorMost: number;
  /** Down time of targets that the script left in order. */
  readonly falselyDown: number;
}

export interface OutagePlan {
  readonly targets: number;
  readonly intervalSeconds: number;
  /** How long each outage lasts. */
  readonly outSeconds: number;
}

/**
 * Every second target goes out of order once, one after the other at times that fit no interval: were it most of them at a
 * time, a careful monitor would doubt itself.
 */
function scriptFrom(startMs: number, { targets, intervalSeconds, outSeconds }: OutagePlan): Outages {
  const stepMs = 617 * (intervalSeconds / 10);
  const out = Array.from({ length: targets / 2 }, (_, i) => {
    const beginMs = Math.round(startMs + i * stepMs);
    return [2 * i, [{ startMs: beginMs, endMs: beginMs + outSeconds * 1000 }]] as const;
  });
  return Object.fromEntries(out);
}

/** Both contenders probe the same targets through the same outages, and tell the same receiver. */
export async function runOutages(
  farm: ProbingFarm,
  plan: OutagePlan,
): Promise<ReadonlyMap<ContenderName, OutageRun>> {
  const receiver = await AlertReceiver.start();
  const { targets, intervalSeconds, outSeconds } = plan;
  const load = { scheme: 'http', targets, intervalSeconds, alertmanager: receiver.host } as const;
  const entrants = [];
  for (const name of CONTENDERS) entrants.push({ name, contender: await STARTERS[name](load, farm) });
  await pause(intervalSeconds * 2_000);
  const script = scriptFrom(Date.now() + 1_000, plan);
  await farm.play(script);
  const lastEndMs = Math.max(...Object.values(script).flatMap((spans) => spans.map(({ endMs }) => endMs)));
  await pause(lastEndMs - Date.now() + intervalSeconds * 2_000);
  const runs = new Map<ContenderName, OutageRun>();
  for (const { name, contender } of entrants) {
    const { downSeconds } = await contender.end();
    runs.set(name, judged(script, receiver.of(name), { downSeconds, outSeconds }));
  }
  await farm.play({});
  await receiver.stop();
  return runs;
}

function judged(
  script: Outages,
  arrivals: ReadonlyMap<number, number>,
  { downSeconds, outSeconds }: { readonly downSeconds: ReadonlyMap<number, number>; outSeconds: number },
): OutageRun {
  const out = Object.entries(script).map(([target, spans]) => ({
    target: Number(target),
    beginMs: spans[0]?.startMs ?? NaN,
  }));
  const waits = out.flatMap(({ target, beginMs }) => {
    const atMs = arrivals.get(target);
    return atMs === undefined ? [] : [(atMs - beginMs) / 1_000];
  });
  waits.sort((a, b) => a - b);
  const errors = out.map(({ target }) => Math.abs((downSeconds.get(target) ?? 0) - outSeconds));
  const inOrder = [...downSeconds].filter(([target]) => script[target] === undefined);
  return {
    noticeMiddle: waits[Math.floor(waits.length / 2)] ?? NaN,
    noticeLast: waits.at(-1) ?? NaN,
    untold: out.length - waits.length,
    errorMean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    errorMost: Math.max(...errors),
    falselyDown: inOrder.reduce((sum, [, seconds]) => sum + seconds, 0),
  };
}
