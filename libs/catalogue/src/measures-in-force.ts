import { PERSPECTIVES } from '#core';
import { type Catalogue } from './catalogue.js';
import { type Measure, type MeasureDefinition, MeasureVersion, formerNames } from './measures.js';

/** The version of a measure that is in force on an ISO day; `null` before the first. */
export function measureVersionOn({ versions }: Measure, dateIso: string): MeasureVersion | null {
  let inForce: MeasureVersion | null = null;
  for (const version of versions) {
    if (version.validFrom > dateIso) continue;
    if (!inForce || version.validFrom >= inForce.validFrom) inForce = version;
  }
  return inForce;
}

function definitionOf(measure: Measure, dateIso: string): MeasureDefinition | null {
  const { id, perspective } = measure;
  const version = measureVersionOn(measure, dateIso);
  return (
    version &&
    Object.assign(new MeasureVersion(), version, { id, formerIds: formerNames(measure), perspective })
  );
}

/** The order of the programme's perspectives, then each measure's `order`, then its id. */
export function byCatalogueOrder(a: Measure, b: Measure): number {
  return (
    PERSPECTIVES.indexOf(a.perspective) - PERSPECTIVES.indexOf(b.perspective) ||
    (a.order ?? Number.MAX_VALUE) - (b.order ?? Number.MAX_VALUE) ||
    (a.id < b.id ? -1 : 1)
  );
}

/** A measure by what it is called, or was called before; `null` when there never was one of that name. */
export function measureNamed({ measures }: Catalogue, id: string): Measure | null {
  const current = measures.get(id);
  if (current) return current;
  for (const measure of measures.values()) if (formerNames(measure).includes(id)) return measure;
  return null;
}

/**
 * The definition of a measure, by its id or a former one, on an ISO day; `null` when the measure is unknown or not yet valid. A period is computed
 * with the definition in force on its last day (domain.md, section 4).
 */
export function measureInForce(catalogue: Catalogue, id: string, dateIso: string): MeasureDefinition | null {
  const measure = measureNamed(catalogue, id);
  return measure ? definitionOf(measure, dateIso) : null;
}

/** Every measure as it is defined on an ISO day, in catalogue order. */
export function measuresInForce(catalogue: Catalogue, dateIso: string): MeasureDefinition[] {
  return [...catalogue.measures.values()].sort(byCatalogueOrder).flatMap((measure) => {
    const definition = definitionOf(measure, dateIso);
    return definition ? [definition] : [];
  });
}
