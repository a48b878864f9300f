import { Project, System } from '#catalogue';
import { MACHINE, writeFile } from '../../apps/demo/src/city/dialect.js';
import { Draw } from '../../apps/demo/src/city/draw.js';
import { type Row } from '../../apps/demo/src/city/row.js';
import { type FileOfRows, type RandomCity } from './random-city.js';

/**
 * A random city in which subjects of every kind have something of their own: systems of several domains and categories,
 * projects that deliver systems and end before most of the data, costs tagged with projects, and answers about systems.
 */
export function varied(city: RandomCity, seed: number): RandomCity {
  const draw = new Draw(seed, 'subjects');
  const systems = [...city.catalogue.systems.values()].map((system) =>
    Object.assign(new System(), system, {
      serviceDomain: draw.pick(['social', 'technical', 'administrative']),
      category: draw.pick(['basic', 'innovative']),
    }),
  );
  const projects = [...city.catalogue.projects.values()].map((project) =>
    Object.assign(new Project(), project, {
      portfolio: draw.pick(['1', '2']),
      end: draw.pick(['2025-07-31', '2025-08-01', '2025-09-15', '2025-11-30']),
      delivers: systems.filter(() => draw.chance(0.4)).map(({ id }) => id),
      ...(draw.chance(0.5) ? { category: draw.pick(['basic', 'innovative']) } : {}),
    }),
  );
  const catalogue = {
    ...city.catalogue,
    systems: new Map(systems.map((system) => [system.id, system])),
    projects: new Map(projects.map((project) => [project.id, project])),
  };
  const tagged = (dataset: string, row: Row): Row => {
    if (dataset === 'cost' && projects.length > 0 && draw.chance(0.3)) {
      return { ...row, project: projects[draw.whole(0, projects.length - 1)]?.id ?? '' };
    }
    const own = systems.filter(({ owner }) => owner === row.unit);
    if (dataset !== 'survey' || own.length === 0 || !draw.chance(0.5)) return row;
    return { ...row, system: own[draw.whole(0, own.length - 1)]?.id ?? '' };
  };
  const rewritten = (file: FileOfRows): FileOfRows => {
    const schema = catalogue.datasets.get(file.dataset);
    if (!schema) throw new Error(`There is no data set ${file.dataset}`);
    const rows = file.rows.map((row) => tagged(file.dataset, row));
    return { ...file, rows, bytes: writeFile(schema, rows, MACHINE) };
  };
  const files = city.files.filter(({ outcome }) => outcome === 'accepted').map(rewritten);
  return { ...city, catalogue, files };
}
