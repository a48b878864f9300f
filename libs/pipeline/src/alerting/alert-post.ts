import { createHash } from 'node:crypto';
import { type Notice } from '#core';
import { type Notifier } from '#alert';
import { type AlertJournal, type AlertRecord, type PlannedMessage } from './alert-journal.js';

/** What could not be delivered for so long is no news any more. */
const EXPIRES_MS = 72 * 3_600_000;
/** What was told so long ago is not begun to be sent at a start. */
const FRESH_MS = 24 * 3_600_000;
const LONGEST_PAUSE_MS = 300_000;

/** What waits for one channel. */
interface Lane {
  readonly channel: string;
  readonly notifier: Notifier;
  /** Told, but in no message yet. */
  gathered: Notice[];
  /** Written down, oldest first. */
  readonly planned: PlannedMessage[];
  lastPlannedMs: number;
  attempts: number;
  timer: NodeJS.Timeout | undefined;
  underWay: Promise<void> | null;
}

/** What the post is built from. */
interface PostStage {
  readonly journal: AlertJournal;
  /** Channel → what takes messages there. */
  readonly notifiers: ReadonlyMap<string, Notifier>;
  /** Which channels a notice goes to. */
  readonly channelsFor: (notice: Notice) => ReadonlySet<string>;
  readonly groupMs: number;
  readonly nowMs: () => number;
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
  /** Attempts that failed since the start. */
  failures = 0;

  constructor(private readonly stage: PostStage) {
    const lanes = [...stage.notifiers].map(([channel, notifier]): Lane => ({
      channel,
      notifier,
      gathered: [],
      planned: [],
      lastPlannedMs: -Infinity,
      attempts: 0,
      timer: undefined,
      underWay: null,
    }));
    this.lanes = new Map(lanes.map((lane) => [lane.channel, lane]));
  }

  /** Takes up what the last process left. */
  restore({ notices, waiting, isPlanned }: AlertRecord): void {
    for (const message of waiting) this.lanes.get(message.channel)?.planned.push(message);
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

  /** How many messages and notices wait, by channel. */
  waiting(): ReadonlyMap<string, number> {
    return new Map([...this.lanes].map(([id, lane]) => [id, lane.planned.length + lane.gathered.length]));
  }

  /** Begins nothing more; resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { timer } of this.lanes.values()) clearTimeout(timer);
    await Promise.all([...this.lanes.values()].flatMap(({ underWay }) => underWay ?? []));
  }

  private gather(notice: Notice, isNew: (channel: string) => boolean): void {
    for (const channel of this.stage.channelsFor(notice)) {
      if (isNew(channel)) this.lanes.get(channel)?.gathered.push(notice);
    }
  }

  private hurry(): void {
    for (const lane of this.lanes.values()) if (lane.attempts === 0) this.run(lane);
  }

  private run(lane: Lane): void {
    if (this.closed || lane.underWay) return;
    clearTimeout(lane.timer);
    lane.underWay = this.carry(lane)
      .catch(() => this.failed(lane)) // the journal could not be written: nothing was lost, it is tried again
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
        const pauseMs = lane.lastPlannedMs + this.stage.groupMs - this.stage.nowMs();
        if (pauseMs > 0) return pauseMs;
        await this.plan(lane);
      } else if (!(await this.deliver(lane, message))) return this.failed(lane);
      if (this.closed) return null;
    }
  }

  private async plan(lane: Lane): Promise<void> {
    const { journal, nowMs } = this.stage;
    const notices = [...lane.gathered];
    const message = { id: idOf(lane.channel, notices), channel: lane.channel, notices };
    await journal.plan(message, nowMs());
    lane.gathered = lane.gathered.slice(notices.length);
    lane.planned.push(message);
    lane.lastPlannedMs = nowMs();
  }

  /** Whether the message is done with: arrived, refused for good, or too old. */
  private async deliver(lane: Lane, message: PlannedMessage): Promise<boolean> {
    const { journal, nowMs } = this.stage;
    const sent = await lane.notifier.send(message, nowMs());
    const isOld = (message.notices[0]?.atMs ?? 0) < nowMs() - EXPIRES_MS;
    if (!sent.ok && !sent.problem.isFinal && !isOld) return false;
    if (!sent.ok) this.failures++;
    const outcome = sent.ok ? 'delivered' : sent.problem.isFinal ? 'refused' : 'expired';
    await journal.end(message, outcome, nowMs());
    lane.planned.shift();
    lane.attempts = 0;
    return true;
  }

  private failed(lane: Lane): number {
    this.failures++;
    return Math.min(1_000 * 2 ** lane.attempts++, LONGEST_PAUSE_MS);
  }
}
