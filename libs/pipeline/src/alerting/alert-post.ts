import { createHash } from 'node:crypto';
import { type Notice, type Result, failed, messageOf } from '#core';
import { type Notifier, type NotifierRefusal } from '#alert';
import { type Stage } from '../stage.js';
import { type ChannelStatus, type Lane, newLane, statusOf } from './alert-lane.js';
import {
  type AlertJournal,
  type AlertRecord,
  type DeliveryOutcome,
  type PlannedMessage,
} from './alert-journal.js';

/** What could not be delivered for so long is no news any more. */
const EXPIRES_MS = 72 * 3_600_000;
/** What was told so long ago is not begun to be sent at a start. */
const FRESH_MS = 24 * 3_600_000;
const LONGEST_PAUSE_MS = 120_000;
/** A process that may not tell just now asks again so soon, unless it is told to rest. */
const ASKED_AGAIN_MS = 1_000;
/** A receiver that asks for more patience than this is asked again all the same. */
const LONGEST_ASKED_PAUSE_MS = 3_600_000;
/** A message that the other end finds wrong is tried this often before it is given up: those behind it wait. */
const MOST_UNREADABLE = 5;

/** What the post is built from. */
interface PostStage {
  readonly journal: AlertJournal;
  /** Channel → what takes messages there. */
  readonly notifiers: ReadonlyMap<string, Notifier>;
  /** Which channels a notice goes to. */
  readonly channelsFor: (notice: Notice) => ReadonlySet<string>;
  readonly groupMs: number;
  /** Whether this process is still the one that tells; where another has taken over, it does. */
  readonly mayTell: () => Promise<boolean>;
  /** For how long a channel that turns messages away is tried. */
  readonly refusedForMs: number;
  readonly nowMs: () => number;
  /** Where it is told that a notice is set aside. */
  readonly failures: Stage['failures'];
}

function idOf(channel: string, notices: readonly Notice[]): string {
  return createHash('sha256')
    .update([channel, ...notices.map(({ id }) => id)].join('\n'))
    .digest('hex');
}

/**
 * Carries notices to the channels, at least once each and over restarts: a message is written down before it is sent and
 * ticked off when it has arrived; in between it keeps its id, by which the other end knows a double. The first notice of a
 * channel goes at once, those that follow soon are gathered. Nobody waits for it.
 */
export class AlertPost {
  private readonly lanes: ReadonlyMap<string, Lane>;
  private closed = false;
  /** When a message is no news any more, by the monotonic clock. */
  private readonly expires = new WeakMap<PlannedMessage, number>();
  /** Attempts that failed since the start. */
  failures = 0;

  constructor(private readonly stage: PostStage) {
    const lanes = [...stage.notifiers].map(newLane);
    this.lanes = new Map(lanes.map((lane) => [lane.channel, lane]));
  }

  /** Takes up what the last process left. */
  restore({ notices, waiting, isPlanned }: AlertRecord): void {
    for (const message of waiting) {
      const lane = this.lanes.get(message.channel);
      if (lane) this.keep(lane, message);
      else this.handOn(message);
    }
    const freshFromMs = this.stage.nowMs() - FRESH_MS;
    for (const notice of notices) {
      if (notice.atMs >= freshFromMs) this.gather(notice, (channel) => !isPlanned(notice.id, channel));
    }
    this.hurry();
  }

  /** Takes notices that are written down already; returns at once. */
  take(notices: readonly Notice[]): void {
    for (const notice of notices) this.gather(notice, () => true);
    this.hurry();
  }

  /** How each channel does. */
  channels(): ChannelStatus[] {
    this.stage.failures.forgetBefore('notice', this.stage.nowMs() - FRESH_MS);
    return [...this.lanes.values()].map(statusOf);
  }

  /** Begins nothing more; resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { timer } of this.lanes.values()) clearTimeout(timer);
    await Promise.all([...this.lanes.values()].flatMap(({ underWay }) => underWay ?? []));
  }

  private gather(notice: Notice, isNew: (channel: string) => boolean): void {
    for (const channel of this.channelsFor(notice)) {
      if (isNew(channel)) this.lanes.get(channel)?.gathered.push(notice);
    }
  }

  /** Where nobody can say which channels a notice is for, all are told. */
  private channelsFor(notice: Notice): ReadonlySet<string> {
    const { channelsFor, failures, nowMs } = this.stage;
    const instead = new Set(this.lanes.keys());
    return failures.guard(`notice:${notice.id}`, { instead, nowMs: nowMs() }, () => channelsFor(notice));
  }

  private hurry(): void {
    for (const lane of this.lanes.values()) if (lane.attempts === 0) this.run(lane);
  }

  private run(lane: Lane): void {
    if (this.closed || lane.underWay) return;
    clearTimeout(lane.timer);
    lane.underWay = this.carry(lane)
      .catch((error: unknown) => this.failed(lane, { message: messageOf(error) })) // the journal could not be written: nothing was lost, it is tried again
      .then((pauseMs) => {
        lane.underWay = null;
        if (pauseMs === null || this.closed) return;
        lane.timer = setTimeout(() => {
          this.run(lane);
        }, pauseMs);
      });
  }

