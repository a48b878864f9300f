import { type Catalogue } from './catalogue.js';
import { valueOn } from './dated.js';
import { type Category, type Project, type ServiceDomain, type System, type Unit } from './entries.js';
import { isFollowedUpOn } from './followed-up.js';
import { existsOn, inhabitantsIn, ownerOn } from './history.js';

/** A unit as it is on a day. */
export interface UnitThen extends Omit<Unit, 'parent' | 'inhabitants'> {
  readonly parent?: string;
  readonly inhabitants?: number;
}

/** A system as it is on a day, without the addresses that are probed: they are nobody else's business. */
export interface SystemThen extends Omit<System, 'owner' | 'category' | 'serviceDomain' | 'probes'> {
  readonly owner: string;
  readonly category: Category;
  readonly serviceDomain: ServiceDomain;
}

/** A project as it is on a day. */
export interface ProjectThen extends Omit<Project, 'portfolio'> {
  readonly portfolio: string;
}

/** The units that exist on an ISO day. */
export function unitsOn({ units }: Pick<Catalogue, 'units'>, dateIso: string): UnitThen[] {
  const there = [...units.values()].filter((unit) => existsOn(unit, dateIso));
  return there.map(({ parent, inhabitants, ...unit }) => {
    const counted = inhabitantsIn(inhabitants, Number(dateIso.slice(0, 4)));
    return {
      ...unit,
      ...(parent === undefined ? {} : { parent: valueOn(parent, dateIso) }),
      ...(counted === undefined ? {} : { inhabitants: counted }),
    };
  });
}

/** The systems that are followed up on an ISO day. */
export function systemsOn(catalogue: Pick<Catalogue, 'units' | 'systems'>, dateIso: string): SystemThen[] {
  const there = [...catalogue.systems.values()].filter((system) => isFollowedUpOn(system, dateIso));
  return there.map(({ probes, ...system }) => ({
    ...system,
    owner: ownerOn(catalogue, system, dateIso),
    category: valueOn(system.category, dateIso),
    serviceDomain: valueOn(system.serviceDomain, dateIso),
  }));
}

/** All projects as they are on an ISO day: which of them run then, their own days say. */
export function projectsOn({ projects }: Pick<Catalogue, 'projects'>, dateIso: string): ProjectThen[] {
  return [...projects.values()].map(({ portfolio, ...project }) => ({
    ...project,
    portfolio: valueOn(portfolio, dateIso),
  }));
}
