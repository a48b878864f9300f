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
