import { type ProbingFarm } from './farm.js';

/** What is probed. */
export interface Load {
  readonly scheme: 'http' | 'https';
  readonly targets: number;
  readonly intervalSeconds: number;
  /** An Alertmanager that is told when a target is down; absent: nobody is told. */
  readonly alertmanager?: string;
}

/** What a contender knew in the end, by target number. */
export interface Findings {
  /** The service's own time as it measured it last, in milliseconds. */
  readonly latenciesMs: ReadonlyMap<number, number>;
  /** How long the target was down, all together. */
  readonly downSeconds: ReadonlyMap<number, number>;
}

/** A product that probes, stores and judges; every process of it counts. */
export interface Contender {
  readonly pids: readonly number[];
  /** Ends it, and tells what it knew. */
  readonly end: () => Promise<Findings>;
}

/** Starts a contender on some load. */
export type StartContender = (load: Load, farm: ProbingFarm) => Promise<Contender>;
