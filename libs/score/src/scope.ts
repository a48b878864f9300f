import { type Period, type Subject } from '#core';
import {
  type Catalogue,
  type Dated,
  type Project,
  type System,
  portfolioIn,
  valueIn,
  valuesOf,
} from '#catalogue';
import { type Fact } from './facts.js';
import { monthText } from './months.js';

/** What a subject is: nothing but a filter over facts (domain.md, section 7). */
export interface Scope {
  /** The systems that are meant; `null` when facts are not chosen by system: all of a unit. */
  readonly systems: ReadonlyMap<string, System> | null;
  /** Units of which something could be expected. */
  readonly units: ReadonlySet<string>;
  /** Whether every fact is admitted. */
  readonly isWhole: boolean;
  readonly admits: (fact: Fact) => boolean;
}

function chosen(systems: readonly (System | undefined)[]): Map<string, System> {
  const known = systems.filter((system) => system !== undefined);
  return new Map(known.map((system) => [system.id, system]));
}

function bySystems(
  catalogue: Catalogue,
  systems: ReadonlyMap<string, System>,
  admits: Scope['admits'],
): Scope {
  const owners = [...systems.values()].flatMap(({ owner }) => ownersEver(catalogue, valuesOf(owner)));
  return { systems, units: new Set(owners), isWhole: false, admits };
}

/** Owners with those that took over from them. */
function ownersEver({ units }: Catalogue, owners: readonly string[]): string[] {
  const ever = new Set(owners);
  for (const id of ever) {
    const into = units.get(id)?.mergedInto;
    if (into !== undefined) ever.add(into);
  }
  return [...ever];
}

/** The systems of which something holds, in the months in which it does. */
function ofSystems<T extends string>(
  catalogue: Catalogue,
  dated: (system: System) => Dated<T> | undefined,
  value: T,
): { readonly systems: ReadonlyMap<string, System>; readonly isAbout: (fact: Fact) => boolean | null } {
  const systems = chosen(
    [...catalogue.systems.values()].filter((system) => {
      const own = dated(system);
      return own !== undefined && valuesOf(own).includes(value);
    }),
  );
  const isAbout = ({ system: id, months }: Fact): boolean | null => {
    if (id === null) return null;
    const system = systems.get(id);
    const own = system && dated(system);
    if (own === undefined) return false;
    return typeof own === 'string' || valueIn(own, monthText(months.last)) === value;
  };
  return { systems, isAbout };
}

/**
 * What is tagged with a project, and the months of its systems that begin on its end date or later; of a project that changes
 * portfolio, in the months in which `isOurs`.
 */
function ofProjects(
  catalogue: Catalogue,
  projects: readonly Project[],
  { period, isOurs = () => true }: { readonly period: Period; readonly isOurs?: IsOurs },
): Scope {
  const ids = new Set(projects.map((project) => project.id));
  const deliveredBy = new Map<string, Project[]>();
  for (const project of projects) {
    for (const system of project.delivers)
      deliveredBy.set(system, [...(deliveredBy.get(system) ?? []), project]);
  }
  const inUse = [...deliveredBy].filter(([, by]) => by.some(({ end }) => end <= period.lastDay));
  const scope = bySystems(catalogue, chosen(inUse.map(([id]) => catalogue.systems.get(id))), (fact) => {
    if (fact.project !== null && ids.has(fact.project) && isOurs(fact.project, fact)) return true;
    const by = fact.system === null ? undefined : deliveredBy.get(fact.system);
    const begins = `${monthText(fact.months.first)}-01`;
    return by?.some(({ id, end }) => begins >= end && isOurs(id, fact)) ?? false;
  });
  return { ...scope, units: new Set([...projects.map((project) => project.unit), ...scope.units]) };
}

/** By its system's category; by its project's when it names no system. */
function ofCategory(catalogue: Catalogue, category: string): Scope {
  const { systems, isAbout } = ofSystems<string>(catalogue, (system) => system.category, category);
  return bySystems(
    catalogue,
    systems,
    (fact) =>
      isAbout(fact) ?? (fact.project !== null && catalogue.projects.get(fact.project)?.category === category),
  );
}

function ofDomain(catalogue: Catalogue, domain: string): Scope {
  const { systems, isAbout } = ofSystems<string>(catalogue, (system) => system.serviceDomain, domain);
  return bySystems(catalogue, systems, (fact) => isAbout(fact) === true);
}

function ofSystem(catalogue: Catalogue, id: string): Scope {
  return bySystems(catalogue, chosen([catalogue.systems.get(id)]), ({ system }) => system === id);
}

function ofPortfolio(catalogue: Catalogue, id: string, period: Period): Scope {
  const projects = [...catalogue.projects.values()].filter(({ portfolio }) =>
    valuesOf(portfolio).includes(id),
  );
  const isOurs: IsOurs = (project, { months }) => {
    const own = catalogue.projects.get(project);
    return own !== undefined && portfolioIn(own, monthText(months.last)) === id;
  };
  return ofProjects(catalogue, projects, { period, isOurs });
}

type IsOurs = (project: string, fact: Fact) => boolean;

/** The filter of a subject in a period. Units are taken whole: their subtree is chosen from what they contribute. */
export function scopeOf(catalogue: Catalogue, { kind, id }: Subject, period: Period): Scope {
  const projects = [...catalogue.projects.values()];
  switch (kind) {
    case 'unit':
      return { systems: null, units: new Set(catalogue.units.keys()), isWhole: true, admits: () => true };
    case 'system':
      return ofSystem(catalogue, id);
    case 'service-domain':
      return ofDomain(catalogue, id);
    case 'category':
      return ofCategory(catalogue, id);
    case 'project':
      return ofProjects(
        catalogue,
        projects.filter((project) => project.id === id),
        { period },
      );
    case 'portfolio':
      return ofPortfolio(catalogue, id, period);
  }
}
