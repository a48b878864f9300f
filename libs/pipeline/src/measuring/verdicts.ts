import { type ConfirmedState } from '#collect';
import { type Ledger } from '#store';

/** So many are read at a time: what is older has been measured again since. */
const READ_BACK = 500;

/** A failure that retries have confirmed, and from where. */
export interface ConfirmedFailure extends Pick<ConfirmedState, 'target' | 'sinceMs' | 'reason'> {
  readonly vantage: string;
}

/** Confirmed failures, told from process to process: retries are no samples, and would be seen nowhere else. */
export class Verdicts {
  private last: string | undefined;
  private revision = -1;

  constructor(
    private readonly ledger: Ledger,
    private readonly vantage: string,
  ) {}

  /** Tells the others. */
  async tell({ target, system, state, sinceMs, reason }: ConfirmedState): Promise<void> {
    if (state !== 'down') return;
    const content = { target, sinceMs, reason, vantage: this.vantage };
    const id = ['verdict', this.vantage, target, sinceMs].join('/');
    const topic = { period: null, measure: null, subject: `system:${system}` };
    await this.ledger.append([{ id, kind: 'verdict', atMs: sinceMs, by: 'collect', ...topic, content }]);
  }

  /** What was told since it was last asked, here or elsewhere; oldest first. */
  async news(): Promise<ConfirmedFailure[]> {
    const revision = await this.ledger.revision(['verdict']);
    if (revision === this.revision) return [];
    const entries = await this.ledger.entries({ kind: 'verdict', last: READ_BACK });
    const fresh = entries.slice(entries.findIndex(({ id }) => id === this.last) + 1);
    this.last = entries.at(-1)?.id;
    this.revision = revision;
    return fresh.map(({ content }) => content as ConfirmedFailure);
  }
}
