import { type Catalogue, isGathering, valuesOf } from '#catalogue';

/** A city with some of its units, and what is theirs; units that gather others stay. */
export function partOfCity(
  catalogue: Catalogue,
  isKept: (unit: string, index: number) => boolean,
): Catalogue {
  const units = [...catalogue.units].filter(([id, unit], i) => isKept(id, i) || isGathering(unit));
  const kept = new Set(units.map(([id]) => id));
  return {
    ...catalogue,
    units: new Map(units),
    systems: new Map(
      [...catalogue.systems].filter(([, { owner }]) => valuesOf(owner).every((unit) => kept.has(unit))),
    ),
    projects: new Map([...catalogue.projects].filter(([, { unit }]) => kept.has(unit))),
  };
}
