import { type Catalogue, Delivery, System, Unit, parentIn } from '#catalogue';
import { type Row } from '../../apps/demo/src/city/row.js';
import { type FileOfRows, type RandomCity } from './random-city.js';

/** A city in which one unit has become two, and the units above both. */
export interface SplitCity {
  readonly city: RandomCity;
  readonly above: readonly string[];
}

/** Columns of which each half has as much as the whole: neither levels nor scales are shared out. */
const KEPT_WHOLE = new Set(['level', 'scale_min', 'scale_max']);

/** Counts are shared out whole; money and employees by the hundredth. */
function half(column: string, cell: string | number, first: boolean): string | number {
  if (typeof cell !== 'number' || KEPT_WHOLE.has(column)) return cell;
  const step = Number.isInteger(cell) ? 1 : 0.01;
  const rounded = Number((Math.floor(cell / 2 / step) * step).toFixed(2));
  return first ? rounded : Number((cell - rounded).toFixed(2));
}

/** The two halves of a row: the second is the other unit's, about the other unit's systems. */
function halves(row: Row, unit: string, own: ReadonlySet<string>): Row[] {
  const concerned = row.unit === unit || (typeof row.system === 'string' && own.has(row.system));
  if (!concerned) return [row];
  const part = (first: boolean): Row =>
    Object.fromEntries(
      Object.entries(row).map(([column, cell]) => {
        if (first) return [column, half(column, cell, true)];
        if (column === 'unit' && cell === unit) return [column, otherOf(unit)];
        if (column === 'system' && own.has(String(cell))) return [column, otherOf(String(cell))];
        return [column, half(column, cell, false)];
      }),
    );
  return [part(true), part(false)];
}

function otherOf(id: string): string {
  return `${id}-andra`;
}

function unitsAbove(catalogue: Catalogue, id: string): string[] {
  const unit = catalogue.units.get(id);
  const parent = unit && parentIn(unit, '2026-10');
  return parent === undefined ? [] : [parent, ...unitsAbove(catalogue, parent)];
}

function owedByBoth(delivery: Delivery, unit: string): Delivery {
  const both = (units: readonly string[]): string[] =>
    units.includes(unit) ? [...units, otherOf(unit)] : [...units];
  return Object.assign(new Delivery(), delivery, {
    also: both(delivery.also),
    except: both(delivery.except),
  });
}

/**
 * The unit with most rows becomes two of its kind below the same parent. Each of its rows, and each of its systems, is
 * shared out between them; what is probed stays with the first.
 */
export function splitCity(
  { catalogue, files, rollUps }: RandomCity,
  rewrite: (file: FileOfRows, rows: readonly Row[]) => FileOfRows,
): SplitCity {
  const rows = files.flatMap((file) => file.rows);
  const rowsOf = (id: string): number => rows.filter((row) => row.unit === id).length;
  const [unit] = [...catalogue.units.values()]
    .filter(({ parent }) => parent !== undefined)
    .sort((a, b) => rowsOf(b.id) - rowsOf(a.id));
  if (!unit) throw new Error('There is no unit to split');
  const other = Object.assign(new Unit(), unit, { id: otherOf(unit.id) });
  const owned = [...catalogue.systems.values()].filter(({ owner }) => owner === unit.id);
  const twins = owned.map((system) =>
    Object.assign(new System(), system, { id: otherOf(system.id), owner: other.id, probes: [] }),
  );
  const own = new Set(owned.map(({ id }) => id));
  return {
    city: {
      catalogue: {
        ...catalogue,
        units: new Map([...catalogue.units, [other.id, other]]),
        systems: new Map([...catalogue.systems, ...twins.map((twin) => [twin.id, twin] as const)]),
        deliveries: catalogue.deliveries.map((delivery) => owedByBoth(delivery, unit.id)),
      },
      files: files.map((file) =>
        rewrite(
          file,
          file.rows.flatMap((row) => halves(row, unit.id, own)),
        ),
      ),
      rollUps,
    },
    above: unitsAbove(catalogue, unit.id),
  };
}
