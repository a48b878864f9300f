import { type Catalogue } from './catalogue.js';
import { type DatasetSchema } from './datasets.js';
import { Delivery, type System, type Unit } from './entries.js';
import { isGathering } from './unit-tree.js';

/** Days after a period's end within which data without a delivery rule is due. */
const USUAL_DUE_DAYS = 20;

/** Found once for a catalogue, which never changes: every unit is asked for, again and again. */
const ownedIn = new WeakMap<Catalogue['systems'], ReadonlyMap<string, readonly System[]>>();

function ownedByUnit(systems: Catalogue['systems']): ReadonlyMap<string, readonly System[]> {
  const owned = new Map<string, System[]>();
  for (const system of systems.values()) {
    const others = owned.get(system.owner);
    if (others) others.push(system);
    else owned.set(system.owner, [system]);
  }
  return owned;
}

/** The systems that a unit itself owns (systemägare), in the order of the catalogue. */
export function systemsOwnedBy({ systems }: Catalogue, unitId: string): readonly System[] {
  const owned = ownedIn.get(systems) ?? ownedByUnit(systems);
  ownedIn.set(systems, owned);
  return owned.get(unitId) ?? [];
}

/** What holds for a data set that no delivery names: every unit that hands in owes it in its usual cadence. */
function usualDelivery({ name, periods }: DatasetSchema): Delivery[] {
  const [cadence] = periods;
  if (!cadence) return [];
  return [Object.assign(new Delivery(), { id: name, dataset: name, cadence, dueDays: USUAL_DUE_DAYS })];
}

function owes(catalogue: Catalogue, unit: Unit, delivery: Delivery): boolean {
  if (delivery.except.includes(unit.id)) return false;
  if (delivery.also.includes(unit.id)) return true;
  if (isGathering(unit)) return false;
  if (delivery.kinds && !delivery.kinds.includes(unit.kind)) return false;
  return !delivery.ownersOfEServices || systemsOwnedBy(catalogue, unit.id).some((system) => system.eService);
}

/**
 * What a unit owes, in the order of the catalogue. The city and groups owe nothing unless a delivery names them in
 * `also`; a unit named in `except` never owes it.
 */
export function deliveriesOwedBy(catalogue: Catalogue, unit: Unit): Delivery[] {
  const ruled = new Set(catalogue.deliveries.map((delivery) => delivery.dataset));
  const unruled = [...catalogue.datasets.values()].filter((schema) => !ruled.has(schema.name));
  return [...catalogue.deliveries, ...unruled.flatMap(usualDelivery)].filter((delivery) =>
    owes(catalogue, unit, delivery),
  );
}
