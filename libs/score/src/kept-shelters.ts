import { type Catalogue, idToday } from '#catalogue';
import { type Fact } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type ShelterCells } from './shelter-cells.js';

/**
 * Where answers are, as text that outlives unit trees, measures and columns: wave, unit, system, project, audience and
 * question. Corrected answers are in the same cell.
 */
export function cellOf({ period, unit, system, project, labels }: Fact): string {
  return JSON.stringify([period, unit, system, project, labels.audience ?? null, labels.question ?? null]);
}

/** A stored cell by what its unit, system and project are called today, as facts are. */
function cellToday({ units, systems, projects }: Catalogue, cell: string): string {
  const [wave, unit, system, project, ...asked] = JSON.parse(cell) as (string | null)[];
  const today = (entries: Parameters<typeof idToday>[0], id: string | null = null): string | null =>
    id === null ? null : idToday(entries, id);
  return JSON.stringify([
    wave,
    today(units, unit),
    today(systems, system),
    today(projects, project),
    ...asked,
  ]);
}

function waveOf(cell: string): string {
  const [wave] = JSON.parse(cell) as unknown[];
  return String(wave);
}

/** Shelters that editions have shown: they stay as they are, whatever is handed in or redefined afterwards. */
export class KeptShelters {
  private readonly shelterOf = new Map<string, ShelterCells>();
  private readonly waves: ReadonlySet<string>;

  constructor(catalogue: Catalogue, kept: readonly ShelterCells[]) {
    for (const cells of kept) this.add(cells.map((cell) => cellToday(catalogue, cell)));
    this.waves = new Set([...this.shelterOf.keys()].map(waveOf));
  }

  /** Whether an edition has shown answers of this cell. */
  holds(fact: Fact): boolean {
    return this.shelterOf.has(cellOf(fact));
  }

  /** Whether an edition has shown answers of this wave. */
  hasShown(wave: string): boolean {
    return this.waves.has(wave);
  }

  /** The kept facts by shelter; not whole where answers are gone that were shown: what is left would tell of them. */
  gathered(facts: readonly Fact[]): { readonly facts: readonly Fact[]; readonly isWhole: boolean }[] {
    const byCell = groupedBy(facts, cellOf);
    return [...new Set(this.shelterOf.values())].flatMap((cells) => {
      const present = cells.filter((cell) => byCell.has(cell));
      if (present.length === 0) return [];
      const held = present.flatMap((cell) => byCell.get(cell) ?? []);
      return [{ facts: held, isWhole: present.length === cells.length }];
    });
  }

  /** Shelters that share a cell are one. */
  private add(cells: ShelterCells): void {
    const met = new Set(
      cells.map((cell) => this.shelterOf.get(cell)).filter((shelter) => shelter !== undefined),
    );
    const merged = [...new Set([...met, cells].flat())];
    for (const cell of merged) this.shelterOf.set(cell, merged);
  }
}
