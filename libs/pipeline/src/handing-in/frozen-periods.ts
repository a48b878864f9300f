import { type DatasetId, Period } from '#core';
import { type Catalogue } from '#catalogue';
import { type FrozenPeriods } from '#intake';
import { monthsBehind } from '#score';
import { type EditionIndex } from '../scoring/edition-index.js';

interface FrozenStage {
  readonly catalogue: Catalogue;
  readonly editions: EditionIndex;
}

/** What of slices of a data set is frozen: the periods that hold theirs, and those whose windows reach back to them. */
export async function frozenPeriods(
  { catalogue, editions }: FrozenStage,
  dataset: DatasetId,
  periods: Iterable<string>,
): Promise<Omit<FrozenPeriods, 'restate'>> {
  const all = [...new Set((await editions.all()).map(({ period }) => period))];
  const frozen = all.map((text) => {
    const period = Period.of(text);
    return { text, period, window: monthsBehind(catalogue, period).get(dataset) };
  });
  const around = new Map<string, readonly string[]>();
  const reaching = new Map<string, readonly string[]>();
  for (const text of new Set(periods)) {
    const month = Period.of(text).lastMonth;
    const holding = frozen.filter(({ period }) => period.contains(month));
    const reached = frozen.filter(
      ({ period, window }) => window && !period.contains(month) && isWithin(window, month.toString()),
    );
    around.set(
      text,
      holding.map((each) => each.text),
    );
    reaching.set(
      text,
      reached.map((each) => each.text),
    );
  }
  return { around, reaching };
}

function isWithin(window: { readonly fromMonth: string; readonly toMonth: string }, month: string): boolean {
  return window.fromMonth <= month && month <= window.toMonth;
}
