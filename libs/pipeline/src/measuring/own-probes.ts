import { setTimeout as pause } from 'node:timers/promises';
import { type Sample } from '#core';
import { type Catalogue, type HeartbeatProbe, type Probe, isTakenFrom } from '#catalogue';
import { type CallsKnown, type ConfirmedState, ProbeRunner, ProbeTaker, type Punctuality } from '#collect';
import { type SecretOf, checkSecrets } from '../process/secrets.js';
import { type Shares } from './sharing.js';

/** So much longer than its `timeoutMs` a probe under way is waited for at the end. */
const PATIENCE_MS = 5_000;

/** Where this process probes from, and what it may do there. */
export interface ProbingPlace {
  readonly vantage: string;
  readonly secretOf: SecretOf;
  readonly callsOf: (probe: HeartbeatProbe) => CallsKnown;
  /** What of it is this process' own; `null`: everything. */
  readonly shares: Shares | null;
}

/** What own probes are made of. The callbacks must not throw. */
interface OwnProbesParts {
  readonly catalogue: Catalogue;
  readonly place: ProbingPlace;
  readonly onSample: (sample: Sample) => void;
  /** A state that has been confirmed, and whether it is news: that all is well at a start is none. */
  readonly onConfirmed: (confirmed: ConfirmedState, isNews: boolean) => void;
}

/** The probes that this process takes itself, from where it stands. */
export class OwnProbes {
  private readonly taker: ProbeTaker;
  private readonly runner: ProbeRunner;
  private readonly taken: readonly Probe[];
  private readonly place: ProbingPlace;
  private readonly verdicts = new Map<string, ConfirmedState>();
  private lost = 0;

  constructor({ catalogue, place, onSample, onConfirmed }: OwnProbesParts) {
    const { vantage, shares } = place;
    this.place = place;
    const targets = [...catalogue.systems.values()].flatMap(({ id, probes }) =>
      probes.filter((probe) => isTakenFrom(vantage, probe)).map((probe) => ({ system: id, probe })),
    );
    const canaries = catalogue.canaries.flatMap(({ vantage: from = vantage, probes }) =>
      from === vantage ? probes : [],
    );
    this.taken = [...targets.map(({ probe }) => probe), ...canaries];
    this.taker = new ProbeTaker({
      ...place,
      probes: this.taken,
      networks: catalogue.rules.reachableNetworks,
      onLost: (reason) => {
        this.lost++;
        process.emitWarning(`The thread that takes probes was lost: ${reason}`);
      },
    });
    this.runner = new ProbeRunner({
      targets,
      canaries,
      vantage,
      take: (probe) => this.taker.take(probe),
      isOurs: ({ system }, dueMs) => (shares ? shares.probes(system, dueMs) : true),
      onSample,
      onConfirmed: (confirmed) => {
        const isNews = confirmed.state === 'down' || this.verdicts.has(confirmed.target);
        this.verdicts.set(confirmed.target, confirmed);
        onConfirmed(confirmed, isNews);
      },
    });
  }

  /** Throws `collect/secret-missing`, which names all that are. */
  checkSecrets(): void {
    checkSecrets(this.taken, this.place.secretOf);
  }

  /** Begins to take them. */
  async start(): Promise<void> {
    await this.place.shares?.start();
    this.runner.start();
  }

  /** Ends, when nothing is left that is shared with others; what was under way is told. */
  async stop(): Promise<void> {
    await this.place.shares?.leave();
    const longestMs = Math.max(0, ...this.taken.map(({ timeoutMs }) => timeoutMs));
    const ended = this.runner.stop();
    // A thread that hangs answers nobody: ending it does.
    await Promise.race([ended, pause(longestMs + PATIENCE_MS, undefined, { ref: false })]);
    await this.taker.close();
    await ended;
  }

  /** How often the thread that takes them was lost. */
  get threadsLost(): number {
    return this.lost;
  }

  punctuality(): Punctuality {
    return this.runner.punctuality();
  }

  /** The last confirmed state of each that is ours to take now, as far as is known. */
  confirmed(): ConfirmedState[] {
    const { shares } = this.place;
    return [...this.verdicts.values()].filter(({ system }) => shares?.probes(system) !== false);
  }
}
