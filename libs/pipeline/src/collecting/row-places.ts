import { type Catalogue, type DatasetSchema, type FieldRole, IN_THE_END, idToday, ownerIn } from '#catalogue';
import { type CollectedRow } from '#collect';
import { Period } from '#core';

export type Row = CollectedRow['row'];

/** Where rows of a data set belong, as far as they say it. */
export class RowPlaces {
  private readonly unitsByName: ReadonlyMap<string, string>;

  constructor(
    private readonly dataset: DatasetSchema,
    private readonly catalogue: Pick<Catalogue, 'units' | 'systems'>,
  ) {
    const named = [...catalogue.units.values()].flatMap(({ id, name, formerly }) =>
      [...formerly, id, name.sv, name.en].map((text) => [text.toLowerCase(), id] as const),
    );
    this.unitsByName = new Map(named);
  }

  /** Whose slice a row belongs to; `null` when it does not say, or names nobody that we know. */
  unitOf(row: Row): string | null {
    const unit = this.textIn(row, 'unit');
    if (unit !== null) return this.unitsByName.get(unit.toLowerCase()) ?? null;
    const { systems } = this.catalogue;
    const system = systems.get(idToday(systems, this.textIn(row, 'system') ?? ''));
    if (!system) return null;
    const period = Period.parse(this.periodOf(row));
    return ownerIn(this.catalogue, system, period.ok ? period.value.lastMonth.toString() : IN_THE_END);
  }

  /** Its period as it is written; an empty text when the data set has none. */
  periodOf(row: Row): string {
    return this.textIn(row, 'period') ?? '';
  }

  /** Whether a row's period ends within some months; one that cannot be read is for the door to judge. */
  isWithin(row: Row, from: Period, to: Period): boolean {
    return endsWithin(this.periodOf(row), from, to);
  }

  private textIn(row: Row, role: FieldRole): string | null {
    const field = this.dataset.fields.find((each) => each.role === role);
    const value = field ? (row[field.name] ?? row[field.titles.sv] ?? null) : null;
    return value === null || value === '' ? null : String(value);
  }
}

/** Whether a period ends within some months; also when it is none. */
export function endsWithin(text: string, from: Period, to: Period): boolean {
  const period = Period.parse(text);
  if (!period.ok) return true;
  const month = period.value.lastMonth.toString();
  return month >= from.toString() && month <= to.toString();
}
