import { setTimeout as pause } from 'node:timers/promises';
import { PerspektivError, type Sample } from '#core';
import { type Catalogue, type HeartbeatProbe, type Probe, isTakenFrom } from '#catalogue';
import {
  type CallsKnown,
  type ConfirmedState,
  ProbeRunner,
  ProbeTaker,
  type ProbeTarget,
  type Punctuality,
} from '#collect';
import { type Stage } from '../stage.js';
import { type Present } from './present.js';
import { type Shares } from './sharing.js';

/** How much longer than its `timeoutMs` a probe under way is waited for at the end. */
const PATIENCE_MS = 5_000;

/** Where this process probes from, and what it may do there. */
export interface ProbingPlace {
  readonly vantage: string;
  readonly secrets: Stage['secrets'];
  readonly callsOf: (probe: HeartbeatProbe) => CallsKnown;
  /** What of it is this process' own; `null`: everything. */
  readonly shares: Shares | null;
}

/** What own probes are built from. */
interface OwnProbesStage extends Pick<Stage, 'catalogue' | 'failures'> {
  readonly place: ProbingPlace;
  /** Where confirmed states are taken up. */
  readonly present: Present;
  /** Must not throw. */
  readonly onSample: (sample: Sample) => void;
}

/** What is taken from one place. */
interface Taking {
  readonly targets: readonly ProbeTarget[];
  readonly canaries: readonly Probe[];
  /** Both. */
  readonly probes: readonly Probe[];
}

function takenFrom(vantage: string, catalogue: Catalogue): Taking {
  const targets = [...catalogue.systems.values()].flatMap(({ id, probes }) =>
    probes.filter((probe) => isTakenFrom(vantage, probe)).map((probe) => ({ system: id, probe })),
  );
  const canaries = catalogue.canaries.flatMap(({ vantage: from = vantage, probes }) =>
    from === vantage ? probes : [],
  );
  return { targets, canaries, probes: [...targets.map(({ probe }) => probe), ...canaries] };
}

/** The probes that this process takes itself, from where it stands. */
export class OwnProbes {
  private readonly taker: ProbeTaker;
  private readonly runner: ProbeRunner;
  private taking: Taking;
  private readonly place: ProbingPlace;
  private readonly verdicts = new Map<string, ConfirmedState>();
  private lost = 0;

  constructor({ catalogue, failures, place, present, onSample }: OwnProbesStage) {
    const { vantage, shares } = place;
    this.place = place;
    this.taking = takenFrom(vantage, catalogue);
    const { targets, canaries, probes } = this.taking;
    this.taker = new ProbeTaker({
      callsOf: place.callsOf,
      secretOf: (reference) => place.secrets.of(reference),
      probes,
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
      onAsked: (sample) => {
        present.noteAsked(sample);
      },
      onTrouble: (target, error) => {
        if (error === null) failures.well(`probe:${target}`);
        else failures.failed(`probe:${target}`, error, Date.now());
      },
      onConfirmed: (confirmed) => {
        const isNews = confirmed.state === 'down' || this.verdicts.has(confirmed.target);
        this.verdicts.set(confirmed.target, confirmed);
        present.confirm(confirmed, isNews);
      },
    });
  }

  /** The catalogue has changed; what is as it was before goes on as if nothing had. */
  renew(catalogue: Catalogue): void {
    this.taking = takenFrom(this.place.vantage, catalogue);
    const { targets, canaries, probes } = this.taking;
    const kept = new Set(targets.map(({ probe }) => probe.id));
    for (const target of this.verdicts.keys()) if (!kept.has(target)) this.verdicts.delete(target);
    this.taker.renew(probes);
    this.runner.renew(targets, canaries);
  }

  /** Refuses to begin without what probes have to say. Throws `collect/secret-missing`, which names all that are missing. */
  checkSecrets(): void {
    const missing = this.taking.probes.flatMap((probe) =>
      this.place.secrets
        .missingIn(probe)
        .map((name) => `the probe "${probe.id}" needs ${name}, which is not there`),
    );
    if (missing.length === 0) return;
    const text = `${missing.join('; ')}. Set the variables and write the files that systems.yaml refers to.`;
    throw new PerspektivError('collect/secret-missing', text);
  }

  /** Begins to take them. */
  async start(): Promise<void> {
    await this.place.shares?.start();
    this.runner.start();
  }

  /** Takes the probes of some systems at once, out of turn, as far as they are ours: somebody waits for their verdict. */
  ask(systems: readonly string[]): void {
    const asked = new Set(systems);
    this.runner.ask(
      new Set(this.taking.targets.filter(({ system }) => asked.has(system)).map(({ probe }) => probe.id)),
    );
  }

  /** Ends, when nothing is left that is shared with others; what was under way is told. */
  async stop(): Promise<void> {
    await this.place.shares?.leave();
    const longestMs = Math.max(0, ...this.taking.probes.map(({ timeoutMs }) => timeoutMs));
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
