import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Completeness, type MeasurePoint, Period, type Value } from '#core';
import { type Catalogue, Unit, rootUnit } from '#catalogue';
import { MACHINE, writeFile } from '../../apps/demo/src/city/dialect.js';
import { Draw } from '../../apps/demo/src/city/draw.js';
import { type Row } from '../../apps/demo/src/city/row.js';
import { rounds } from '../rounds.js';
import { fill } from './product.js';
import { baseCatalogue, withProduct } from './random-cities.js';
import { type FileOfRows, type RandomCity, randomCity } from './random-city.js';
import { splitCity } from './split-city.js';

const SEEDS = Array.from({ length: rounds({ few: 1, many: 20 }) }, (_, i) => 301 + i);
const PERIODS = ['2026-09', '2026-Q3', '2026-T2', '2026', '2025'].map((text) => Period.of(text));

/** Everything that is shown of the units, by measure, unit and period. */
type Shown = ReadonlyMap<string, MeasurePoint>;

function shownOf(
  city: RandomCity,
  { handIns = city.files, units = [...city.catalogue.units.keys()] } = {},
): Promise<Shown> {
  return withProduct(city.catalogue, async (product) => {
    await fill(product, handIns, city.rollUps);
    const shown = new Map<string, MeasurePoint>();
    for (const measure of city.catalogue.measures.keys()) {
      for (const id of units) {
        const series = await product.scoring.score.series(measure, { kind: 'unit', id }, PERIODS);
        if (!series.ok) throw new Error(series.problem);
        for (const point of series.value) shown.set(`${measure} of ${id} in ${point.period}`, point);
      }
    }
    return shown;
  });
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const draw = new Draw(seed, 'shuffled');
  return items
    .map((item) => ({ item, place: draw.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function withRows(catalogue: Catalogue, file: FileOfRows, rows: readonly Row[]): FileOfRows {
  const schema = catalogue.datasets.get(file.dataset);
  if (!schema) throw new Error(`There is no data set ${file.dataset}`);
  return { ...file, rows, bytes: writeFile(schema, rows, MACHINE) };
}

function accepted(city: RandomCity): RandomCity {
  return { ...city, files: city.files.filter(({ outcome }) => outcome === 'accepted') };
}

function withCatalogue(city: RandomCity, changes: Partial<Catalogue>): RandomCity {
  return { ...city, catalogue: { ...city.catalogue, ...changes } };
}

function close(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

function same(a: Value, b: Value): boolean {
  if (a.kind === 'suppressed' || b.kind === 'suppressed') return true; // other groups, other shelters
  if (a.kind !== 'number' || b.kind !== 'number') return a.kind === b.kind;
  return close(a.number, b.number) && close(a.numerator, b.numerator) && close(a.denominator, b.denominator);
}

describe.each(SEEDS)('the random city %i', (seed) => {
  let city: RandomCity;
  let before: Shown;
  beforeAll(async () => {
    city = accepted(randomCity(await baseCatalogue(), seed));
    before = await shownOf(city);
  }, 60_000);

  it('shows something', () => {
    const numbers = [...before.values()].filter(({ value }) => value.kind === 'number');
    expect(numbers.length).toBeGreaterThan(20);
  });

  it('does not depend on the order of uploads, as long as corrections stay behind what they correct', async () => {
    const datasets = [...new Set(city.files.map(({ dataset }) => dataset))].reverse();
    const handIns = datasets.flatMap((id) => city.files.filter(({ dataset }) => dataset === id));
    expect(await shownOf(city, { handIns })).toEqual(before);
  });

  it('does not depend on the order of rows', async () => {
    const handIns = city.files.map((file) => withRows(city.catalogue, file, shuffled(file.rows, seed)));
    expect(await shownOf(city, { handIns })).toEqual(before);
  });

  it('does not depend on the order of units, systems and projects', async () => {
    const { units, systems, projects } = city.catalogue;
    const turned = withCatalogue(city, {
      units: new Map([...units].reverse()),
      systems: new Map([...systems].reverse()),
      projects: new Map([...projects].reverse()),
    });
    expect(await shownOf(turned, { units: [...units.keys()] })).toEqual(before);
  });

  it('is the same when everything is handed in twice', async () => {
    expect(await shownOf(city, { handIns: [...city.files, ...city.files] })).toEqual(before);
  });

  it('has only its completeness changed by a unit that hands in nothing', async () => {
    const root = rootUnit(city.catalogue).id;
    const empty = Object.assign(new Unit(), {
      id: `${root}-tom`,
      name: { sv: 'Tom', en: 'Empty' },
      kind: 'committee',
      parent: root,
    });
    const units = new Map([...city.catalogue.units, [empty.id, empty]]);
    const after = await shownOf(withCatalogue(city, { units }));
    const added = ({ actual, expected }: Completeness, to: Completeness): boolean =>
      actual === to.actual && expected >= to.expected;
    for (const [name, point] of before) {
      const now = after.get(name);
      if (point.value.kind === 'number') expect([name, now?.value]).toEqual([name, point.value]);
      else expect([name, now?.value.number]).toEqual([name, null]);
      expect([name, now && added(now.completeness, point.completeness)]).toEqual([name, true]);
    }
    const own = [...after].filter(([name]) => name.includes(` ${empty.id} `));
    expect(own.length).toBeGreaterThan(0);
    expect(
      own.filter(([, { value, completeness }]) => value.kind === 'number' || completeness.actual > 0),
    ).toEqual([]);
  });

  it('has the same parents when a unit is split in two', async () => {
    const split = splitCity(city, (file, rows) => withRows(city.catalogue, file, rows));
    const after = await shownOf(split.city);
    const parents = [...before].filter(([name]) =>
      split.above.some((unit) => name.includes(` of ${unit} in `)),
    );
    const changed = parents.filter(([name, { value }]) => {
      const now = after.get(name)?.value;
      return !now || !same(value, now);
    });
    expect(changed.map(([name, { value }]) => [name, value, after.get(name)?.value])).toEqual([]);
  });
});
