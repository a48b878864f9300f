import { createHash, timingSafeEqual } from 'node:crypto';
import { type Catalogue, type HeartbeatProbe } from '#catalogue';
import { type CallsKnown } from '#collect';
import { type Content, type Journal } from '../stage.js';
import { type Clocks, Listening, OWN_CLOCKS } from './listening.js';

/** Jobs that call at least so often are heard again soon enough after a start: their calls are not written down. */
const OFTEN_SECONDS = 3_600;
/** Of a job that calls and calls no more than this is written down; half of the shortest grace, for others must also read it. */
const WRITTEN_EVERY_MS = 30_000;
/** So many of a job's last calls are read back: among them are its last end, and its last beginning. */
const READ_BACK = 10;

/** What a job says when it calls: that it began, that it failed, or that it has done its work. */
export type Said = 'start' | 'fail' | 'done';

/** When a job said each thing last; by the monotonic clock, for the other may be set. */
type Calls = Partial<Record<Said, number>>;

interface Written {
  readonly said: Said;
  readonly monotonicMs: number;
}

interface HeartbeatsStage {
  readonly catalogue: Catalogue;
  readonly journal: Journal;
  /** Whether another process may be the one that judges their silence. */
  readonly isShared: boolean;
  readonly clocks?: Clocks;
}

/** The jobs that call in: what each said last, also over a restart, and since when they have been listened for. */
export class Heartbeats {
  private readonly calls = new Map<string, Calls>();
  private readonly written = new Map<string, Written>();
  private followedRevision = -1;
  private probes: ReadonlyMap<string, HeartbeatProbe>;
  /** Jobs that came with a change of the catalogue, and when: before that they were not listened for. */
  private readonly addedMs = new Map<string, number>();
  private readonly listening: Listening;
  private readonly clocks: Clocks;

  constructor(private readonly stage: HeartbeatsStage) {
    this.probes = heartbeatsIn(stage.catalogue);
    this.clocks = stage.clocks ?? OWN_CLOCKS;
    this.listening = new Listening(this.clocks);
  }

  /** Finds again what was heard before this process began. */
  restore(): Promise<void> {
    return this.restoreOf([...this.probes.keys()]);
  }

  /** The catalogue has changed: listens for the jobs that it has now. */
  async renew(): Promise<void> {
    const before = this.probes;
    this.probes = heartbeatsIn(this.stage.catalogue);
    const added = [...this.probes.keys()].filter((id) => !before.has(id));
    for (const id of added) this.addedMs.set(id, this.clocks.monotonicMs());
    await this.restoreOf(added);
  }

  private async restoreOf(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const last = await this.stage.journal.entriesOf('heartbeat', {
        subject: `probe:${id}`,
        last: READ_BACK,
      });
      for (const { content, atMs } of last)
        this.remember(id, content?.said ?? 'done', this.listening.monotonic(atMs));
    }
  }

  /** Takes up the calls that other processes have heard; to be called every few seconds, by which it is known that we are awake. */
  async follow(): Promise<void> {
    this.listening.attend();
    if (!this.stage.isShared || this.probes.size === 0) return;
    const revision = await this.stage.journal.revision(['heartbeat']);
    if (revision === this.followedRevision) return;
    await this.restore();
    this.followedRevision = revision;
  }

  /** A job calls; `false` when there is no such job, or the token is not its own. */
  async call(id: string, { token, said }: { readonly token: string; readonly said: Said }): Promise<boolean> {
    const probe = this.probes.get(id);
    const hash = createHash('sha256').update(token).digest();
    if (!probe || !timingSafeEqual(hash, Buffer.from(probe.tokenSha256, 'hex'))) return false;
    await this.write(probe, said);
    this.remember(id, said, this.clocks.monotonicMs());
    return true;
  }

  /** What is known of a job's calls; times as the clock shows them now. */
  callsOf({ id }: HeartbeatProbe): CallsKnown {
    this.listening.attend();
    const { done, fail, start } = this.calls.get(id) ?? {};
    const shown = (ms: number | undefined): number | null =>
      ms === undefined ? null : this.listening.shown(ms);
    const listeningSinceMs = Math.max(
      this.listening.listeningSinceMs,
      shown(this.addedMs.get(id)) ?? -Infinity,
    );
    return { lastCallMs: shown(done), failedMs: shown(fail), startedMs: shown(start), listeningSinceMs };
  }

  private remember(id: string, said: Said, monotonicMs: number): void {
    const calls = this.calls.get(id) ?? {};
    this.calls.set(id, { ...calls, [said]: Math.max(monotonicMs, calls[said] ?? -Infinity) });
  }

  /** A call is written down unless it says what was written a moment ago; that all is well, only of jobs that seldom call. */
  private async write({ id, cron, callEverySeconds = Infinity }: HeartbeatProbe, said: Said): Promise<void> {
    const { isShared, journal } = this.stage;
    const last = this.written.get(id);
    const isSeldom = cron !== undefined || callEverySeconds > OFTEN_SECONDS;
    const { fail = -Infinity, done = -Infinity } = this.calls.get(id) ?? {};
    const isNews = said !== 'done' || fail > done;
    if (!isShared && !isSeldom && !isNews) return;
    const monotonicMs = this.clocks.monotonicMs();
    if (last?.said === said && monotonicMs - last.monotonicMs < WRITTEN_EVERY_MS) return;
    const content: Content<'heartbeat'> = said === 'done' ? null : { said };
    await journal.write('heartbeat', { atMs: this.clocks.wallMs(), by: id, subject: `probe:${id}`, content });
    this.written.set(id, { said, monotonicMs });
  }
}

function heartbeatsIn({ systems }: Catalogue): ReadonlyMap<string, HeartbeatProbe> {
  const probes = [...systems.values()].flatMap((system) => system.probes);
  return new Map(
    probes.filter((probe) => probe.kind === 'heartbeat').map((probe) => [probe.id, probe] as const),
  );
}
