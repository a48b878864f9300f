import { type EditionSummary, Period } from '#core';
import { type AsOf, type Ledger } from '#store';

/** Which editions there are, in short, and which periods they freeze. */
export class EditionIndex {
  private known: { readonly revision: number; readonly summaries: readonly EditionSummary[] } | undefined;

  constructor(private readonly ledger: Ledger) {}

  /** All, as they follow in the chain. */
  async all(): Promise<readonly EditionSummary[]> {
    const revision = await this.ledger.revision(['edition']);
    if (this.known?.revision === revision) return this.known.summaries;
    const entries = await this.ledger.entries({ kind: 'edition' });
    const summaries = entries.map(({ content }) => content as EditionSummary);
    this.known = { revision, summaries };
    return summaries;
  }

  /** Where the ledger stands, for who looks at the editions now and writes only if no more have come meanwhile. */
  async asOf(): Promise<AsOf> {
    return { revision: await this.ledger.revision(['edition']), nothingOf: ['edition'] };
  }

  /** Of a period, oldest first. */
  async of(period: Period): Promise<readonly EditionSummary[]> {
    return (await this.all()).filter((edition) => edition.period === period.toString());
  }

  /** The frozen periods that what is handed in for a period would change: those that hold its last month. */
  async frozenAround(period: Period): Promise<readonly string[]> {
    const frozen = new Set((await this.all()).map((edition) => edition.period));
    return [...frozen].filter((text) => Period.of(text).contains(period.lastMonth));
  }
}
