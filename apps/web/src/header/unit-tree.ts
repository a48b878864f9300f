import type { UnitAnswer } from '../api/answers.js';

/** A unit where it stands in the tree: how deep, and below whom (the root first). */
export interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly above: readonly { readonly id: string; readonly name: string }[];
}

const SWEDISH = new Intl.Collator('sv');

/** The units below one, in Swedish alphabetical order within what gathers them. */
export function childrenOf(units: readonly UnitAnswer[], id: string): UnitAnswer[] {
  return units.filter((u) => u.parent === id).sort((a, b) => SWEDISH.compare(a.name.sv, b.name.sv));
}

/** The whole tree as rows, each unit right before those below it. */
export function unitRows(units: readonly UnitAnswer[]): UnitRow[] {
  const walk = (unit: UnitAnswer, above: UnitRow['above']): UnitRow[] => {
    const own = { id: unit.id, name: unit.name.sv };
    const below = childrenOf(units, unit.id).flatMap((child) => walk(child, [...above, own]));
    return [{ ...own, depth: above.length, above }, ...below];
  };
  return units.filter((u) => !u.parent).flatMap((root) => walk(root, []));
}

/** Letters without marks, in lower case: `spanga` finds Spånga. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The rows whose name holds every word that was typed, in any order; all rows when nothing was. */
export function searchUnits(rows: readonly UnitRow[], typed: string): readonly UnitRow[] {
  const words = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  return rows.filter((row) => words.every((word) => plain(row.name).includes(word)));
}
