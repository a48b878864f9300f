import { type Catalogue } from '#catalogue';
import { type Fact } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type MonthSpan } from './months.js';

/** Projects whose claims on the benefit of a change do not count, for another has claimed it (domain.md, section 7). */
export interface ChangeConflict {
  readonly change: string;
  readonly unit: string;
  /** What the claims that are not counted are about; the one that stands may be about a part of it, or reach beyond. */
  readonly period: string;
  /** The project whose claim stands: the one that was registered first. */
  readonly stands: string;
  /** The projects whose claims are not counted. */
  readonly excluded: readonly string[];
}

/** The facts that stand when each change is counted once, and the claims that do not. */
export interface CountedOnce {
  readonly standing: readonly Fact[];
  readonly conflicts: readonly ChangeConflict[];
}

/** A claim that does not stand, and the project because of which it does not. */
interface Excluded {
  readonly fact: Fact;
  readonly stands: string;
}

const NEVER_REGISTERED = '9999-12-31';

/** Claims by project, of the project that was registered first first; of equals the first by name (ADR 4). */
function byRegistration(catalogue: Catalogue, claims: readonly Fact[]): [string, Fact[]][] {
  const rank = (project: string): string =>
    `${catalogue.projects.get(project)?.registered ?? NEVER_REGISTERED} ${project}`;
  return [...groupedBy(claims, ({ project }) => project ?? '')].sort(([a], [b]) =>
    rank(a) < rank(b) ? -1 : 1,
  );
}

function overlap(a: MonthSpan, b: MonthSpan): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** The claims on one change of one unit that share months with a claim of an earlier project that stands itself (ADR 19). */
function excludedOf(catalogue: Catalogue, claims: readonly Fact[]): Excluded[] {
  const standing: { readonly project: string; readonly months: MonthSpan }[] = [];
  const excluded: Excluded[] = [];
  for (const [project, own] of byRegistration(catalogue, claims)) {
    const earlier = [...standing];
    for (const fact of own) {
      const before = earlier.find(({ months }) => overlap(months, fact.months));
      if (before) excluded.push({ fact, stands: before.project });
      else standing.push({ project, months: fact.months });
    }
  }
  return excluded;
}

function conflictsOf(excluded: readonly Excluded[]): ChangeConflict[] {
  const together = groupedBy(excluded, ({ fact: { unit, period, labels }, stands }) =>
    JSON.stringify([labels.change_id, unit, period, stands]),
  );
  return [...together.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { unit, period, labels } = first.fact;
    const projects = same.map(({ fact }) => fact.project ?? '');
    return [
      {
        change: labels.change_id ?? '',
        ...{ unit, period },
        stands: first.stands,
        excluded: [...new Set(projects)],
      },
    ];
  });
}

/** What counts when each change is counted once. Facts without a change all stand. */
export function oncePerChange(catalogue: Catalogue, facts: readonly Fact[]): CountedOnce {
  const claims = facts.filter(({ labels }) => labels.change_id !== undefined);
  const byChange = groupedBy(claims, ({ unit, labels }) => JSON.stringify([labels.change_id, unit]));
  const excluded = [...byChange.values()].flatMap((same) => excludedOf(catalogue, same));
  const fallen = new Set(excluded.map(({ fact }) => fact));
  return { standing: facts.filter((fact) => !fallen.has(fact)), conflicts: conflictsOf(excluded) };
}
