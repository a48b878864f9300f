import { type Period, type Subject } from '#core';
import { type Catalogue, type Project, type System } from '#catalogue';
import { type Fact } from './facts.js';
import { monthText } from './months.js';

/** What a subject is: nothing but a filter over facts (domain.md, section 7). */
export interface Scope {
  /** The systems that are meant; `null` when facts are not chosen by system: all of a unit. */
  readonly systems: ReadonlyMap<string, System> | null;
  /** Units of which something could be expected. */
  readonly units: ReadonlySet<string>;
  readonly admits: (fact: Fact) => boolean;
}

function chosen(systems: readonly (System | undefined)[]): Map<string, System> {
  const known = systems.filter((system) => system !== undefined);
  return new Map(known.map((system) => [system.id, system]));
}

function bySystems(systems: ReadonlyMap<string, System>, admits: Scope['admits']): Scope {
  return { systems, units: new Set([...systems.values()].map((system) => system.owner)), admits };
}

function ofSystems(systems: ReadonlyMap<string, System>): Scope {
  return bySystems(systems, ({ system }) => system !== null && systems.has(system));
}

/** What is tagged with a project, and the months of its systems that begin on its end date or later. */
function ofProjects(catalogue: Catalogue, projects: readonly Project[], period: Period): Scope {
  const ids = new Set(projects.map((project) => project.id));
  const deliveredFrom = new Map<string, string>();
  for (const { delivers, end } of projects) {
    for (const system of delivers) {
      const known = deliveredFrom.get(system);
      if (known === undefined || end < known) deliveredFrom.set(system, end);
    }
  }
  const inUse = [...deliveredFrom].filter(([, from]) => from <= period.lastDay);
  const scope = bySystems(chosen(inUse.map(([id]) => catalogue.systems.get(id))), (fact) => {
    if (fact.project !== null && ids.has(fact.project)) return true;
    const from = fact.system === null ? undefined : deliveredFrom.get(fact.system);
    return from !== undefined && `${monthText(fact.months.first)}-01` >= from;
  });
  return { ...scope, units: new Set([...projects.map((project) => project.unit), ...scope.units]) };
}

/** By its system's category; by its project's when it names no system. */
function ofCategory(catalogue: Catalogue, category: string): Scope {
  const systems = chosen([...catalogue.systems.values()].filter((system) => system.category === category));
  return bySystems(systems, ({ system, project }) =>
    system === null
      ? project !== null && catalogue.projects.get(project)?.category === category
      : systems.has(system),
  );
}

/** The filter of a subject in a period. Units are taken whole: their subtree is chosen from what they contribute. */
export function scopeOf(catalogue: Catalogue, { kind, id }: Subject, period: Period): Scope {
  const projects = [...catalogue.projects.values()];
  switch (kind) {
    case 'unit':
      return { systems: null, units: new Set(catalogue.units.keys()), admits: () => true };
    case 'system':
      return ofSystems(chosen([catalogue.systems.get(id)]));
    case 'service-domain':
      return ofSystems(
        chosen([...catalogue.systems.values()].filter((system) => system.serviceDomain === id)),
      );
    case 'category':
      return ofCategory(catalogue, id);
    case 'project':
      return ofProjects(
        catalogue,
        projects.filter((project) => project.id === id),
        period,
      );
    case 'portfolio':
      return ofProjects(
        catalogue,
        projects.filter((project) => project.portfolio === id),
        period,
      );
  }
}
