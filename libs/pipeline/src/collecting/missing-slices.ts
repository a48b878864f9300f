import { type Collector } from '#catalogue';
import { type CollectorRemark, type Period } from '#core';
import { type Ledger } from '#store';
import { type Row, type RowPlaces, endsWithin } from './row-places.js';

/** Where to look for what a source has said before. */
interface Before {
  readonly ledger: Pick<Ledger, 'slices'>;
  readonly collector: Pick<Collector, 'id' | 'dataset'>;
  readonly places: RowPlaces;
  readonly from: Period;
  readonly to: Period;
}

/**
 * Slices that a source gave before and gives no longer at all. They stay as they are, for missing is not zero, and people are
 * told: the source answers less than before.
 */
export async function missingSlices(
  { ledger, collector, places, from, to }: Before,
  rows: ReadonlyMap<string, readonly Row[]>,
): Promise<CollectorRemark[]> {
  const { id: source, dataset } = collector;
  const states = await ledger.slices({ dataset, source });
  const come = new Set(
    [...rows].flatMap(([period, own]) => own.map((row) => `${places.unitOf(row) ?? ''} ${period}`)),
  );
  const missing = states.filter(
    ({ rows: held, key: { unit, period } }) =>
      held > 0 && endsWithin(period, from, to) && !come.has(`${unit} ${period}`),
  );
  return missing.map(({ rows: held, key: { unit, period } }) => ({
    code: 'answers-less',
    unit,
    period,
    text: {
      sv: `Källan svarar mindre än förut: ${unit} ${period} fattas helt, och hade ${held} rader. Det som fanns står kvar.`,
      en: `The source answers less than before: ${unit} ${period} is missing altogether, and had ${held} rows. What was stored still stands.`,
    },
  }));
}
