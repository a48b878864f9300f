import { type Catalogue, existsIn, successorsOf } from '#catalogue';
import { type Month, type MonthSpan, monthText } from './months.js';

/** Whether a unit exists in a month; of one that the catalogue does not know nothing else can be said. */
export function isThere({ units }: Catalogue, unitId: string, month: Month): boolean {
  const unit = units.get(unitId);
  return !unit || existsIn(unit, monthText(month));
}

/**
 * Units by family, in canonical order: sums by month over who existed then are the same whether units are merged, divided or
 * neither, when what is folded over months (a mean, the last month, all months of a window) is folded for them together.
 */
export function familiesOf(
  catalogue: Catalogue,
  units: readonly string[],
  window: MonthSpan,
): (readonly string[])[] {
  const family = new Map(units.map((id) => [id, new Set([id])]));
  for (const id of units) {
    const unit = catalogue.units.get(id);
    if (!unit || isThere(catalogue, id, window.last)) continue;
    for (const successor of successorsOf(unit)) join(family, id, successor);
  }
  return [...new Set(family.values())].map((together) => [...together].sort());
}

function join(family: Map<string, Set<string>>, one: string, other: string): void {
  const [mine, theirs] = [family.get(one), family.get(other)];
  if (!mine || !theirs || mine === theirs) return;
  for (const id of theirs) {
    mine.add(id);
    family.set(id, mine);
  }
}
