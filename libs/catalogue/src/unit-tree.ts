import { PerspektivError } from '#core';
import { type Catalogue } from './catalogue.js';
import { type Unit } from './entries.js';

/** Kinds that only gather other units and hand in nothing. */
const GATHERING: readonly Unit['kind'][] = ['city', 'group'];

/** Whether a unit only gathers others: it hands in nothing itself. */
export function isGathering(unit: Unit): boolean {
  return GATHERING.includes(unit.kind);
}

/** The unit without a parent: the city. Throws `catalogue/no-root` on a catalogue that was not checked. */
export function rootUnit(catalogue: Catalogue): Unit {
  for (const unit of catalogue.units.values()) if (unit.parent === undefined) return unit;
  throw new PerspektivError('catalogue/no-root', 'No unit of the catalogue is the root of the others.');
}

/** Found once for a catalogue, which never changes: the tree is walked from every unit. */
const childrenIn = new WeakMap<Catalogue['units'], ReadonlyMap<string, readonly Unit[]>>();

function childrenByParent(units: Catalogue['units']): ReadonlyMap<string, readonly Unit[]> {
  const children = new Map<string, Unit[]>();
  for (const unit of units.values()) {
    if (unit.parent === undefined) continue;
    const siblings = children.get(unit.parent);
    if (siblings) siblings.push(unit);
    else children.set(unit.parent, [unit]);
  }
  return children;
}

/** The units right below a unit, in the order of the catalogue. */
export function childrenOf({ units }: Pick<Catalogue, 'units'>, unitId: string): readonly Unit[] {
  const children = childrenIn.get(units) ?? childrenByParent(units);
  childrenIn.set(units, children);
  return children.get(unitId) ?? [];
}

/** The ids of the units above a unit, the nearest first. */
export function unitsAbove({ units }: Pick<Catalogue, 'units'>, unitId: string): string[] {
  const above: string[] = [];
  for (let at = units.get(unitId)?.parent; at !== undefined; at = units.get(at)?.parent) above.push(at);
  return above;
}

/** The ids of a unit and of all below it; empty when the unit is unknown. */
export function subtreeOf(catalogue: Pick<Catalogue, 'units'>, unitId: string): Set<string> {
  const subtree = new Set(catalogue.units.has(unitId) ? [unitId] : []);
  for (const id of subtree) for (const child of childrenOf(catalogue, id)) subtree.add(child.id);
  return subtree;
}
