import { type DeliveryState, type DatasetId, DATASETS } from '#core';

/** How many deliveries there are of each standing; what is not applicable is none. */
export interface Tally {
  readonly handedIn: number;
  readonly due: number;
  readonly missing: number;
}

/** What one unit owes. */
export interface MatrixRow {
  /** Id. */
  readonly unit: string;
  readonly cells: ReadonlyMap<DatasetId, Tally>;
  readonly total: Tally;
}

/** Unit × data set, with totals. */
export interface DeliveryMatrix {
  /** Those that somebody owes, in the order of the catalogue. */
  readonly datasets: readonly DatasetId[];
  /** Those who miss most first. */
  readonly rows: readonly MatrixRow[];
  readonly totals: ReadonlyMap<DatasetId, Tally>;
  readonly total: Tally;
}

/** How many of these there are of each standing. */
function tallyOf(deliveries: readonly DeliveryState[]): Tally {
  const count = (...states: readonly DeliveryState['state'][]): number =>
    deliveries.filter(({ state }) => states.includes(state)).length;
  return { handedIn: count('delivered', 'late'), due: count('due'), missing: count('missing') };
}

function byDataset(
  deliveries: readonly DeliveryState[],
  datasets: readonly DatasetId[],
): ReadonlyMap<DatasetId, Tally> {
  return new Map(
    datasets.flatMap((dataset) => {
      const owed = deliveries.filter((each) => each.dataset === dataset);
      return owed.length > 0 ? [[dataset, tallyOf(owed)] as const] : [];
    }),
  );
}

/** Counts deliveries by who owes them and of what they are. */
export function deliveryMatrix(all: readonly DeliveryState[]): DeliveryMatrix {
  const deliveries = all.filter(({ state }) => state !== 'not-applicable');
  const datasets = DATASETS.filter((id) => deliveries.some(({ dataset }) => dataset === id));
  const units = [...new Set(deliveries.map(({ unit }) => unit))];
  const rows = units.map((unit) => {
    const own = deliveries.filter((each) => each.unit === unit);
    return { unit, cells: byDataset(own, datasets), total: tallyOf(own) };
  });
  return {
    datasets,
    rows: rows.sort((a, b) => b.total.missing - a.total.missing),
    totals: byDataset(deliveries, datasets),
    total: tallyOf(deliveries),
  };
}

/** `3 av 4` as it is counted: handed in, of what is owed. */
export function owedCount({ handedIn, due, missing }: Tally): number {
  return handedIn + due + missing;
}
