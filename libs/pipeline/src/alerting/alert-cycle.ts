import { type Alert, type Notice, PerspektivError, inTurn } from '#core';
import {
  type AlertPolicy,
  type AlertState,
  NOTHING_YET,
  channelsFor,
  decide,
  escalateAfterMs,
  noticeOf,
  repeatAfterMs,
  standingAfter,
} from '#alert';
import { type AsOf } from '#store';
import { type Signed, type Stage } from '../stage.js';
import { type AlertSources, alertFacts } from './alert-facts.js';
import { AlertJournal, type AlertRecord } from './alert-journal.js';
import { type ChannelStatus } from './alert-lane.js';
import { AlertPost } from './alert-post.js';
import { type AlertmanagerRefresher } from './alertmanager-refresher.js';
import { notifiersOf } from './notifiers.js';

/** How long alerts that are over are still shown. */
const SHOWN_FOR_MS = 24 * 3_600_000;

/** From what is known to who is told: facts → decide → journal → post. State lives in the journal; a restart repeats nothing. */
export class AlertCycle {
  private readonly journal: AlertJournal;
  private post: AlertPost;
  private readonly turn = inTurn();
  private state: AlertState = NOTHING_YET;
  private ended: Alert[] = [];
  private running = false;
  private closed = false;
  private followedRevision = -1;
  private woken = false;

  constructor(
    private readonly stage: Stage,
    private readonly sources: AlertSources,
    private readonly alertmanagers: AlertmanagerRefresher,
  ) {
    this.journal = new AlertJournal(stage.journal);
    this.post = this.newPost();
  }

  /** Throws `alert/secret-missing`, which names all that are. */
  checkSecrets(): void {
    const { catalogue, secrets } = this.stage;
    const missing = secrets.missingIn(catalogue.notifications);
    if (missing.length === 0) return;
    const text = `notifications.yaml refers to ${missing.join(', ')}, which is not there.`;
    throw new PerspektivError('alert/secret-missing', text);
  }

  /** Finds again what lasts and what waits, and begins to decide and to tell. Throws `alert/secret-missing`. */
  start(): Promise<void> {
    this.checkSecrets();
    return this.turn(async () => {
      if (this.running || this.closed) return;
      const record = await this.journal.read();
      this.remember(record);
      this.post.restore(record);
      this.running = true;
    });
  }

  /** Leaves deciding and telling to another process, until it is started again. */
  rest(): Promise<void> {
    return this.turn(async () => {
      if (!this.running) return;
      this.running = false;
      this.state = NOTHING_YET;
      this.followedRevision = -1;
      await this.post.close();
      this.post = this.newPost();
    });
  }

  /** The catalogue has changed: what waits is told by the channels that it has now. */
  renew(): Promise<void> {
    return this.turn(async () => {
      await this.post.close();
      this.post = this.newPost();
      if (this.running) this.post.restore(await this.journal.read());
    });
  }

  /** Something happened: decides soon, and lets nobody wait for it. */
  wake(): void {
    if (!this.running || this.woken) return;
    this.woken = true;
    setImmediate(() => {
      this.evaluate().catch(() => undefined); // the next turn of the schedule tries again, and tells
    });
  }

  /** Decides, also after a rest; answers `false` when it is closed. Throws `alert/secret-missing`. */
  async decideNow(): Promise<boolean> {
    if (!this.running) await this.start();
    if (this.closed) return false;
    await this.evaluate();
    return true;
  }

  /** Whether it is this process that decides, and tells. */
  get isRunning(): boolean {
    return this.running;
  }

  /** Whether an active alert says that the follow-up itself is late. */
  isPipelineLate(): boolean {
    return this.state.standing.some(({ kind }) => kind === 'pipeline-late');
  }

  /** The alerts that last, and those that ended within a day; newest first. */
  alerts(): readonly Alert[] {
    this.forget(this.stage.nowMs());
    return [...this.state.standing, ...this.ended].sort((a, b) => b.firedMs - a.firedMs);
  }

  /** The same, when another process decides: as it stands in the journal. */
  async current(): Promise<readonly Alert[]> {
    if (!this.running) await this.turn(() => this.follow());
    return this.alerts();
  }

