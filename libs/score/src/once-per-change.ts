import { type BenefitConflict, type PossibleConflict } from '#core';
import { type Catalogue, unitsAbove } from '#catalogue';
import { type Fact } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type MonthSpan, monthText } from './months.js';

/** Claims on the benefit of a change that do not count, for another claim holds it already (domain.md, section 7). */
export interface ChangeConflict {
  /** Another project was registered earlier, or the same project claims a longer period around it. */
  readonly kind: BenefitConflict['kind'];
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

/** A claim that does not stand, and because of whom it does not. */
interface Excluded extends Pick<ChangeConflict, 'kind' | 'stands'> {
  readonly fact: Fact;
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

interface StandingClaim {
  readonly project: string;
  readonly months: MonthSpan;
}

const lengthOf = ({ months }: Fact): number => months.last - months.first;

/** Why a claim of a project does not stand beside those that do; `null` when it stands. */
function whyNot(
  { months }: Fact,
  earlier: readonly StandingClaim[],
  own: readonly StandingClaim[],
): Omit<Excluded, 'fact'> | null {
  const before = earlier.find((claim) => overlap(claim.months, months));
  if (before) return { kind: 'other-project', stands: before.project };
  const longer = own.find(
    (claim) =>
      overlap(claim.months, months) &&
      !(claim.months.first === months.first && claim.months.last === months.last),
  );
  return longer ? { kind: 'longer-period', stands: longer.project } : null;
}

/**
 * The claims on one change of one unit that share months with a claim of an earlier project that stands itself (ADR 19), or
 * with a claim of the same project for a longer period that stands (ADR 33).
 */
function excludedOf(catalogue: Catalogue, claims: readonly Fact[]): Excluded[] {
  const standing: StandingClaim[] = [];
  const excluded: Excluded[] = [];
  for (const [project, all] of byRegistration(catalogue, claims)) {
    const own: StandingClaim[] = [];
    for (const fact of all.toSorted((a, b) => lengthOf(b) - lengthOf(a))) {
      const why = whyNot(fact, standing, own);
      if (why) excluded.push({ fact, ...why });
      else own.push({ project, months: fact.months });
    }
    standing.push(...own);
  }
  return excluded;
}

function conflictsOf(excluded: readonly Excluded[]): ChangeConflict[] {
  const together = groupedBy(excluded, ({ fact: { unit, period, labels }, kind, stands }) =>
    JSON.stringify([labels.change_id, unit, period, kind, stands]),
  );
  return [...together.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { unit, period, labels } = first.fact;
    const projects = same.map(({ fact }) => fact.project ?? '');
    return [
      {
        kind: first.kind,
        change: labels.change_id ?? '',
        ...{ unit, period },
        stands: first.stands,
        excluded: [...new Set(projects)],
      },
    ];
  });
}

/** Whether a claim is told in words only: it is listed, never summed, and bars nobody. */
export function isInWords({ labels, sums }: Fact): boolean {
  return labels.qualitative === 'yes' || (sums.planned === undefined && sums.realised === undefined);
}

function claimsByChange(facts: readonly Fact[], keyOf: (fact: Fact) => string): Fact[][] {
  const claims = facts.filter((fact) => fact.labels.change_id !== undefined && !isInWords(fact));
  return [...groupedBy(claims, (fact) => JSON.stringify([fact.labels.change_id, keyOf(fact)])).values()];
}

/** What counts when each change is counted once. Facts without a change all stand; what is told in words never does. */
export function oncePerChange(catalogue: Catalogue, facts: readonly Fact[]): CountedOnce {
  const excluded = claimsByChange(facts, ({ unit }) => unit).flatMap((same) => excludedOf(catalogue, same));
  const fallen = new Set(excluded.map(({ fact }) => fact));
  return {
    standing: facts.filter((fact) => !fallen.has(fact) && fact.labels.qualitative !== 'yes'),
    conflicts: conflictsOf(excluded),
  };
}

const claimOf = ({ project, unit, period }: Fact): PossibleConflict['above'] => ({
  project: project ?? '',
  unit,
  period,
});

/**
 * Claims that stand, on one change, by a unit and by one below it, for periods that share months: both count, and somebody
 * should ask whether it is the same saving (domain.md, section 7).
 */
export function possibleConflicts(catalogue: Catalogue, standing: readonly Fact[]): PossibleConflict[] {
  const found = new Map<string, PossibleConflict>();
  for (const claims of claimsByChange(standing, () => '')) {
    for (const below of claims) {
      const higher = unitsAbove(catalogue, below.unit, monthText(below.months.last));
      for (const above of claims) {
        if (!higher.includes(above.unit) || !overlap(above.months, below.months)) continue;
        const conflict = {
          change: below.labels.change_id ?? '',
          above: claimOf(above),
          below: claimOf(below),
        };
        found.set(JSON.stringify(conflict), conflict);
      }
    }
  }
  return [...found.values()];
}
