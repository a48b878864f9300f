import { type PackedSlice, type RollUp, packSlice, unpackSlice } from '#core';
import { type Catalogue, type Dated, Project, System, Unit, rootUnit } from '#catalogue';
import { readUpload } from '#intake';
import { type Store } from '#store';
import { cityFiles } from '../../apps/demo/src/city/files.js';
import { probeHistory } from '../../apps/demo/src/city/history.js';
import { uploadOf } from '../upload-of.js';

/** All that was handed in and measured in a city, before it is stored. */
export interface SampleFacts {
  readonly slices: readonly PackedSlice[];
  readonly rollUps: readonly RollUp[];
}

/** The demo city over some months that end with September 2026. */
export function demoFacts(catalogue: Catalogue, months: number): SampleFacts {
  const options = { seed: 1, months, nowMs: Date.parse('2026-10-25T12:00:00+02:00') };
  const slices: PackedSlice[] = [];
  for (const { dataset, ...file } of cityFiles(catalogue, options)) {
    const schema = catalogue.datasets.get(dataset);
    if (!schema) throw new Error(`There is no data set ${dataset}`);
    const read = readUpload({
      ...file,
      dataset: schema,
      catalogue,
      mayHandInFor: () => true,
      language: 'sv',
    });
    slices.push(...read.slices);
  }
  return { slices, rollUps: [...probeHistory(catalogue, options)].map(({ rollUp }) => rollUp) };
}

type Rename = (id: string) => string;

function renamedValues(dated: Dated, rename: Rename): Dated {
  if (typeof dated === 'string') return rename(dated);
  return dated.map((row) => ({ ...row, value: rename(row.value) }));
}

function renamedCatalogue(
  catalogue: Catalogue,
  rename: Rename,
): Pick<Catalogue, 'units' | 'systems' | 'projects'> {
  const units = [...catalogue.units.values()].map((unit) =>
    Object.assign(new Unit(), unit, {
      id: rename(unit.id),
      ...(unit.parent === undefined ? {} : { parent: renamedValues(unit.parent, rename) }),
    }),
  );
  const systems = [...catalogue.systems.values()].map((system) =>
    Object.assign(new System(), system, {
      id: rename(system.id),
      owner: renamedValues(system.owner, rename),
    }),
  );
  const projects = [...catalogue.projects.values()].map((project) =>
    Object.assign(new Project(), project, {
      id: rename(project.id),
      unit: rename(project.unit),
      delivers: project.delivers.map(rename),
    }),
  );
  return { units: byId(units), systems: byId(systems), projects: byId(projects) };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function renamedFacts({ slices, rollUps }: SampleFacts, rename: Rename): SampleFacts {
  const orNull = (id: string | null): string | null => (id === null ? null : rename(id));
  return {
    slices: slices.map(unpackSlice).map(({ key, observations }) =>
      packSlice({
        key: { ...key, unit: rename(key.unit) },
        observations: observations.map((observation) => ({
          ...observation,
          unit: rename(observation.unit),
          system: orNull(observation.system),
          project: orNull(observation.project),
        })),
      }),
    ),
    rollUps: rollUps.map((rollUp) => ({
      ...rollUp,
      system: rename(rollUp.system),
      rows: rollUp.rows.map((row) => ({ ...row, system: rename(row.system) })),
      outages: rollUp.outages.map((outage) => ({ ...outage, system: rename(outage.system) })),
    })),
  };
}

/** How the ids of each of several like cities are written; all have the same root. */
function renamings(catalogue: Catalogue, times: number): Rename[] {
  const root = rootUnit(catalogue).id;
  return Array.from({ length: times }, (_, i) => (id) => (id === root || i === 0 ? id : `${id}-${i + 1}`));
}

/** A city so many times side by side under one root. */
export function grown(catalogue: Catalogue, times: number): Catalogue {
  const parts = renamings(catalogue, times).map((rename) => renamedCatalogue(catalogue, rename));
  return {
    ...catalogue,
    units: new Map(parts.flatMap(({ units }) => [...units])),
    systems: new Map(parts.flatMap(({ systems }) => [...systems])),
    projects: new Map(parts.flatMap(({ projects }) => [...projects])),
  };
}

/** Stores a city's facts so many times, under the ids of the grown catalogue. */
export async function storeGrown(
  store: Store,
  facts: SampleFacts,
  { catalogue, times }: { catalogue: Catalogue; times: number },
): Promise<void> {
  for (const rename of renamings(catalogue, times)) await storeFacts(store, renamedFacts(facts, rename));
}

const SLICES_AT_ONCE = 500;
const SYSTEMS_AT_ONCE = 50;

/** Stores a city's facts as the cycles would, some hundred slices with one receipt. */
async function storeFacts({ facts, ledger }: Store, { slices, rollUps }: SampleFacts): Promise<void> {
  for (let from = 0; from < slices.length; from += SLICES_AT_ONCE) {
    await ledger.record(uploadOf(slices.slice(from, from + SLICES_AT_ONCE)));
  }
  for (let from = 0; from < rollUps.length; from += SYSTEMS_AT_ONCE) {
    await facts.writeRollUps(rollUps.slice(from, from + SYSTEMS_AT_ONCE));
  }
}
