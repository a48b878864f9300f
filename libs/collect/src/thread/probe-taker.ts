import { Worker } from 'node:worker_threads';
import { messageOf, threadScript } from '#core';
import { type HeartbeatProbe, type Probe, type SecretReference, secretsIn } from '#catalogue';
import { type CallsKnown } from '../probes/heartbeat.js';
import { type Outcome } from '../probes/outcome.js';
import { takeProbe } from '../probes/take-probe.js';
import {
  type KnownProbe,
  type ProbingAnswer,
  type ProbingKnowledge,
  type ProbingMessage,
} from './probing-errand.js';

/** A small nursery is swept often and quickly: what a probe leaves behind is little, and no sweep may show in a timing. */
const NURSERY_MIB = 3;

/** A probe ends within its `timeoutMs`, but for its wait for a turn to shake hands: a thread this far behind hangs. */
const HANGS_AFTER_MS = 300_000;

const LOST: Outcome = { state: 'unmonitored', reason: 'other', timings: {} };

/** What probes are taken with. */
interface ProbeTakerOptions {
  /** Everything that may be asked for. */
  readonly probes: readonly Probe[];
  /** Where may be connected to; see {@link AddressPolicy}. */
  readonly networks: readonly string[];
  readonly secretOf: (reference: SecretReference) => string | null;
  readonly callsOf: (probe: HeartbeatProbe) => CallsKnown;
  /** A thread has ended by itself, or could not be started, and why. Must not throw. */
  readonly onLost: (reason: string) => void;
}

/** A thread that runs, and who waits for what. */
class ProbingThread {
  private readonly worker: Worker;
  private readonly underWay = new Map<number, (outcome: Outcome) => void>();
  private lastNumber = 0;

  constructor(knowledge: ProbingKnowledge, onEnd: (reason: string) => void) {
    const { url, options } = threadScript('probing-thread', import.meta.url);
    this.worker = new Worker(url, {
      name: 'probing',
      workerData: knowledge,
      resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MIB },
      ...options,
    });
    this.worker.on('message', ({ number, outcome }: ProbingAnswer) => {
      this.underWay.get(number)?.(outcome);
      this.underWay.delete(number);
    });
    let reason = 'it was ended';
    this.worker.on('error', (error: Error) => {
      reason = messageOf(error);
    });
    this.worker.once('exit', () => {
      onEnd(reason);
      for (const resolve of this.underWay.values()) resolve(LOST);
      this.underWay.clear();
    });
  }

  take({ id, timeoutMs }: Probe, secrets: readonly (string | null)[]): Promise<Outcome> {
    const number = ++this.lastNumber;
    const hangs = setTimeout(() => void this.end(), timeoutMs + HANGS_AFTER_MS).unref();
    return new Promise((resolve) => {
      this.underWay.set(number, (outcome) => {
        clearTimeout(hangs);
        resolve(outcome);
      });
      this.worker.postMessage({ number, probe: id, secrets } satisfies ProbingMessage);
    });
  }

  /** What may be asked for from now on; what is under way goes on as it began. */
  renew(probes: readonly KnownProbe[]): void {
    this.worker.postMessage({ probes } satisfies ProbingMessage);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

/**
 * Takes probes in a thread of its own, so that nothing else that the process does shows in their timings. A thread that
 * dies, or hangs, leaves what was under way unmonitored, and the next probe gets a new one. Heartbeats, which are no more
 * than a look at what is known here, are judged here.
 */
export class ProbeTaker {
  private known: ReadonlyMap<Probe['id'], KnownProbe>;
  private thread: ProbingThread | null = null;
  private isClosing = false;

  constructor(private readonly options: ProbeTakerOptions) {
    this.known = knownProbes(options.probes);
  }

  /** What may be asked for from now on. */
  renew(probes: readonly Probe[]): void {
    this.known = knownProbes(probes);
    this.thread?.renew([...this.known.values()]);
  }

  /** Takes one of the known probes once; never rejects. */
  take(probe: Probe): Promise<Outcome> {
    const { secretOf, callsOf } = this.options;
    if (probe.kind === 'heartbeat') return takeProbe(probe, { callsOf });
    const known = this.known.get(probe.id);
    if (!known) return Promise.resolve(LOST); // the config folder has it no longer
    const secrets = known.references.map(secretOf);
    try {
      this.thread ??= this.begin();
      return this.thread.take(probe, secrets);
    } catch (error) {
      this.options.onLost(messageOf(error));
      return Promise.resolve(LOST);
    }
  }

  /** Ends the thread; what is still under way is unmonitored. */
  async close(): Promise<void> {
    this.isClosing = true;
    await this.thread?.end();
    this.isClosing = false;
  }

  private begin(): ProbingThread {
    const knowledge = { probes: [...this.known.values()], networks: this.options.networks };
    const thread = new ProbingThread(knowledge, (reason) => {
      if (this.thread === thread) this.thread = null;
      if (!this.isClosing) this.options.onLost(reason);
    });
    return thread;
  }
}

function knownProbes(probes: readonly Probe[]): Map<Probe['id'], KnownProbe> {
  return new Map(probes.map((probe) => [probe.id, { probe, references: secretsIn(probe) }]));
}