  /** Sends what is due; answers after which pause to go on, or `null` when nothing waits. */
  private async carry(lane: Lane): Promise<number | null> {
    for (;;) {
      const [message] = lane.planned;
      if (!message) {
        if (lane.gathered.length === 0) return null;
        const pauseMs = lane.lastPlannedMs + this.stage.groupMs - performance.now();
        if (pauseMs > 0) return pauseMs;
        await this.plan(lane);
      } else {
        const done = await this.deliver(lane, message);
        if (done !== true) return done;
      }
      if (this.closed) return null;
    }
  }

  private async plan(lane: Lane): Promise<void> {
    const { journal, nowMs } = this.stage;
    const notices = [...lane.gathered];
    const message = { id: idOf(lane.channel, notices), channel: lane.channel, notices };
    await journal.plan(message, nowMs());
    lane.gathered = lane.gathered.slice(notices.length);
    this.keep(lane, message);
    lane.lastPlannedMs = performance.now();
  }

  /** Whether the message is done with: arrived, or given up and handed to other channels; else the pause until the next try. */
  private async deliver(lane: Lane, message: PlannedMessage): Promise<true | number> {
    const { journal, nowMs } = this.stage;
    if (!(await this.stage.mayTell())) return ASKED_AGAIN_MS;
    const sent = await this.send(lane, message);
    const outcome = sent.ok ? 'delivered' : this.givenUpAs(lane, message, sent.problem);
    if (outcome === null) return this.failed(lane, sent.ok ? {} : sent.problem);
    if (!sent.ok && (await this.parted(lane, message, sent.problem))) return true;
    if (!sent.ok) this.giveUp(lane, message, sent.problem);
    await journal.end(message, outcome, nowMs());
    lane.planned.shift();
    lane.attempts = 0;
    lane.refusedSinceMs = null;
    if (sent.ok) [lane.failingSinceMs, lane.problem] = [null, undefined];
    return true;
  }

  /** A notifier that throws can not say it now, nor later. */
  private async send(
    { channel, notifier }: Lane,
    message: PlannedMessage,
  ): Promise<Result<null, NotifierRefusal>> {
    const { failures, nowMs } = this.stage;
    try {
      return await notifier.send(message, nowMs());
    } catch (error) {
      const [only, ...more] = message.notices;
      if (only && more.length === 0) failures.failed(`notice:${channel}/${only.id}`, error, nowMs());
      return failed({ message: messageOf(error), kind: 'unsayable' });
    }
  }

  /** Of a message that nobody can read, or say, each notice is sent alone: one that is wrong takes no others with it. */
  private async parted(lane: Lane, message: PlannedMessage, { kind }: NotifierRefusal): Promise<boolean> {
    const isWrong = kind === 'unreadable' || kind === 'unsayable';
    if (!isWrong || message.notices.length < 2) return false;
    const { journal, nowMs } = this.stage;
    const parts = message.notices.map((notice) => {
      const notices = [notice];
      return { id: idOf(lane.channel, notices), channel: lane.channel, notices };
    });
    for (const part of parts) await journal.plan(part, nowMs());
    await journal.end(message, 'refused', nowMs());
    lane.planned.splice(0, 1);
    for (const part of parts) this.keep(lane, part);
    lane.attempts = 0;
    return true;
  }

  /** Lets a message wait in a lane, for as long as it is news; a clock that is set meanwhile makes it no older. */
  private keep(lane: Lane, message: PlannedMessage): void {
    const ageMs = this.stage.nowMs() - (message.notices[0]?.atMs ?? 0);
    this.expires.set(message, performance.now() + EXPIRES_MS - Math.max(0, ageMs));
    lane.planned.push(message);
  }

  /** Whether a message is not tried again, and why; `null`: it is. */
  private givenUpAs(lane: Lane, message: PlannedMessage, { kind }: NotifierRefusal): DeliveryOutcome | null {
    const nowMs = performance.now();
    if (nowMs > (this.expires.get(message) ?? Infinity)) return 'expired';
    if (kind === 'unsayable') return 'refused';
    if (kind === 'unreadable') return lane.attempts + 1 >= MOST_UNREADABLE ? 'refused' : null;
    if (kind === 'unreachable') return null;
    lane.refusedSinceMs ??= nowMs;
    return nowMs - lane.refusedSinceMs >= this.stage.refusedForMs ? 'refused' : null;
  }

  /** What one channel does not take is told by all others that have not been told: nothing is given up in silence. */
  private giveUp(lane: Lane, message: PlannedMessage, refusal: NotifierRefusal): void {
    lane.givenUp++;
    // What we cannot say ourselves is no fault of the channel's.
    if (refusal.kind === 'unsayable') this.failures++;
    else this.failed(lane, refusal);
    this.handOn(message);
    this.hurry();
  }

  /** Also what was to go to a channel that is no longer configured. */
  private handOn({ channel, notices }: PlannedMessage): void {
    for (const notice of notices) {
      const told = this.channelsFor(notice);
      for (const other of this.lanes.values()) {
        if (told.has(other.channel) || other.channel === channel || other.handedOn.has(notice.id)) continue;
        other.handedOn.add(notice.id);
        other.gathered.push(notice);
      }
    }
  }

  private failed(lane: Lane, { message, retryAfterMs = 0 }: Partial<NotifierRefusal> = {}): number {
    this.failures++;
    lane.failingSinceMs ??= this.stage.nowMs();
    lane.problem = message;
    const askedMs = Math.min(retryAfterMs, LONGEST_ASKED_PAUSE_MS);
    return Math.max(askedMs, Math.min(1_000 * 2 ** lane.attempts++, LONGEST_PAUSE_MS));
  }
}
