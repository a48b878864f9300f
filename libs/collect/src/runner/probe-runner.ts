import { isDeepStrictEqual } from 'node:util';
import { type Sample } from '#core';
import { type Probe, type System } from '#catalogue';
import { type Outcome } from '../probes/outcome.js';
import { type TakeProbe } from '../probes/take-probe.js';
import { type Clock, SYSTEM_CLOCK } from './clock.js';
import { Doubt } from './doubt.js';
import { Schedule, type Slot } from './schedule.js';
import { type Verdict } from './verdict.js';
import { type ProbeTarget, type Watch, watchesOf } from './watch.js';

/** A target's state that has been confirmed, for alerts; see {@link Verdict}. */
export interface ConfirmedState extends Verdict {
  readonly target: Probe['id'];
  readonly system: System['id'];
}

/** How many scheduled probes were taken, and how long after they were due they began, all together. */
export interface Punctuality {
  readonly taken: number;
  /** With the wait for a turn to shake hands; from all of these, a mean. */
  readonly delayMs: number;
}

/** What a runner is given. The callbacks must not throw. */
export interface ProbeRunnerOptions {
  readonly targets: readonly ProbeTarget[];
  readonly take: TakeProbe;
  /** What surely answers when we can reach anything; asked when a target fails. Default: none. */
  readonly canaries?: readonly Probe[];
  /** Name of the place that is probed from. */
  readonly vantage: string;
  /**
   * Whose turn is left to another process of the same vantage point is not taken, nor told; `null`: it is not known yet, and
   * asked again soon. Default: all are ours.
   */
  readonly isOurs?: (target: ProbeTarget, dueMs: number) => boolean | null;
  /** Each scheduled sample, also of turns that were missed; never a retry. */
  readonly onSample: (sample: Sample) => void;
  /** Each change of a target's confirmed state, and the first one known. */
  readonly onConfirmed: (confirmed: ConfirmedState) => void;
  /** What a probe saw that was taken out of turn (see {@link ProbeRunner.ask}): for alerts, never to be stored. */
  readonly onAsked?: (sample: Sample) => void;
  /** A probe could not be taken at all, and why; `null`: it could again. */
  readonly onTrouble?: (target: Probe['id'], error: unknown) => void;
  readonly clock?: Clock;
}

/** From one retry to the next, and of a short interval no more than this part of it: who asks often wants to know soon. */
const RETRY_PAUSE_MS = 1_000;
const PAUSES_IN_AN_INTERVAL = 20;
/** A target is not asked out of turn more often than this. */
const ASKED_AGAIN_MS = 5_000;
/** The longest sleep of the timer: so soon is it seen that the clock was set. */
const MAX_SLEEP_MS = 1_000;

/**
 * Takes every target's probe at its turns for as long as it runs, one timer for all, and hands on what it saw; storing
 * is for others. A probe never overlaps itself: a turn that comes while it is still under way waits for up to half an
 * interval, and is then left to the sample under way, whose state holds for two intervals.
 */
export class ProbeRunner {
  private readonly schedule: Schedule<Watch>;
  private readonly underWay = new Set<Promise<void>>();
  /** Turns that have come, of which is not known yet whether they are ours. */
  private undecided: Slot<Watch>[] = [];
  private watches: readonly Watch[];
  private canaries: readonly Probe[];
  private doubt: Doubt;
  private readonly clock: Clock;
  private timer: NodeJS.Timeout | undefined;
  private running = false;
  private taken = 0;
  private delayMs = 0;
  /** Probes that could not be taken last time. */
  private readonly troubled = new Set<Probe['id']>();

  constructor(private readonly options: ProbeRunnerOptions) {
    this.watches = watchesOf(options.targets);
    this.clock = options.clock ?? SYSTEM_CLOCK;
    this.schedule = new Schedule(this.watches, this.clock);
    this.canaries = options.canaries ?? [];
    this.doubt = this.newDoubt(this.canaries);
  }

