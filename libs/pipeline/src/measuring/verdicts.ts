import { type ConfirmedState } from '#collect';
import { type ConfirmedFailure, type Journal } from '../stage.js';

/** How many are read at a time: what is older has been measured again since. */
const READ_BACK = 500;

/** Confirmed failures, told from process to process: retries are no samples, and would be seen nowhere else. */
export class Verdicts {
  private last: string | undefined;
  private revision = -1;

  constructor(
    private readonly journal: Journal,
    private readonly vantage: string,
  ) {}

  /** Tells the others. */
  async tell({ target, system, state, sinceMs, reason }: ConfirmedState): Promise<void> {
    if (state !== 'down') return;
    const content = { target, sinceMs, reason, vantage: this.vantage };
    const id = ['verdict', this.vantage, target, sinceMs].join('/');
    const subject = `system:${system}`;
    await this.journal.write('verdict', { id, atMs: sinceMs, by: 'collect', subject, content });
  }

  /** What was told since it was last asked, here or elsewhere; oldest first. */
  async news(): Promise<ConfirmedFailure[]> {
    const revision = await this.journal.revision(['verdict']);
    if (revision === this.revision) return [];
    const entries = await this.journal.entriesOf('verdict', { last: READ_BACK });
    const fresh = entries.slice(entries.findIndex(({ id }) => id === this.last) + 1);
    this.last = entries.at(-1)?.id;
    this.revision = revision;
    return fresh.map(({ content }) => content);
  }
}
