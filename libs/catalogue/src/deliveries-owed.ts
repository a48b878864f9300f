import { type Catalogue } from './catalogue.js';
import { type DatasetSchema } from './datasets.js';
import { Delivery, type System, type Unit } from './entries.js';
import { existsIn, isFollowedUpIn, ownerIn, timeOf } from './history.js';
import { keptByParts } from './kept-by-parts.js';
import { isGathering } from './unit-tree.js';

/** Days after a period's end within which data without a delivery rule is due. */
const USUAL_DUE_DAYS = 20;

/** By time; found once: every unit is asked for, again and again. */
const ownedIn = keptByParts(
  ({ units, systems }: Catalogue) => [units, systems],
  () => new Map<string, ReadonlyMap<string, readonly System[]>>(),
);

function ownedByUnit(catalogue: Catalogue, month: string): ReadonlyMap<string, readonly System[]> {
  const owned = new Map<string, System[]>();
  for (const system of catalogue.systems.values()) {
    if (!isFollowedUpIn(system, month)) continue;
    const owner = ownerIn(catalogue, system, month);
    const others = owned.get(owner);
    if (others) others.push(system);
    else owned.set(owner, [system]);
  }
  return owned;
}

/** The systems that a unit itself owns (systemägare) in a month, in the order of the catalogue. */
export function systemsOwnedBy(catalogue: Catalogue, unitId: string, month: string): readonly System[] {
  const time = timeOf(catalogue, month);
  const times = ownedIn(catalogue);
  const owned = times.get(time) ?? ownedByUnit(catalogue, time);
  times.set(time, owned);
  return owned.get(unitId) ?? [];
}

/** What holds for a data set that no delivery names: every unit that hands in owes it in its usual cadence. */
function usualDelivery(schema: DatasetSchema): readonly Delivery[] {
  const known = usual.get(schema) ?? usualOf(schema);
  usual.set(schema, known);
  return known;
}

/** Each made once: a delivery is the same whenever it is owed. */
const usual = new WeakMap<DatasetSchema, readonly Delivery[]>();

function usualOf({ name, periods }: DatasetSchema): Delivery[] {
  const [cadence] = periods;
  if (!cadence) return [];
  return [Object.assign(new Delivery(), { id: name, dataset: name, cadence, dueDays: USUAL_DUE_DAYS })];
}

interface Owing {
  readonly delivery: Delivery;
  readonly month: string;
}

function owes(catalogue: Catalogue, unit: Unit, { delivery, month }: Owing): boolean {
  if (delivery.except.includes(unit.id)) return false;
  if (delivery.also.includes(unit.id)) return true;
  if (isGathering(unit)) return false;
  if (delivery.kinds && !delivery.kinds.includes(unit.kind)) return false;
  return (
    !delivery.ownersOfEServices || systemsOwnedBy(catalogue, unit.id, month).some((system) => system.eService)
  );
}

/**
 * What a unit owes for periods that end with a month, in the order of the catalogue; nothing when it does not exist then. The city and groups owe nothing unless a delivery names them in
 * `also`; a unit named in `except` never owes it.
 */
export function deliveriesOwedBy(catalogue: Catalogue, unit: Unit, month: string): Delivery[] {
  if (!existsIn(unit, month)) return [];
  return everyDelivery(catalogue).filter((delivery) => owes(catalogue, unit, { delivery, month }));
}

/** What anybody may owe: the deliveries of the catalogue, and the data sets that none of them names in their usual cadence. */
export function everyDelivery(catalogue: Pick<Catalogue, 'datasets' | 'deliveries'>): Delivery[] {
  const ruled = new Set(catalogue.deliveries.map((delivery) => delivery.dataset));
  const unruled = [...catalogue.datasets.values()].filter((schema) => !ruled.has(schema.name));
  return [...catalogue.deliveries, ...unruled.flatMap(usualDelivery)];
}
