import { type DatasetId, type Outage, type RollUp, Period, midnightMs } from '#core';
import {
  type Catalogue,
  Delivery,
  HttpProbe,
  Project,
  System,
  Unit,
  isGathering,
  systemsOwnedBy,
} from '#catalogue';
import { officeDialect, writeFile } from '../../apps/demo/src/city/dialect.js';
import { Draw } from '../../apps/demo/src/city/draw.js';
import { type Row } from '../../apps/demo/src/city/row.js';
import { type FileAtTheDoor } from './product.js';
import { type RowMaker, ROWS } from './random-rows.js';

/** A file together with the rows that it was written from. */
export interface FileOfRows extends FileAtTheDoor {
  readonly rows: readonly Row[];
}

/** A small city of chance, with what was handed in and measured there. */
export interface RandomCity {
  readonly catalogue: Catalogue;
  readonly files: readonly FileOfRows[];
  readonly rollUps: readonly RollUp[];
}

const FIRST_MONTH = Period.of('2025-06');
const MONTHS = Array.from({ length: 17 }, (_, i) => FIRST_MONTH.shift(i));
const text = (name: string): { sv: string; en: string } => ({ sv: name, en: name });

/** A tree of two to eight units; any but the root may be a group, and any may stand below any that came before it. */
function unitsOf(draw: Draw, name: string): Unit[] {
  const root = Object.assign(new Unit(), { id: name, name: text(name), kind: 'city' });
  const units = [root];
  for (let i = draw.whole(1, 7); i > 0; i--) {
    const id = `${name}-enhet-${i}`;
    const parent = draw.pick([root, ...units]).id;
    const kind = draw.pick(['committee', 'committee', 'district-council', 'company', 'group']);
    units.push(Object.assign(new Unit(), { id, name: text(id), kind, parent }));
  }
  return units;
}

function systemsOf(draw: Draw, name: string, units: readonly Unit[]): System[] {
  const owners = units.filter((unit) => !isGathering(unit));
  return Array.from({ length: owners.length === 0 ? 0 : draw.whole(0, 5) }, (_, i) => {
    const id = `${name}-system-${i}`;
    const owner = owners[draw.whole(0, owners.length - 1)]?.id;
    const probe = Object.assign(new HttpProbe(), { id: `${id}-http`, url: 'http://127.0.0.1:9/' });
    return Object.assign(new System(), {
      id,
      name: text(id),
      owner,
      representative: 'Kim',
      category: 'basic',
      serviceDomain: 'social',
      serviceTime: 'kontorstid',
      eService: draw.chance(0.7),
      weight: draw.pick([1, 1, 2, 3, 0.5]),
      probes: draw.chance(0.7) ? [probe] : [],
    });
  });
}

function projectsOf(draw: Draw, name: string, units: readonly Unit[]): Project[] {
  return Array.from({ length: draw.whole(0, 4) }, (_, i) => {
    const id = `${name}-projekt-${i}`;
    return Object.assign(new Project(), {
      id,
      name: text(id),
      portfolio: '1',
      unit: units[draw.whole(0, units.length - 1)]?.id,
      start: '2025-01-01',
      end: '2025-12-31',
      registered: draw.pick(['2024-11-01', '2024-12-01', '2025-01-01']),
      budgetSek: 1000,
    });
  });
}

/** Who owes what, changed a little: other kinds, units that do not, units that do besides. */
function deliveriesOf(draw: Draw, usual: readonly Delivery[], units: readonly Unit[]): Delivery[] {
  const some = (probability: number): string[] =>
    units.map(({ id }) => id).filter(() => draw.chance(probability));
  return usual.map((delivery) =>
    Object.assign(new Delivery(), delivery, {
      also: some(0.05),
      except: some(0.1),
      ...(draw.chance(0.2) ? { kinds: ['committee', 'company'] } : {}),
      ownersOfEServices: draw.chance(0.2) || delivery.ownersOfEServices,
    }),
  );
}

/** The rows of a data set: of each unit, or of a few, and with gaps. */
function rowsOf(draw: Draw, catalogue: Catalogue, rows: RowMaker): Row[] {
  const projects = [...catalogue.projects.keys()];
  const systems = [...catalogue.systems.keys()];
  const handsInAtAll = draw.between(0.5, 1);
  return [...catalogue.units.values()].flatMap((unit) => {
    if (isGathering(unit) || !draw.chance(handsInAtAll)) return [];
    const gaps = draw.pick([0, 0, 0.05, 0.5]);
    const own = systemsOwnedBy(catalogue, unit.id, FIRST_MONTH.toString()).map(({ id }) => id);
    return MONTHS.filter(() => !draw.chance(gaps)).flatMap((month) =>
      rows({ draw, unit: unit.id, month, own, systems, projects }),
    );
  });
}

/** A file of rows in some office's way of writing; `null` without rows. */
function fileOf(
  draw: Draw,
  catalogue: Catalogue,
  { dataset, rows, handIn }: { dataset: DatasetId; rows: readonly Row[]; handIn: number },
): FileOfRows | null {
  const schema = catalogue.datasets.get(dataset);
  if (!schema || rows.length === 0) return null;
  return {
    dataset,
    rows,
    fileName: `${dataset}-${handIn}.csv`,
    bytes: writeFile(schema, rows, officeDialect(draw)),
    by: 'kim',
    source: draw.chance(0.15) ? 'maskin' : 'manual',
    receivedAtMs: Date.UTC(2026, 10, 1) + handIn,
    outcome: 'accepted',
  };
}

