import { type Subject } from '#core';
import { CATEGORIES, type Catalogue, type Project, SERVICE_DOMAINS, type System } from '#catalogue';
import { type OracleSubject, keyOf } from './oracle.js';

const ALWAYS = '0000-00';

/** The first whole month in which what a project delivers is in use: from its end date on. */
function firstMonth({ end }: Project): string {
  const [year = 0, month = 0, day = 0] = end.split('-').map(Number);
  const index = year * 12 + month - 1 + (day > 1 ? 1 : 0);
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** What domain.md, section 7, says of each kind of subject. */
function aboutSystems(key: string, systems: readonly System[]): OracleSubject {
  return { key, systems: systems.map(({ id }) => ({ id, fromMonth: ALWAYS })), projects: [] };
}

function aboutProjects(key: string, projects: readonly Project[]): OracleSubject {
  const fromMonths = new Map<string, string>();
  for (const project of projects) {
    for (const system of project.delivers) {
      const from = [firstMonth(project), fromMonths.get(system) ?? '9999-12'].sort()[0];
      fromMonths.set(system, from ?? ALWAYS);
    }
  }
  return {
    key,
    systems: [...fromMonths].map(([id, fromMonth]) => ({ id, fromMonth })),
    projects: projects.map(({ id, unit }) => ({ id, unit, withoutSystem: false })),
  };
}

/** Every subject of a city that is no unit, with what is about it. */
export function subjectsOf(catalogue: Catalogue): { subject: Subject; about: OracleSubject }[] {
  const systems = [...catalogue.systems.values()];
  const projects = [...catalogue.projects.values()];
  const found: { subject: Subject; about: OracleSubject }[] = [];
  const add = (subject: Subject, about: (key: string) => OracleSubject): void => {
    found.push({ subject, about: about(keyOf(subject)) });
  };
  for (const system of systems) add({ kind: 'system', id: system.id }, (key) => aboutSystems(key, [system]));
  for (const id of SERVICE_DOMAINS) {
    const own = systems.filter(({ serviceDomain }) => serviceDomain === id);
    add({ kind: 'service-domain', id }, (key) => aboutSystems(key, own));
  }
  for (const id of CATEGORIES) {
    const own = systems.filter(({ category }) => category === id);
    const tagged = projects.filter(({ category }) => category === id);
    add({ kind: 'category', id }, (key) => ({
      ...aboutSystems(key, own),
      projects: tagged.map((project) => ({ id: project.id, unit: null, withoutSystem: true })),
    }));
  }
  for (const project of projects)
    add({ kind: 'project', id: project.id }, (key) => aboutProjects(key, [project]));
  for (const { id } of catalogue.portfolios.values()) {
    const own = projects.filter(({ portfolio }) => portfolio === id);
    add({ kind: 'portfolio', id }, (key) => aboutProjects(key, own));
  }
  return found;
}
