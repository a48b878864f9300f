import { type ProbingFarm } from './farm.js';

/** What is probed. */
export interface Load {
  readonly scheme: 'http' | 'https';
  readonly targets: number;
  readonly intervalSeconds: number;
}

/** A product that probes, stores and judges; every process of it counts. */
export interface Contender {
  readonly pids: readonly number[];
  /** How many targets it calls surely down now. */
  readonly down: () => Promise<number>;
  /** The service's own time as it measured it lately, by target number, in milliseconds. */
  readonly latencies: () => Promise<ReadonlyMap<number, number>>;
  readonly stop: () => Promise<void>;
}

/** Starts a contender on some load. */
export type StartContender = (load: Load, farm: ProbingFarm) => Promise<Contender>;
