import {
  type Catalogue,
  type Delivery,
  deliveriesOwedBy,
  keptByParts,
  systemsOwnedBy,
  timeOf,
  timesOf,
} from '#catalogue';
import { type Scope } from './scope.js';
import { type Month, monthText } from './months.js';
import { type SidePlan, type Where } from './sides.js';

/** Per catalogue, time and unit: the same few questions are asked for every measure. */
const owedIn = keptByParts(
  ({ units, systems, deliveries, datasets }: Catalogue) => [units, systems, deliveries, datasets],
  () => new Map<string, readonly Delivery[]>(),
);

/** What a unit owes for periods that end with a month; nothing for a unit that the catalogue does not know. */
export function owedBy(catalogue: Catalogue, unitId: string, month: string): readonly Delivery[] {
  const known = owedIn(catalogue);
  const key = `${timeOf(catalogue, month)} ${unitId}`;
  const unit = catalogue.units.get(unitId);
  const owed = known.get(key) ?? (unit ? deliveriesOwedBy(catalogue, unit, month) : []);
  known.set(key, owed);
  return owed;
}

/** Whether two filters can be met by the same row. */
function intersects(a: Where, b: Where): boolean {
  return Object.entries(a).every(
    ([column, values]) => b[column]?.some((value) => values.includes(value)) ?? true,
  );
}

/** A delivery that holds what a side takes, and the times of the side's window in which a unit owes it. */
interface SideDelivery {
  readonly delivery: Delivery;
  /** Whether it is owed for a period that ends with a month. */
  readonly isOwedIn: (month: Month) => boolean;
}

/** The deliveries of a unit that hold what a side takes, at any time of its window. */
export function deliveriesFor(catalogue: Catalogue, unit: string, side: SidePlan): SideDelivery[] {
  const { first, last } = side.months;
  const times = timesOf(catalogue, monthText(first), monthText(last));
  const owed = times.map((time) => owedBy(catalogue, unit, time));
  const isOwedIn = (delivery: Delivery) => (month: Month) => {
    const time = times.findLastIndex((each) => each <= monthText(month));
    return owed[time]?.includes(delivery) ?? false;
  };
  return [...new Set(owed.flat())]
    .filter((delivery) => delivery.dataset === side.source && intersects(delivery.where, side.where))
    .map((delivery) => ({ delivery, isOwedIn: owed.length === 1 ? () => true : isOwedIn(delivery) }));
}

/** Whether a unit is expected to have data for a side, as far as the subject's systems are concerned. */
export function owes(catalogue: Catalogue, unit: string, side: SidePlan, scope: Scope): boolean {
  const { first, last } = side.months;
  const systems = timesOf(catalogue, monthText(first), monthText(last)).flatMap((time) =>
    systemsOwnedBy(catalogue, unit, time).filter(({ id }) => scope.systems?.has(id) ?? true),
  );
  if (side.source === 'probes') return systems.some((system) => system.probes.length > 0);
  return deliveriesFor(catalogue, unit, side).some(
    ({ delivery }) =>
      scope.systems === null || !delivery.ownersOfEServices || systems.some((system) => system.eService),
  );
}