  /** Says that somebody sees to an alert: it is not escalated any more. `null` when none of that id lasts. */
  acknowledge(id: string, note: string, { by, nowMs }: Signed): Promise<Alert | null> {
    return this.turn(async () => {
      await this.follow();
      const alert = this.state.standing.find((each) => each.id === id);
      if (!alert || alert.acknowledged) return alert ?? null;
      const seenTo: Alert = { ...alert, acknowledged: { by, note, atMs: nowMs } };
      await this.journal.tell([noticeOf(seenTo, 'acknowledged', nowMs)], { by });
      const standing = this.state.standing.map((each) => (each.id === id ? seenTo : each));
      this.state = { ...this.state, standing };
      return seenTo;
    });
  }

  /** What waits in each channel, and how many attempts to deliver have failed. */
  postStatus(): { readonly channels: readonly ChannelStatus[]; readonly failures: number } {
    const channels = [...this.post.channels(), ...this.alertmanagers.channels()];
    return { channels, failures: this.post.failures };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.running = false;
    await this.turn(() => Promise.resolve());
    await this.post.close();
    // Where the ledger is away, others lead when the term is over.
    await this.stage.membership?.resign().catch(() => undefined);
  }

  private newPost(): AlertPost {
    const { catalogue, membership, nowMs } = this.stage;
    return new AlertPost({
      journal: this.journal,
      notifiers: notifiersOf(this.stage),
      channelsFor: (notice) => channelsFor(catalogue, notice),
      groupMs: catalogue.notifications.rules.groupSeconds * 1_000,
      refusedForMs: catalogue.notifications.rules.refusedForMinutes * 60_000,
      nowMs,
      failures: this.stage.failures,
      mayTell: () => membership?.leads() ?? Promise.resolve(true),
    });
  }

  private remember({ notices }: Pick<AlertRecord, 'notices'>): void {
    this.state = { ...this.state, standing: standingAfter(notices).standing };
    this.ended = notices.flatMap(({ alert }) => (alert.resolvedMs === null ? [] : [alert]));
  }

  /** Takes up what other processes have written since. */
  private async follow(): Promise<void> {
    if (!this.stage.membership) return;
    const revision = await this.stage.journal.revision(['alert']);
    if (revision === this.followedRevision) return;
    this.remember(await this.journal.read());
    this.followedRevision = revision;
  }

  /** News that comes before its turn has come is part of it: however much falls at once, one evaluation waits at most. */
  private evaluate(): Promise<void> {
    return this.turn(async () => {
      this.woken = false;
      // Whoever was asleep is told by the schedule whether it leads still.
      if (!this.running || this.stage.membership?.isLeading === false) return;
      await this.follow();
      const { nowMs } = this.stage;
      const known = await alertFacts(this.stage, this.sources, nowMs());
      const facts = { ...known, channels: this.postStatus().channels };
      const { state, notices, awaited } = decide(this.state, facts, this.policy(), nowMs());
      if (awaited.length > 0) this.sources.measuring.collect.ask(awaited);
      if (notices.length > 0) await this.journal.tell(notices, { asOf: this.asOf() });
      this.state = state;
      if (notices.length > 0) this.spread(notices);
    });
  }

  /** What another process has told since is not told again: then the next turn decides anew. */
  private asOf(): AsOf | undefined {
    return this.stage.membership ? { revision: this.followedRevision, nothingOf: ['alert'] } : undefined;
  }

  /** When an alert of which nobody can say whom it concerns is told again: never. It is set aside, and that is told. */
  private policy(): AlertPolicy {
    const { catalogue, failures, nowMs } = this.stage;
    const asked = (find: typeof repeatAfterMs) => (alert: Alert) =>
      failures.guard(`alert:${alert.id}`, { instead: null, nowMs: nowMs() }, () => find(catalogue, alert));
    return {
      rules: catalogue.notifications.rules,
      escalateAfterMs: asked(escalateAfterMs),
      repeatAfterMs: asked(repeatAfterMs),
    };
  }

  private spread(notices: readonly Notice[]): void {
    this.ended.push(...notices.flatMap(({ alert }) => (alert.resolvedMs === null ? [] : [alert])));
    this.post.take(notices);
    // A failure is counted there, and what failed is told again by the schedule.
    this.alertmanagers.refresh(this.alerts(), this.stage.nowMs()).catch(() => undefined);
  }

  private forget(nowMs: number): void {
    this.ended = this.ended.filter(({ resolvedMs }) => (resolvedMs ?? 0) > nowMs - SHOWN_FOR_MS);
  }
}