/** All of a data set in one file or in two, perhaps after a first attempt that others replace or that is refused. */
function filesOf(draw: Draw, catalogue: Catalogue, dataset: DatasetId, rows: RowMaker): FileOfRows[] {
  const all = rowsOf(draw, catalogue, rows);
  const attempts = draw.chance(0.2) ? [rowsOf(draw, catalogue, rows)] : [];
  const parts = draw.chance(0.2)
    ? [all.filter((_, i) => i < all.length / 3), all.filter((row) => row.unit !== all[0]?.unit)]
    : [all];
  const files = [...attempts, ...parts].map((part, handIn) =>
    fileOf(draw, catalogue, { dataset, rows: part, handIn }),
  );
  const whole = files.filter((file) => file !== null);
  const [first] = whole;
  if (dataset === 'survey' && first && draw.chance(0.5))
    return [...whole, ...onAnotherScale(draw, catalogue, all)];
  if (!first || !draw.chance(0.1)) return whole;
  const garbled = {
    ...first,
    bytes: Buffer.concat([first.bytes, Buffer.from('vet ej')]),
    fileName: 'fel.csv',
  };
  return [{ ...garbled, outcome: 'refused' }, ...whole];
}

/** Answers on another scale than the question's: refused whole, so that what came before stands (domain.md, section 8). */
function onAnotherScale(draw: Draw, catalogue: Catalogue, rows: readonly Row[]): FileOfRows[] {
  const other = rows.map((row) => ({
    ...row,
    scale_min: 1,
    scale_max: row.audience === 'employee' ? 10 : 5,
  }));
  const file = fileOf(draw, catalogue, { dataset: 'survey', rows: other, handIn: 9 });
  return file ? [{ ...file, fileName: 'annan-skala.csv', outcome: 'refused' }] : [];
}

const NO_TIME = { upMs: 0, degradedMs: 0, downMs: 0, unmonitoredMs: 0 };

/** Some days of some months of a system, and the outages that began then. */
function rollUpOf(draw: Draw, system: string): RollUp {
  const days = MONTHS.filter(() => draw.chance(0.8)).flatMap((month) =>
    Array.from({ length: draw.whole(1, 3) }, (_, i) =>
      midnightMs(`${month.toString()}-${String(1 + i * 13).padStart(2, '0')}`),
    ),
  );
  const dark = draw.chance(0.1);
  const rows = days.map((startMs): RollUp['rows'][number] => {
    const [satisfied, tolerating, frustrated] = [draw.whole(0, 600), draw.whole(0, 60), draw.whole(0, 9)];
    const timed = !dark && draw.chance(0.8);
    const counts = timed
      ? { satisfied, tolerating, frustrated }
      : { satisfied: 0, tolerating: 0, frustrated: 0 };
    const measured = { upMs: draw.whole(0, 4e7), degradedMs: draw.whole(0, 1e6), downMs: draw.whole(0, 1e5) };
    return {
      system,
      granularity: 'day',
      startMs,
      inside: { ...NO_TIME, ...(dark ? {} : measured), unmonitoredMs: draw.whole(0, 1e6) },
      maintenance: NO_TIME,
      outside: { ...NO_TIME, upMs: 4e7 },
      ...counts,
      samples: counts.satisfied + counts.tolerating + counts.frustrated,
      latency: [],
    };
  });
  const outages = days
    .filter(() => draw.chance(0.3))
    .map((dayMs): Outage => {
      const startMs = dayMs + draw.whole(0, 86_000_000);
      return {
        system,
        startMs,
        endMs: startMs + 60_000,
        reason: 'timeout',
        counted: !dark && draw.chance(0.7),
      };
    });
  const window = { startMs: MONTHS[0]?.startMs ?? 0, endMs: MONTHS.at(-1)?.endMs ?? 0 };
  return { system, ...window, rows, outages };
}

/** The city of a seed; its ids begin with `stad-<seed>`. `base` gives measures, data sets and the usual deliveries. */
export function randomCity(base: Catalogue, seed: number): RandomCity {
  const name = `stad-${seed}`;
  const draw = new Draw(seed, 'oracle');
  const units = unitsOf(draw, name);
  const systems = systemsOf(draw, name, units);
  const projects = projectsOf(draw, name, units);
  const catalogue: Catalogue = {
    ...base,
    units: new Map(units.map((unit) => [unit.id, unit])),
    systems: new Map(systems.map((system) => [system.id, system])),
    projects: new Map(projects.map((project) => [project.id, project])),
    deliveries: deliveriesOf(draw, base.deliveries, units),
    targets: [],
  };
  return {
    catalogue,
    files: ROWS.flatMap(([dataset, rows]) =>
      draw.chance(0.05) ? [] : filesOf(draw, catalogue, dataset, rows),
    ),
    rollUps: systems.filter(({ probes }) => probes.length > 0).map(({ id }) => rollUpOf(draw, id)),
  };
}
