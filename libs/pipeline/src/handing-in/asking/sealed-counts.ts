import { inTurn, messageOf } from '#core';
import { isOvertaken } from '#store';
import { type Content, type Entry, type Stage } from '../../stage.js';
import { type LinkSecret } from '../link-secret.js';
import { seal, unseal } from './seal.js';
import { type Tally, emptyTally } from './tally.js';

type Event = Entry<'survey'>;

/** Something done to a tally. */
interface Work {
  /** Changes the tally in place; `true` when it has. What it throws only fails itself, and must have changed nothing. */
  readonly change: (tally: Tally) => boolean;
  /** Goes into the journal together with the change. */
  readonly event?: Event | undefined;
}

interface Waiting extends Work {
  readonly done: (error?: unknown) => void;
}

/** A wave's counts under way. */
interface Cell {
  readonly turn: ReturnType<typeof inTurn>;
  waiting: Waiting[];
  /** As stored last by this process; only where no other may write. */
  known?: { readonly tally: Tally } | undefined;
}

/** Entries about counts bear no time: it would be that of the last answer. */
const NO_TIME_MS = 0;
/** Everything but the last about each wave is of before it. */
const ANY_TIME_MS = 1;

/**
 * The counts of waves, one sealed entry of the journal each, replaced by the next (ADR 37). What comes while a write is under
 * way waits, and goes together into the next one: what is acknowledged is on disk, and who came first is told nowhere.
 */
export class SealedCounts {
  private readonly cells = new Map<string, Cell>();

  constructor(
    private readonly stage: Pick<Stage, 'journal' | 'ledger'> & { readonly isShared: boolean },
    private readonly secret: LinkSecret,
  ) {}

  /** Does some work on a wave's counts; resolves when it is stored, or when it has changed nothing. */
  async change(wave: string, work: Work): Promise<void> {
    const cell = this.cells.get(wave) ?? { turn: inTurn(), waiting: [] };
    this.cells.set(wave, cell);
    await new Promise<void>((resolve, reject) => {
      const done = (error?: unknown): void => {
        if (error === undefined) resolve();
        else reject(error instanceof Error ? error : new Error(messageOf(error)));
      };
      cell.waiting.push({ ...work, done });
      void cell.turn(() => this.write(wave, cell));
    });
  }

  /** As they are now. `null` once they have been let go of. */
  async read(wave: string): Promise<Tally | null> {
    const cell = this.cells.get(wave);
    if (cell?.known) return structuredClone(cell.known.tally);
    return this.stored(wave);
  }

  /** Lets go of a wave's counts, together with what has become of them. */
  async letGo(wave: string, event: Event): Promise<void> {
    await this.stage.journal.append([event, this.entry(wave, { sealed: null })]);
    await this.forgetOlder();
    this.cells.delete(wave);
  }

  /** Everything that waits, in one write; never rejects. */
  private async write(wave: string, cell: Cell): Promise<void> {
    const batch = cell.waiting;
    cell.waiting = [];
    if (batch.length === 0) return;
    try {
      await this.writeBatch(wave, cell, batch);
    } catch (error) {
      // Whether it was stored is not known: what stands is read again.
      cell.known = undefined;
      for (const { done } of batch) done(error);
    }
  }

  private async writeBatch(wave: string, cell: Cell, batch: readonly Waiting[]): Promise<void> {
    const revision = await this.stage.ledger.revision(['survey-counts']);
    const tally = cell.known ? structuredClone(cell.known.tally) : await this.stored(wave);
    const failures = new Map<Waiting, unknown>();
    let isChanged = false;
    const events: Event[] = [];
    for (const work of batch) {
      try {
        if (!work.change(tally ?? { ...emptyTally(), closed: true })) continue;
        isChanged = true;
        if (work.event) events.push(work.event);
      } catch (error) {
        failures.set(work, error);
      }
    }
    if (isChanged && tally && !(await this.store(wave, tally, { revision, events }))) {
      return this.writeBatch(wave, cell, batch);
    }
    if (tally && !this.stage.isShared) cell.known = { tally };
    for (const work of batch) work.done(failures.get(work));
  }

  /** Stores counts in the place of those that were looked at; `false` when another process has written meanwhile. */
  private async store(
    wave: string,
    tally: Tally,
    { revision, events }: { revision: number; events: readonly Event[] },
  ): Promise<boolean> {
    const sealed = seal(tally, { key: await this.key(), about: wave });
    try {
      const asOf = { revision, nothingOf: ['survey-counts' as const] };
      await this.stage.journal.append([...events, this.entry(wave, { sealed })], asOf);
    } catch (error) {
      if (isOvertaken(error)) return false;
      throw error;
    }
    await this.forgetOlder();
    return true;
  }

  /** What stands is stored already: when this fails, the next write does it. */
  private async forgetOlder(): Promise<void> {
    await this.stage.ledger.forget(['survey-counts'], ANY_TIME_MS).catch(() => undefined);
  }

  private async stored(wave: string): Promise<Tally | null> {
    const [entry] = await this.stage.journal.entriesOf('survey-counts', {
      subject: `survey:${wave}`,
      last: 1,
    });
    if (!entry) return emptyTally();
    const { sealed } = entry.content;
    if (sealed === null) return null;
    return { ...emptyTally(), ...(unseal(sealed, { key: await this.key(), about: wave }) as Partial<Tally>) };
  }

  private entry(wave: string, content: Content<'survey-counts'>): Entry<'survey-counts'> {
    const about = { subject: `survey:${wave}`, atMs: NO_TIME_MS, by: 'survey' };
    return this.stage.journal.entry('survey-counts', { ...about, content });
  }

  private key(): Promise<Buffer> {
    return this.secret.keyFor('survey counts 1');
  }
}
