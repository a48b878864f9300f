import { type EditionSummary, type Interval, Period } from '#core';
import { type ShelterCells } from '#score';
import { type AsOf } from '#store';
import { type Journal } from '../stage.js';

/** A time that is frozen, and since when. */
export interface FrozenTime extends Interval {
  readonly frozenAtMs: number;
}

/** Which editions there are, in short, and which periods they freeze. */
export class EditionIndex {
  /** All, as they follow in the chain. */
  readonly all: () => Promise<readonly EditionSummary[]>;
  /** The shelters of answers that they have shown. */
  readonly shelters: () => Promise<readonly ShelterCells[]>;

  constructor(private readonly journal: Journal) {
    this.all = journal.kept('edition', (entries) => entries.map(({ content }) => content));
    this.shelters = journal.kept('shelter', (entries) => entries.flatMap(({ content }) => content.shelters));
  }

  /** Where the ledger stands, for who looks at the editions now and writes only if no more have come meanwhile. */
  async asOf(): Promise<AsOf> {
    return { revision: await this.journal.revision(['edition']), nothingOf: ['edition'] };
  }

  /** Of a period, oldest first. */
  async of(period: Period): Promise<readonly EditionSummary[]> {
    return (await this.all()).filter((edition) => edition.period === period.toString());
  }

  /** When the frozen periods are, by edition: one that was restated is frozen twice. */
  async frozenTimes(): Promise<readonly FrozenTime[]> {
    return (await this.all()).map(({ period, frozenAt }) => {
      const { startMs, endMs } = Period.of(period);
      return { startMs, endMs, frozenAtMs: Date.parse(frozenAt) };
    });
  }

  /** The last day of the last period that ends in some days, ISO, both included, and was frozen after a time; `null`: none. */
  async lastFrozenDay({
    from,
    until,
    at,
  }: {
    readonly from: string;
    readonly until: string;
    readonly at: string;
  }): Promise<string | null> {
    const later = (await this.all()).filter(({ frozenAt }) => Date.parse(frozenAt) >= Date.parse(at));
    const days = later.map(({ period }) => Period.of(period).lastDay);
    return (
      days
        .filter((day) => from <= day && day <= until)
        .sort()
        .at(-1) ?? null
    );
  }
}
