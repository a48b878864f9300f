import { type Observation, type SliceContent, type SliceKey } from '#core';
import { type CheckContext } from './check-context.js';
import { type RowReading, observationOf } from './row-reading.js';

/** Gathers faultless rows into the slices that they belong to. */
export class SliceGatherer {
  private readonly slices = new Map<
    string,
    { readonly key: SliceKey; readonly observations: Observation[] }
  >();

  constructor(private readonly context: CheckContext) {}

  add(reading: RowReading): void {
    const unit = reading.unit ?? this.ownerOf(reading.system);
    const period = reading.period ?? yearOf(reading.labels.start);
    if (unit === null || period === null) return;
    const id = `${unit} ${period}`;
    let slice = this.slices.get(id);
    if (!slice) {
      const { schema, source } = this.context;
      slice = { key: { dataset: schema.name, unit, period, source }, observations: [] };
      this.slices.set(id, slice);
    }
    slice.observations.push(observationOf(reading, unit, period));
  }

  /** By unit and period. */
  gathered(): SliceContent[] {
    return [...this.slices.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, slice]) => slice);
  }

  private ownerOf(system: string | null): string | null {
    return system === null ? null : (this.context.catalogue.systems.get(system)?.owner ?? null);
  }
}

/** The period of a project is the year of its first day. */
function yearOf(date: string | undefined): string | null {
  return date?.slice(0, 4) ?? null;
}
