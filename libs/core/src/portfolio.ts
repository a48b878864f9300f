import { type Completeness } from './completeness.js';

/** Benefit in SEK that was planned and that came; `null` when nobody has told: missing is not zero. */
export interface BenefitSek {
  readonly plannedSek: number | null;
  readonly realisedSek: number | null;
}

export const BENEFIT_KINDS = ['external', 'internal'] as const;
export type BenefitKind = (typeof BENEFIT_KINDS)[number];

/** Benefit for citizens and companies, for the organisation itself, and both; each change counted once. */
export type Benefit = Readonly<Record<BenefitKind | 'total', BenefitSek>>;

/** The benefit of a calendar year. */
export interface BenefitYear {
  readonly year: number;
  readonly benefit: Benefit;
}

/** A benefit that is told in words; it is listed, and never added up. */
export interface QualitativeBenefit {
  readonly project: string;
  readonly unit: string;
  readonly change: string;
  readonly kind: BenefitKind;
  /** What has changed, in the words of the unit; `null` when it has none. */
  readonly description: string | null;
  /** The periods that it was reported for, in order. */
  readonly periods: readonly string[];
}

/** Claims on a change that another claim holds already for the same unit and period, or a part of it; they are not counted. */
export interface BenefitConflict {
  /** Another project was registered earlier, or the same project claims a longer period around it. */
  readonly kind: 'other-project' | 'longer-period';
  readonly change: string;
  readonly unit: string;
  /** What the claims that are not counted are about. */
  readonly period: string;
  /** The project whose claim stands: the one that was registered first, or its own for a longer period. */
  readonly stands: string;
  /** The projects whose claims are not counted. */
  readonly excluded: readonly string[];
  /** What these claimed together. */
  readonly claimed: BenefitSek;
}

/** A claim on a change, by whom and for what. */
export interface ClaimPlace {
  readonly project: string;
  readonly unit: string;
  readonly period: string;
}

/** Claims on one change by a unit and by one below it. Both count; it may be one saving that is told twice. */
export interface PossibleConflict {
  readonly change: string;
  readonly above: ClaimPlace;
  readonly below: ClaimPlace;
}

/** An amount that projects have told, with how many of those that should have told it. */
export interface ToldSek {
  /** `null` when none has. */
  readonly amountSek: number | null;
  readonly projects: Completeness;
}

/** A project's cost and benefit, side by side. */
export interface ProjectStanding {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly benefitOwner: string | null;
  readonly category: string | null;
  /** ISO dates, both days included. */
  readonly start: string;
  readonly end: string;
  /** A project is to keep within one year, or be split. */
  readonly overOneYear: boolean;
  /** Whether it runs some day of the year. */
  readonly running: boolean;
  /** From its start to its end. */
  readonly budgetSek: number;
  /** In all years. */
  readonly spentSek: number | null;
  /** In all years. */
  readonly benefit: Benefit;
  readonly inYear: {
    /** The budget's share of the project's days that lie in the year. */
    readonly allocatedSek: number;
    readonly spentSek: number | null;
    /** What was spent in the months that are known, and forecast for the others; `null` without a forecast. */
    readonly forecastSek: number | null;
    readonly benefit: Benefit;
  };
}

/** A portfolio in a year: what it may cost, what it costs, and what comes of it (`GET /portfolios/{id}`). */
export interface PortfolioStanding {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  /** The council's frame (ekonomisk ram); `null` when there is none for the year. */
  readonly frameSek: number | null;
  readonly allocatedSek: number;
  readonly spent: ToldSek;
  readonly forecast: ToldSek;
  /** Every year with a benefit, in order. */
  readonly benefits: readonly BenefitYear[];
  readonly qualitative: readonly QualitativeBenefit[];
  /** Those in which a project of the portfolio takes part, in all years. */
  readonly conflicts: readonly BenefitConflict[];
  /** Likewise: claims up and down the tree that may be one and the same. */
  readonly possibleConflicts: readonly PossibleConflict[];
  /** All that have begun by the end of the year, by start. */
  readonly projects: readonly ProjectStanding[];
}