  /** Takes other targets from now on; what is as it was before keeps its turns, and what is known of it. */
  renew(targets: readonly ProbeTarget[], canaries: readonly Probe[]): void {
    this.watches = watchesOf(targets, this.watches);
    this.schedule.renew(this.watches);
    this.undecided = this.undecided.filter(({ entry }) => !entry.retired);
    if (!isDeepStrictEqual(canaries, this.canaries)) this.doubt = this.newDoubt(canaries);
    this.canaries = canaries;
  }

  /** Turns that came before, or since the last stop, are not told: nobody was there to miss them. */
  start(): void {
    if (this.running) return;
    this.running = true;
    this.undecided = [];
    this.schedule.skipMissed();
    this.sleep();
  }

  /** Takes the turns that have come, and no more; resolves when the probes under way have ended and their samples are handed on. */
  async stop(): Promise<void> {
    if (this.running) this.serveAll();
    this.running = false;
    clearTimeout(this.timer);
    for (const { cutPause } of this.watches) cutPause?.();
    await Promise.all(this.underWay);
  }

  /**
   * Takes some targets' probes out of turn, where they are ours and not under way: somebody waits for their verdict. Only
   * scheduled samples feed availability, so what is seen goes to `onAsked`, and is confirmed as any failure is.
   */
  ask(targets: ReadonlySet<Probe['id']>): void {
    const { isOurs = () => true } = this.options;
    const monotonicMs = this.clock.monotonicMs();
    for (const entry of this.watches) {
      const isDue = targets.has(entry.id) && !entry.busy && monotonicMs - entry.askedMs >= ASKED_AGAIN_MS;
      if (!this.running || !isDue || isOurs(entry, this.schedule.nowMs()) !== true) continue;
      entry.askedMs = monotonicMs;
      const work = this.work(entry, null).finally(() => this.underWay.delete(work));
      this.underWay.add(work);
    }
  }

  /** How punctual the turns were that were taken, since the runner was made. */
  punctuality(): Punctuality {
    return { taken: this.taken, delayMs: this.delayMs };
  }

  private newDoubt(canaries: readonly Probe[]): Doubt {
    const take = (probe: Probe): Promise<Outcome> => this.takeOrTell(probe);
    return new Doubt(canaries, take, () => this.clock.monotonicMs());
  }

  private sleep(): void {
    const untilMs = this.schedule.nextDueMs - this.schedule.nowMs();
    const sleepMs = Math.min(Math.max(Math.ceil(untilMs), 1), MAX_SLEEP_MS);
    const wakeMs = this.clock.monotonicMs() + sleepMs;
    this.timer = setTimeout(() => {
      this.doubt.noteLag(this.clock.monotonicMs() - wakeMs);
      this.serveAll();
      this.sleep();
    }, sleepMs);
  }

  private serveAll(): void {
    const slots = [...this.undecided.map((slot) => this.schedule.again(slot)), ...this.schedule.take()];
    this.undecided = [];
    for (const slot of slots) this.serve(slot);
  }

  private serve(slot: Slot<Watch>): void {
    const { entry, dueMs, missed } = slot;
    const { isOurs = () => true } = this.options;
    const isOurTurn = isOurs(entry, dueMs);
    if (isOurTurn === null) this.undecided.push(slot);
    if (isOurTurn !== true) return;
    if (missed) {
      this.options.onSample({
        target: entry.id,
        vantage: this.options.vantage,
        timeMs: dueMs,
        state: 'unmonitored',
        reason: missed,
      });
    } else if (entry.busy) {
      entry.waitingMs = dueMs;
      entry.cutPause?.();
    } else {
      const work = this.work(entry, dueMs).finally(() => this.underWay.delete(work));
      this.underWay.add(work);
    }
  }

