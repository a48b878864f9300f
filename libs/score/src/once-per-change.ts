import { type Catalogue } from '#catalogue';
import { type Fact } from './facts.js';
import { groupedBy } from './grouped-by.js';

/** Several projects that claim the benefit of the same change, for the same unit and period (domain.md, section 7). */
export interface ChangeConflict {
  readonly change: string;
  readonly unit: string;
  readonly period: string;
  /** The project whose claim stands: the one that was registered first. */
  readonly stands: string;
  /** The projects whose claims are not counted. */
  readonly excluded: readonly string[];
}

const NEVER_REGISTERED = '9999-12-31';

function byRegistration(catalogue: Catalogue): (a: string, b: string) => number {
  const rank = (project: string): string =>
    `${catalogue.projects.get(project)?.registered ?? NEVER_REGISTERED} ${project}`;
  return (a, b) => (rank(a) < rank(b) ? -1 : 1);
}

/** The facts that stand when each change is counted once, and the claims that do not. Facts without a change all stand. */
export function oncePerChange(
  catalogue: Catalogue,
  facts: readonly Fact[],
): { standing: readonly Fact[]; conflicts: readonly ChangeConflict[] } {
  const claims = groupedBy(facts, ({ unit, period, labels }) =>
    JSON.stringify([labels.change_id ?? null, unit, period]),
  );
  const conflicts: ChangeConflict[] = [];
  const excluded = new Set<Fact>();
  for (const claim of claims.values()) {
    const first = claim[0];
    const change = first?.labels.change_id;
    if (!first || change === undefined) continue;
    const projects = [...new Set(claim.map(({ project }) => project ?? ''))];
    const [stands, ...others] = projects.sort(byRegistration(catalogue));
    if (stands === undefined || others.length === 0) continue;
    conflicts.push({ change, unit: first.unit, period: first.period, stands, excluded: others });
    for (const fact of claim) if ((fact.project ?? '') !== stands) excluded.add(fact);
  }
  return { standing: facts.filter((fact) => !excluded.has(fact)), conflicts };
}
