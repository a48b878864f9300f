import { type CollectorRun, cityTime } from '#core';
import { type Content, type Entry, type Journal } from '../stage.js';

type CollectorRunBegun = Extract<Content<'collector-run'>, { readonly event: 'begun' }>;
type CollectorRunEnded = Extract<Content<'collector-run'>, { readonly event: 'ended' }>;

/** The newest entries of a collector that are looked at: each run has two. */
const LAST_ENTRIES = 60;

/** A run, and what the next one begins with. */
export interface LoggedRun {
  readonly run: CollectorRun;
  readonly begunMs: number;
  readonly endedMs: number | null;
  readonly memory: Readonly<Record<string, string>>;
  readonly configuration: string | null;
}

const NOTHING = {
  ...{ read: 0, stored: 0, unchanged: 0, refused: 0, asked: 0, retried: 0 },
  ...{ refusals: [], warnings: [], receipts: [] },
};

const RUNNING = { sv: 'Körningen pågår.', en: 'The run is going on.' };
const INTERRUPTED = {
  sv: 'Programmet slutade mitt i körningen. Det som hann sparas är helt; resten hämtas i nästa körning.',
  en: 'The program ended in the middle of the run. What was stored is whole; the next run fetches the rest.',
};

export function subjectOf(collector: string): string {
  return `collector:${collector}`;
}

/** The run log: an entry of the journal when a run begins, and one when it has ended. */
export class RunLog {
  /** Runs of this process that are going on. */
  private readonly own = new Set<string>();

  constructor(
    private readonly journal: Journal,
    /** Whether other processes may be running collectors. */
    private readonly isShared: boolean,
  ) {}

  async begin(
    collector: string,
    {
      by,
      nowMs,
      ...begun
    }: Omit<CollectorRunBegun, 'event'> & { readonly by: string; readonly nowMs: number },
  ): Promise<string> {
    const content = { event: 'begun' as const, ...begun };
    const entry = await this.journal.write('collector-run', {
      subject: subjectOf(collector),
      by,
      atMs: nowMs,
      content,
    });
    this.own.add(entry.id);
    return entry.id;
  }

  async end(
    run: { readonly id: string; readonly collector: string; readonly by: string; readonly nowMs: number },
    ended: Omit<CollectorRunEnded, 'event'>,
  ): Promise<void> {
    const content = { event: 'ended' as const, ...ended };
    const { id, by, nowMs: atMs } = run;
    try {
      await this.journal.write('collector-run', {
        ...{ id: `${id}-ended`, subject: subjectOf(run.collector), by, atMs },
        content,
      });
    } finally {
      this.own.delete(id);
    }
  }

  /** Newest first. One that has no end, and of which no process can be at work any more, was interrupted. */
  async runs(collector: string, nowMs: number): Promise<LoggedRun[]> {
    const subject = subjectOf(collector);
    const entries = await this.journal.entriesOf('collector-run', { subject, last: LAST_ENTRIES });
    const ends = new Map(entries.flatMap((entry) => (isEnd(entry) ? [[entry.id, entry] as const] : [])));
    return entries
      .flatMap((entry) => {
        if (entry.content.event === 'ended') return [];
        const end = ends.get(`${entry.id}-ended`);
        return end ? ended(collector, entry, end) : this.endless(collector, entry, nowMs);
      })
      .reverse();
  }

  private endless(collector: string, entry: Entry<'collector-run'>, nowMs: number): LoggedRun[] {
    const { id, by, atMs, content } = entry;
    if (content.event !== 'begun') return [];
    const isRunning = this.own.has(id) || (this.isShared && nowMs < content.deadlineMs);
    const { from, to } = content;
    const told = { ...NOTHING, ...{ id, collector, by, dryRun: false, from, to } };
    const run: CollectorRun = {
      ...told,
      ...{ startedAt: cityTime(atMs), endedAt: null, durationMs: null },
      outcome: isRunning ? 'running' : 'interrupted',
      text: isRunning ? RUNNING : INTERRUPTED,
    };
    return [{ run, begunMs: atMs, endedMs: null, memory: {}, configuration: null }];
  }
}

type EndEntry = Entry<'collector-run'> & { readonly content: CollectorRunEnded };

function isEnd(entry: Entry<'collector-run'>): entry is EndEntry {
  return entry.content.event === 'ended';
}

function ended(collector: string, { id, by, atMs }: Entry<'collector-run'>, end: EndEntry): LoggedRun[] {
  const { event, begunMs, memory, configuration, ...told } = end.content;
  const endedMs = end.atMs;
  const times = { startedAt: cityTime(atMs), endedAt: cityTime(endedMs), durationMs: endedMs - atMs };
  const run = { ...told, ...times, id, collector, by, dryRun: false };
  return [{ run, begunMs: atMs, endedMs, memory, configuration }];
}
