import { type Catalogue, type Delivery, deliveriesOwedBy, systemsOwnedBy } from '#catalogue';
import { type Scope } from './scope.js';
import { type SidePlan, type Where } from './sides.js';

/** Per catalogue and unit: the same few questions are asked for every measure. */
const owedByCatalogue = new WeakMap<Catalogue, Map<string, readonly Delivery[]>>();

/** What a unit owes; nothing for a unit that the catalogue does not know. */
export function owedBy(catalogue: Catalogue, unitId: string): readonly Delivery[] {
  const known = owedByCatalogue.get(catalogue) ?? new Map<string, readonly Delivery[]>();
  owedByCatalogue.set(catalogue, known);
  const unit = catalogue.units.get(unitId);
  const owed = known.get(unitId) ?? (unit ? deliveriesOwedBy(catalogue, unit) : []);
  known.set(unitId, owed);
  return owed;
}

/** Whether two filters can be met by the same row. */
function intersects(a: Where, b: Where): boolean {
  return Object.entries(a).every(
    ([column, values]) => b[column]?.some((value) => values.includes(value)) ?? true,
  );
}

/** The deliveries of a unit that hold what a side takes. */
export function deliveriesFor(catalogue: Catalogue, unit: string, side: SidePlan): Delivery[] {
  return owedBy(catalogue, unit).filter(
    (delivery) => delivery.dataset === side.source && intersects(delivery.where, side.where),
  );
}

/** Whether a unit is expected to have data for a side, as far as the subject's systems are concerned. */
export function owes(catalogue: Catalogue, unit: string, side: SidePlan, scope: Scope): boolean {
  const systems = systemsOwnedBy(catalogue, unit).filter(({ id }) => scope.systems?.has(id) ?? true);
  if (side.source === 'probes') return systems.some((system) => system.probes.length > 0);
  return deliveriesFor(catalogue, unit, side).some(
    (delivery) =>
      scope.systems === null || !delivery.ownersOfEServices || systems.some((system) => system.eService),
  );
}
