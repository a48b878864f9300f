import { createHash, timingSafeEqual } from 'node:crypto';
import { type Catalogue, type HeartbeatProbe } from '#catalogue';
import { type CallsKnown } from '#collect';
import { type Journal } from '../stage.js';

/** Jobs that call at least so often are heard again soon enough after a start: their calls are not written down. */
const OFTEN_SECONDS = 3_600;
/** Of a job that calls and calls no more than this is written down; half of the shortest grace, for others must also read it. */
const WRITTEN_EVERY_MS = 30_000;

/** The jobs that call in: which call was the last of each, also over a restart. */
export class Heartbeats {
  private readonly lastCalls = new Map<string, number>();
  private readonly written = new Map<string, number>();
  private followedRevision = -1;
  private readonly probes: ReadonlyMap<string, HeartbeatProbe>;

  constructor(
    catalogue: Catalogue,
    private readonly journal: Journal,
    private readonly listeningSinceMs: number,
    /** Whether another process may be the one that judges their silence. */
    private readonly isShared = false,
  ) {
    const probes = [...catalogue.systems.values()].flatMap((system) => system.probes);
    const heartbeats = probes.filter((probe) => probe.kind === 'heartbeat');
    this.probes = new Map(heartbeats.map((probe) => [probe.id, probe]));
  }

  /** Finds again what was heard before this process began. */
  async restore(): Promise<void> {
    for (const id of this.probes.keys()) {
      const [last] = await this.journal.entriesOf('heartbeat', { subject: `probe:${id}`, last: 1 });
      if (last) this.lastCalls.set(id, Math.max(last.atMs, this.lastCalls.get(id) ?? -Infinity));
    }
  }

  /** Takes up the calls that other processes have heard. */
  async follow(): Promise<void> {
    if (!this.isShared || this.probes.size === 0) return;
    const revision = await this.journal.revision(['heartbeat']);
    if (revision === this.followedRevision) return;
    await this.restore();
    this.followedRevision = revision;
  }

  /** A job calls; `false` when there is no such job, or the token is not its own. */
  async call(id: string, token: string, nowMs: number): Promise<boolean> {
    const probe = this.probes.get(id);
    const hash = createHash('sha256').update(token).digest();
    if (!probe || !timingSafeEqual(hash, Buffer.from(probe.tokenSha256, 'hex'))) return false;
    const writtenMs = this.written.get(id) ?? -Infinity;
    const isWritten = this.isShared || probe.callEverySeconds > OFTEN_SECONDS;
    if (isWritten && nowMs - writtenMs >= WRITTEN_EVERY_MS) {
      await this.journal.write('heartbeat', { atMs: nowMs, by: id, subject: `probe:${id}`, content: null });
      this.written.set(id, nowMs);
    }
    this.lastCalls.set(id, nowMs);
    return true;
  }

  /** What is known of a job's calls. */
  callsOf({ id }: HeartbeatProbe): CallsKnown {
    return { lastCallMs: this.lastCalls.get(id) ?? null, listeningSinceMs: this.listeningSinceMs };
  }
}
