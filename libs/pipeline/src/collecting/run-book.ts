import { type CollectorOutcome, type CollectorRemark, type CollectorTally, type LocalizedText } from '#core';

/** More than so many remarks of a run are counted, not kept. */
const MOST_REMARKS = 100;

type Ending = Pick<CollectorRemark, 'code' | 'text'>;

/** What a run has done so far, and how it is to be told. */
export class RunBook {
  private tally: CollectorTally = { read: 0, stored: 0, unchanged: 0, refused: 0 };
  readonly receipts: string[] = [];
  readonly refusals: CollectorRemark[] = [];
  readonly warnings: CollectorRemark[] = [];
  /** Why the run could not go on. */
  private failure: Ending | null = null;
  /** The source said that nothing has changed. */
  hasNothingNew = false;

  count(rows: Partial<CollectorTally>): void {
    const { read, stored, unchanged, refused } = this.tally;
    this.tally = {
      read: read + (rows.read ?? 0),
      stored: stored + (rows.stored ?? 0),
      unchanged: unchanged + (rows.unchanged ?? 0),
      refused: refused + (rows.refused ?? 0),
    };
  }

  refuse(remark: CollectorRemark): void {
    this.refusals.push(remark);
  }

  warn(remark: CollectorRemark): void {
    this.warnings.push(remark);
  }

  fail(ending: Ending): void {
    this.failure ??= ending;
  }

  /** Whether all went so well that the next run may begin where this one ended. */
  get isFlawless(): boolean {
    return this.failure === null && this.refusals.length === 0;
  }

  /** The run as the log has it. `mayBeEmpty`: nothing to fetch is nothing to remark on. */
  told({
    from,
    to,
    mayBeEmpty,
  }: {
    readonly from: string;
    readonly to: string;
    readonly mayBeEmpty: boolean;
  }) {
    const isEmpty = this.isFlawless && this.tally.read === 0 && !this.hasNothingNew;
    const window = from === to ? from : `${from}–${to}`;
    if (isEmpty && !mayBeEmpty)
      this.warn({ code: 'succeeded-but-empty', unit: null, period: null, text: EMPTY(window) });
    const outcome = this.outcome(isEmpty && !mayBeEmpty);
    return {
      outcome,
      text: this.words(outcome, window),
      ...this.tally,
      refusals: kept(this.refusals),
      warnings: kept(this.warnings),
      receipts: this.receipts,
    };
  }

  private outcome(isEmpty: boolean): CollectorOutcome {
    if (isEmpty) return 'empty';
    if (this.isFlawless) return 'succeeded';
    return this.tally.stored + this.tally.unchanged > 0 ? 'partial' : 'failed';
  }

  private words(outcome: CollectorOutcome, window: string): LocalizedText {
    const { read, stored, unchanged, refused } = this.tally;
    if (outcome === 'empty') return EMPTY(window);
    if (this.failure && outcome === 'failed') return this.failure.text;
    if (read === 0 && this.isFlawless) return this.hasNothingNew ? NOTHING_NEW : NOTHING_TO_FETCH;
    const sv = `Läste ${read} rader: ${stored} nya eller ändrade är sparade, ${unchanged} är oförändrade${refused > 0 ? `, ${refused} togs inte emot` : ''}.`;
    const en = `Read ${read} rows: ${stored} new or changed ones are stored, ${unchanged} are unchanged${refused > 0 ? `, ${refused} were refused` : ''}.`;
    return this.failure
      ? {
          sv: `${sv} Sedan tog det slut: ${this.failure.text.sv}`,
          en: `${en} Then it ended: ${this.failure.text.en}`,
        }
      : { sv, en };
  }
}

const EMPTY = (window: string): LocalizedText => ({
  sv: `Källan svarade, men hade inga uppgifter för ${window}. Det som fanns sedan tidigare står kvar.`,
  en: `The source answered, but had no figures for ${window}. What was stored before still stands.`,
});

const NOTHING_NEW: LocalizedText = {
  sv: 'Källan har ingenting nytt sedan sist.',
  en: 'The source has nothing new since the last run.',
};

const NOTHING_TO_FETCH: LocalizedText = {
  sv: 'Det fanns ingenting att hämta.',
  en: 'There was nothing to fetch.',
};

function kept(remarks: readonly CollectorRemark[]): readonly CollectorRemark[] {
  if (remarks.length <= MOST_REMARKS) return remarks;
  const more = remarks.length - MOST_REMARKS + 1;
  const text = { sv: `Och ${more} till.`, en: `And ${more} more.` };
  return [...remarks.slice(0, MOST_REMARKS - 1), { code: 'more', unit: null, period: null, text }];
}
