import {
  BENEFIT_KINDS,
  type Benefit,
  type BenefitConflict,
  type BenefitKind,
  type BenefitSek,
  type BenefitYear,
  type PossibleConflict,
  type QualitativeBenefit,
  exactSum,
} from '#core';
import { type Catalogue } from '#catalogue';
import { type Fact } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type MonthSpan } from './months.js';
import { isInWords, oncePerChange, possibleConflicts } from './once-per-change.js';

/** Facts of the data set `benefits`, with each change counted once. */
export interface CountedBenefits {
  /** Those that are put in SEK, and stand. */
  readonly counted: readonly Fact[];
  readonly qualitative: readonly QualitativeBenefit[];
  readonly conflicts: readonly BenefitConflict[];
  readonly possibleConflicts: readonly PossibleConflict[];
}

function kindOf({ labels }: Fact): BenefitKind {
  return BENEFIT_KINDS.find((kind) => kind === labels.kind) ?? 'internal';
}

/** The sum of what is there; `null` when nothing is. */
export function sumOf(facts: readonly Fact[], column: string): number | null {
  const numbers = facts.map(({ sums }) => sums[column]).filter((number) => number !== undefined);
  return numbers.length === 0 ? null : exactSum(numbers);
}

function benefitSek(facts: readonly Fact[]): BenefitSek {
  return { plannedSek: sumOf(facts, 'planned'), realisedSek: sumOf(facts, 'realised') };
}

/** What facts add up to, by kind. */
export function benefitOf(facts: readonly Fact[]): Benefit {
  return {
    external: benefitSek(facts.filter((fact) => kindOf(fact) === 'external')),
    internal: benefitSek(facts.filter((fact) => kindOf(fact) === 'internal')),
    total: benefitSek(facts),
  };
}

/** The calendar year that a fact's period ends in. */
export function yearOf({ months }: Fact): number {
  return Math.floor(months.last / 12);
}

/** What facts add up to in each year that has any. */
export function benefitYears(facts: readonly Fact[]): BenefitYear[] {
  return [...groupedBy(facts, (fact) => String(yearOf(fact)))]
    .map(([year, inYear]) => ({ year: Number(year), benefit: benefitOf(inYear) }))
    .sort((a, b) => a.year - b.year);
}

function qualitativeBenefits(facts: readonly Fact[]): QualitativeBenefit[] {
  const told = groupedBy(facts, ({ project, unit, labels }) =>
    JSON.stringify([project, unit, labels.change_id, labels.kind, labels.description]),
  );
  return [...told.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [
      {
        project: first.project ?? '',
        unit: first.unit,
        change: first.labels.change_id ?? '',
        kind: kindOf(first),
        description: first.labels.description ?? null,
        periods: [...new Set(same.map(({ period }) => period))],
      },
    ];
  });
}

/**
 * The benefits that some projects may count, out of the claims of all projects: of several claims on the same change, for
 * the same unit and period, the one of the project that was registered first stands (domain.md, section 7).
 */
export function countBenefits(
  catalogue: Catalogue,
  claims: readonly Fact[],
  isOurs: (project: string, months?: MonthSpan) => boolean,
): CountedBenefits {
  const ours = (fact: Fact): boolean => fact.project !== null && isOurs(fact.project, fact.months);
  const { standing, conflicts } = oncePerChange(catalogue, claims);
  return {
    counted: standing.filter(ours),
    qualitative: qualitativeBenefits(
      claims.filter((fact) => fact.labels.qualitative === 'yes' && ours(fact)),
    ),
    conflicts: conflicts
      .filter(({ stands, excluded }) => [stands, ...excluded].some((project) => isOurs(project)))
      .map((conflict) => ({
        ...conflict,
        claimed: benefitSek(claims.filter((fact) => !isInWords(fact) && isExcluded(fact, conflict))),
      })),
    possibleConflicts: possibleConflicts(catalogue, standing).filter(({ above, below }) =>
      [above, below].some(({ project }) => isOurs(project)),
    ),
  };
}

function isExcluded(
  { unit, period, project, labels }: Fact,
  conflict: Pick<BenefitConflict, 'change' | 'unit' | 'period' | 'excluded'>,
): boolean {
  return (
    labels.change_id === conflict.change &&
    unit === conflict.unit &&
    period === conflict.period &&
    conflict.excluded.includes(project ?? '')
  );
}
