import { type Catalogue, describeFaults, isTakenFrom, loadCatalogue } from '#catalogue';
import { collectorKinds } from '#collect';
import { type ConfigReload as Reloaded, type Result, failed, inTurn, messageOf, ok } from '#core';
import { type Standstill } from '../closing/freeze.js';
import { type Stage } from '../stage.js';
import { configFingerprint } from './config-files.js';

/** So many faults are told where there is little room. */
const FAULTS_TOLD = 3;

/** What is told of the config in use. */
export interface ConfigStatus {
  /** When it was taken into use, milliseconds since the epoch. */
  readonly takenMs: number;
  /** Whether what the folder holds now is refused, or needs a restart. */
  readonly isRefused: boolean;
}

/**
 * Takes changes of the config folder into use while the process runs (ADR 50): when it is asked to, and by itself when the
 * files have changed and been left alone since. All of a change is taken or nothing.
 */
export class ConfigReload {
  private readonly turn = inTurn();
  private readonly subject: string;
  private takenMs: number;
  private isRefused = false;
  /** The files as they were read last, and as they were seen last. */
  private read: string | null = null;
  private seen: string | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly standstill: Standstill,
  ) {
    this.subject = `config:${stage.settings.configFolder}`;
    this.takenMs = stage.nowMs();
  }

  /** What is in use was read from files that looked so. */
  startedFrom(fingerprint: string): void {
    this.read = fingerprint;
    this.seen = fingerprint;
  }

  status(): ConfigStatus {
    const { takenMs, isRefused } = this;
    return { takenMs, isRefused };
  }

  /** To be called every few seconds: takes what has changed, and is not being written just now; `null`: there is nothing new. */
  lookAgain(nowMs: number): Promise<Reloaded | null> {
    return this.turn(async () => {
      const fingerprint = await configFingerprint(this.stage.settings.configFolder);
      const isStill = fingerprint === this.seen;
      this.seen = fingerprint;
      this.read ??= fingerprint;
      return isStill && fingerprint !== this.read ? this.take(fingerprint, nowMs) : null;
    });
  }

  /** Takes the folder as it is now into use, and reads all secrets anew. */
  reload(nowMs: number): Promise<Reloaded> {
    return this.turn(async () => this.take(await configFingerprint(this.stage.settings.configFolder), nowMs));
  }

  private async take(fingerprint: string, nowMs: number): Promise<Reloaded> {
    const { config, failures } = this.stage;
    this.read = fingerprint;
    const loaded = await this.load();
    if (!loaded.ok) return this.refused('refused', nowMs, { told: loaded.problem });
    const { atOnce, atStart } = config.changeTo(loaded.value);
    const changed = [...atOnce, ...atStart];
    if (atStart.length > 0) {
      const told = [`${atStart.join(', ')}: needs a restart`];
      return this.refused('needs-restart', nowMs, { told, changed, needsRestart: atStart });
    }
    await this.standstill(() => config.take(loaded.value));
    failures.well(this.subject);
    this.takenMs = nowMs;
    this.isRefused = false;
    const outcome = changed.length > 0 ? 'taken' : 'unchanged';
    return { outcome, changed, needsRestart: [], problem: null };
  }

  private refused(
    outcome: 'refused' | 'needs-restart',
    nowMs: number,
    refusal: { readonly told: readonly string[] } & Partial<Pick<Reloaded, 'changed' | 'needsRestart'>>,
  ): Reloaded {
    const { told, changed = [], needsRestart = [] } = refusal;
    const more = told.length > FAULTS_TOLD ? ` (+${told.length - FAULTS_TOLD})` : '';
    const short = `${told.slice(0, FAULTS_TOLD).join('; ')}${more}`;
    this.stage.failures.failed(this.subject, new Error(short), nowMs);
    this.isRefused = true;
    return { outcome, changed, needsRestart, problem: told.join('\n') };
  }

  /** What `check-config` passes and this process can do; otherwise a line for each fault. */
  private async load(): Promise<Result<Catalogue, string[]>> {
    const { configFolder, vantage } = this.stage.settings;
    try {
      const loaded = await loadCatalogue(configFolder, collectorKinds(), { mistakesFor: vantage });
      if (!loaded.ok) return failed(loaded.problem.map((fault) => describeFaults([fault])));
      const missing = this.missingSecrets(loaded.value);
      return missing.length === 0 ? ok(loaded.value) : failed(missing);
    } catch (error) {
      return failed([messageOf(error)]);
    }
  }

  private missingSecrets({ notifications, systems }: Catalogue): string[] {
    const { secrets, settings } = this.stage;
    const probes = [...systems.values()].flatMap((system) => system.probes);
    const ours = probes.filter((probe) => isTakenFrom(settings.vantage, probe));
    return [
      ...(settings.roles.has('schedule') ? secrets.missingIn(notifications) : []),
      ...(settings.roles.has('collect') ? ours.flatMap((probe) => secrets.missingIn(probe)) : []),
    ].map((name) => `${name} is referred to, and not there`);
  }
}
