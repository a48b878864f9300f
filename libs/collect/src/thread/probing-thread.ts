/**
 * What runs in a thread of its own (probe-taker.ts): takes the probes that it is asked for, however many at a time, and
 * answers each when it has ended.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type SecretReference } from '#catalogue';
import { AddressPolicy } from '#outgoing';
import { takeProbe } from '../probes/take-probe.js';
import {
  type KnownProbe,
  type ProbingAnswer,
  type ProbingErrand,
  type ProbingKnowledge,
  type ProbingMessage,
} from './probing-errand.js';

const { probes, networks } = workerData as ProbingKnowledge;
const addresses = new AddressPolicy(networks);
let known = byId(probes);

function byId(all: readonly KnownProbe[]): ReadonlyMap<string, KnownProbe> {
  return new Map(all.map((one) => [one.probe.id, one]));
}

/** Tells the text of a reference by its place among the probe's references. */
function reader(references: readonly SecretReference[], secrets: ProbingErrand['secrets']) {
  return (reference: SecretReference): string | null => secrets[references.indexOf(reference)] ?? null;
}

function found(id: string): KnownProbe {
  const one = known.get(id);
  if (!one) throw new Error(`The thread was given no probe ${id}`);
  return one;
}

parentPort?.on('message', (message: ProbingMessage) => {
  if ('probes' in message) {
    known = byId(message.probes);
    return;
  }
  const { number, probe: id, secrets } = message;
  const { probe, references } = found(id);
  void takeProbe(probe, { addresses, secretOf: reader(references, secrets) }).then((outcome) => {
    parentPort?.postMessage({ number, outcome } satisfies ProbingAnswer);
  });
});
