import { type Alert, type Notice, PerspektivError, inTurn } from '#core';
import {
  type AlertState,
  type Alertmanager,
  NOTHING_YET,
  RESOLVED_FOR_MS,
  channelsFor,
  channelsOf,
  decide,
  escalateAfterMs,
  noticeOf,
  standingAfter,
} from '#alert';
import { type Ledger } from '#store';
import { type AlertSources, alertFacts } from './alert-facts.js';
import { AlertJournal, type AlertRecord } from './alert-journal.js';
import { AlertPost } from './alert-post.js';
import { type AlertSenders, alertmanagersOf, notifiersOf } from './notifiers.js';
import { type Signed } from '../scoring/remarks.js';
import { missingSecrets } from '../process/secrets.js';

/** So long are alerts that are over still shown. */
const SHOWN_FOR_MS = 24 * 3_600_000;
/** So often are Alertmanagers told of what lasts. */
const RETELL_MS = 60_000;

/** What alerting is made of. */
interface AlertParts {
  readonly sources: AlertSources;
  readonly ledger: Ledger;
  /** Milliseconds since the epoch. */
  readonly nowMs: () => number;
  readonly senders: AlertSenders;
  /** Whether other processes write to the same journal. */
  readonly isShared: boolean;
}

/** From what is known to who is told: facts → decide → journal → post. State lives in the journal; a restart repeats nothing. */
export class AlertCycle {
  private readonly journal: AlertJournal;
  private post: AlertPost;
  private readonly alertmanagers: ReadonlyMap<string, Alertmanager>;
  private readonly turn = inTurn();
  private state: AlertState = NOTHING_YET;
  private ended: Alert[] = [];
  private running = false;
  private closed = false;
  private followedRevision = -1;
  private woken = false;
  private retoldMs = -Infinity;
  private heartbeatMs = -Infinity;
  private tellFailures = 0;

  constructor(private readonly parts: AlertParts) {
    const { ledger, sources, senders } = parts;
    this.journal = new AlertJournal(ledger);
    this.alertmanagers = alertmanagersOf(sources.catalogue, senders.outgoing);
    this.post = this.newPost();
  }

  /** Throws `alert/secret-missing`, which names all that are. */
  checkSecrets(): void {
    const { catalogue } = this.parts.sources;
    const missing = missingSecrets(catalogue.notifications, this.parts.senders.secretOf);
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

  /** Something happened: decides soon, and lets nobody wait for it. */
  wake(): void {
    if (!this.running || this.woken) return;
    this.woken = true;
    setImmediate(() => {
      this.evaluate().catch(() => undefined); // the next turn of the schedule tries again, and tells
    });
  }

  /** A turn of the schedule: decides, and tells those again who forget. */
  async tick(): Promise<void> {
    if (!this.running) await this.start();
    if (this.closed) return;
    await this.evaluate();
    const nowMs = this.parts.nowMs();
    if (nowMs - this.retoldMs >= RETELL_MS) await this.retell(nowMs);
    await this.beat(nowMs);
  }

  /** The alerts that last, and those that ended within a day; newest first. */
  alerts(): readonly Alert[] {
    this.forget(this.parts.nowMs());
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
      await this.journal.tell([noticeOf(seenTo, 'acknowledged', nowMs)], by);
      const standing = this.state.standing.map((each) => (each.id === id ? seenTo : each));
      this.state = { ...this.state, standing };
      return seenTo;
    });
  }

  /** For the metrics. */
  status(): { readonly waiting: ReadonlyMap<string, number>; readonly failures: number } {
    return { waiting: this.post.waiting(), failures: this.post.failures + this.tellFailures };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.running = false;
    await this.turn(() => Promise.resolve());
    await this.post.close();
  }

  private newPost(): AlertPost {
    const { nowMs, sources, senders } = this.parts;
    const { catalogue } = sources;
    return new AlertPost({
      journal: this.journal,
      notifiers: notifiersOf(catalogue, senders),
      channelsFor: (notice) => channelsFor(catalogue, notice),
      groupMs: catalogue.notifications.rules.groupSeconds * 1_000,
      nowMs,
    });
  }

  private remember({ notices }: Pick<AlertRecord, 'notices'>): void {
    this.state = { ...this.state, standing: standingAfter(notices).standing };
    this.ended = notices.flatMap(({ alert }) => (alert.resolvedMs === null ? [] : [alert]));
  }

  /** Takes up what other processes have written since. */
  private async follow(): Promise<void> {
    if (!this.parts.isShared) return;
    const revision = await this.parts.ledger.revision(['alert']);
    if (revision === this.followedRevision) return;
    this.remember(await this.journal.read());
    this.followedRevision = revision;
  }

  /** News that comes before its turn has come is part of it: however much falls at once, one evaluation waits at most. */
  private evaluate(): Promise<void> {
    return this.turn(async () => {
      this.woken = false;
      if (!this.running) return;
      await this.follow();
      const { sources, nowMs } = this.parts;
      const { catalogue } = sources;
      const facts = await alertFacts(sources, nowMs());
      const policy = {
        rules: catalogue.notifications.rules,
        escalateAfterMs: (alert: Alert) => escalateAfterMs(catalogue, alert),
      };
      const { state, notices } = decide(this.state, facts, policy, nowMs());
      if (notices.length > 0) await this.journal.tell(notices);
      this.state = state;
      if (notices.length > 0) this.spread(notices);
    });
  }

  private spread(notices: readonly Notice[]): void {
    this.ended.push(...notices.flatMap(({ alert }) => (alert.resolvedMs === null ? [] : [alert])));
    this.post.take(notices);
    this.retell(this.parts.nowMs()).catch(() => undefined); // counted where it failed; told again in a while
  }

  /** Tells every Alertmanager all that lasts or has ended lately; one that is away is told again at the next turn. */
  private async retell(nowMs: number): Promise<void> {
    const { catalogue } = this.parts.sources;
    this.forget(nowMs);
    const lately = this.ended.filter(({ resolvedMs }) => (resolvedMs ?? 0) > nowMs - RESOLVED_FOR_MS);
    const alerts = [...this.state.standing, ...lately];
    const told = await Promise.all(
      [...this.alertmanagers].map(([channel, alertmanager]) =>
        alertmanager.tell(
          alerts.filter((alert) => channelsOf(catalogue, alert).has(channel)),
          nowMs,
        ),
      ),
    );
    const failures = told.filter(({ ok }) => !ok).length;
    this.tellFailures += failures;
    this.retoldMs = failures === 0 ? nowMs : -Infinity;
  }

  /** Calls whoever raises the alarm when we fall silent; as long as the follow-up itself is well. */
  private async beat(nowMs: number): Promise<void> {
    const { heartbeat } = this.parts.sources.catalogue.notifications;
    const isLate = this.state.standing.some(({ kind }) => kind === 'pipeline-late');
    if (!heartbeat || isLate || nowMs - this.heartbeatMs < heartbeat.everySeconds * 1_000) return;
    try {
      const answer = await this.parts.senders.outgoing.fetch(heartbeat.url);
      await answer.body?.cancel();
      if (answer.ok) this.heartbeatMs = nowMs;
      else this.tellFailures++;
    } catch {
      this.tellFailures++;
    }
  }

  private forget(nowMs: number): void {
    this.ended = this.ended.filter(({ resolvedMs }) => (resolvedMs ?? 0) > nowMs - SHOWN_FOR_MS);
  }
}
