import { type Catalogue, existsIn, membersIn, parentIn, subtreeIn, timesOf } from '#catalogue';
import { type Month, type MonthSpan, monthText } from './months.js';

/** Which units are a unit's, in the months of a span: itself, all below it, and before it began those that it took over from. */
export interface Membership {
  /** In every month. */
  readonly always: ReadonlySet<string>;
  /** In some months only. */
  readonly sometimes: ReadonlySet<string>;
  readonly isIn: (unit: string, month: Month) => boolean;
  /** Whether units of other times are among them, so that they do not add up to a whole with other units. */
  readonly takesOver: boolean;
}

/** The same in each month: of a subject that is no unit. */
function intersection(sets: readonly ReadonlySet<string>[]): Set<string> {
  const [first, ...more] = sets;
  return new Set([...(first ?? [])].filter((id) => more.every((set) => set.has(id))));
}

/** The membership of a unit in the months of a span; what the unit was not there to take over is not its own. */
export function membershipOf(catalogue: Catalogue, unitId: string, { first, last }: MonthSpan): Membership {
  const unit = catalogue.units.get(unitId);
  const times = timesOf(catalogue, monthText(first), monthText(last));
  const begun = !unit?.from || unit.from <= `${monthText(last)}-31`;
  const membersOf = begun ? membersIn : subtreeIn;
  const sets = times.map((time) => membersOf(catalogue, unitId, time));
  const [only] = sets;
  if (only && sets.length === 1) {
    return { always: only, sometimes: new Set(), isIn: (id) => only.has(id), takesOver: false };
  }
  const always = intersection(sets);
  const sometimes = new Set(sets.flatMap((set) => [...set].filter((id) => !always.has(id))));
  const isIn = (id: string, month: Month): boolean => {
    if (always.has(id) || !sometimes.has(id)) return always.has(id);
    const text = monthText(month);
    return (
      sets[
        Math.max(
          0,
          times.findLastIndex((time) => time <= text),
        )
      ]?.has(id) ?? false
    );
  };
  const takesOver = begun && unit?.from !== undefined && !existsIn(unit, monthText(first));
  return { always, sometimes, isIn, takesOver };
}

/** The unit right below another that holds a unit in a month; the unit itself when it is not below. */
export function branchOf(
  catalogue: Catalogue,
  { unit, below }: { unit: string; below: string },
  month: Month,
): string {
  const text = monthText(month);
  let at = unit;
  for (const visited = new Set<string>(); !visited.has(at);) {
    visited.add(at);
    const entry = catalogue.units.get(at);
    const parent = entry && parentIn(entry, text);
    if (parent === undefined) return unit;
    if (parent === below) return at;
    at = parent;
  }
  return unit;
}