  /** From a turn on, or out of turn, until no turn waits. */
  private async work(entry: Watch, firstDueMs: number | null): Promise<void> {
    entry.busy = true;
    if (firstDueMs === null) {
      await this.takeOutOfTurn(entry);
      await this.confirm(entry);
    }
    const first = firstDueMs ?? this.waitingTurn(entry);
    for (let dueMs = first; dueMs !== null; dueMs = this.waitingTurn(entry)) {
      await this.takeSample(entry, dueMs);
      await this.confirm(entry);
    }
    entry.busy = false;
  }

  private waitingTurn(entry: Watch): number | null {
    const dueMs = entry.waitingMs;
    entry.waitingMs = null;
    if (dueMs === null || !this.running || entry.retired) return null;
    return this.schedule.nowMs() - dueMs <= entry.intervalMs / 2 ? dueMs : null;
  }

  private async takeOutOfTurn(entry: Watch): Promise<void> {
    const timeMs = Math.round(this.schedule.nowMs());
    const outcome = await this.take(entry);
    const { state, reason } = outcome;
    this.options.onAsked?.({ target: entry.id, vantage: this.options.vantage, timeMs, state, reason });
    this.tell(entry, entry.confirmation.scheduled(timeMs, outcome));
  }

  private async takeSample(entry: Watch, dueMs: number): Promise<void> {
    const behindMs = this.schedule.nowMs() - dueMs;
    const outcome = await this.take(entry);
    const { state, reason, timings, statusCode, certDays, waitedMs = 0 } = outcome;
    this.taken++;
    this.delayMs += behindMs + waitedMs;
    this.options.onSample({
      target: entry.id,
      vantage: this.options.vantage,
      timeMs: dueMs,
      state,
      ...timings,
      statusCode,
      reason,
      certDays,
    });
    this.tell(entry, entry.confirmation.scheduled(dueMs, outcome));
  }

  /** One probe that cannot be taken is unmonitored, and takes no other with it. */
  private async takeOrTell(probe: Probe): Promise<Outcome> {
    const { take, onTrouble } = this.options;
    try {
      const outcome = await take(probe);
      if (this.troubled.delete(probe.id)) onTrouble?.(probe.id, null);
      return outcome;
    } catch (error) {
      this.troubled.add(probe.id);
      onTrouble?.(probe.id, error);
      return { state: 'unmonitored', reason: 'other', timings: {} };
    }
  }

  /** A failure that is our own, and not the target's, is not measured (domain.md, section 6). */
  private async take({ id, probe }: Watch): Promise<Outcome> {
    const startedMs = this.clock.monotonicMs();
    const outcome = await this.takeOrTell(probe);
    if (outcome.state === 'unmonitored') return outcome;
    if (outcome.state !== 'down') {
      this.doubt.noteWell(id);
      return outcome;
    }
    const reason = await this.doubt.ofFailure(id, startedMs);
    return reason === null ? outcome : { state: 'unmonitored', reason, timings: {} };
  }

  /**
   * Retries a failure at once, and then a second apart (sooner where the interval is short, ADR 27), until it is confirmed,
   * or refuted, or the next turn comes, which then decides (domain.md, section 6).
   */
  private async confirm(entry: Watch): Promise<void> {
    for (let retry = 0; retry < entry.probe.retries && entry.confirmation.wantsRetry; retry++) {
      if (retry > 0) await this.pause(entry);
      if (!this.running || entry.retired || entry.waitingMs !== null) return;
      this.tell(entry, entry.confirmation.retried(await this.take(entry)));
    }
  }

  private async pause(entry: Watch): Promise<void> {
    if (!this.running || entry.waitingMs !== null) return;
    await new Promise<void>((resolve) => {
      const pauseMs = Math.min(RETRY_PAUSE_MS, entry.intervalMs / PAUSES_IN_AN_INTERVAL);
      const timer = setTimeout(resolve, pauseMs);
      entry.cutPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    entry.cutPause = null;
  }

  private tell(entry: Watch, verdict: Verdict | null): void {
    if (verdict && !entry.retired)
      this.options.onConfirmed({ target: entry.id, system: entry.system, ...verdict });
  }
}
