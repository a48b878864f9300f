import {
  type ObservationQuery,
  type ObservationSum,
  type PortfolioStanding,
  type ProjectStanding,
  type Result,
  type ToldSek,
  exactSum,
  failed,
  ok,
  withoutNoise,
} from '#core';
import { type Catalogue, type Project, changesOf, portfolioIn, valueOn, valuesOf } from '#catalogue';
import { belonging } from './belonging.js';
import { type Fact, inOrder } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type MonthSpan, monthText } from './months.js';
import { benefitOf, benefitYears, countBenefits, sumOf, yearOf } from './portfolio-benefits.js';

/** What a portfolio is judged by: what `portfolioQuestions` led to. */
export interface PortfolioFacts {
  readonly costs: readonly ObservationSum[];
  readonly benefits: readonly ObservationSum[];
}

const ALL_MONTHS = { fromMonth: '0000-01', toMonth: '9999-12' };

/** What to ask the store for: costs and benefits of all projects, in all years. */
export const PORTFOLIO_QUESTIONS: { readonly [K in keyof PortfolioFacts]: ObservationQuery } = {
  costs: { dataset: 'cost', ...ALL_MONTHS, columns: ['amount'], labels: ['kind'] },
  benefits: {
    dataset: 'benefits',
    ...ALL_MONTHS,
    columns: ['planned', 'realised'],
    labels: ['change_id', 'kind', 'qualitative', 'description'],
  },
};

const DAY_MS = 86_400_000;

function dayNumber(isoDate: string): number {
  return Date.parse(isoDate) / DAY_MS;
}

/** The share of a project's days, both ends included, that lie in a year. */
function shareOfDays({ start, end }: Project, year: number): number {
  const first = Math.max(dayNumber(start), dayNumber(`${year}-01-01`));
  const last = Math.min(dayNumber(end), dayNumber(`${year}-12-31`));
  return Math.max(0, last - first + 1) / (dayNumber(end) - dayNumber(start) + 1);
}

/** Whether a project still runs on the day on which a year has passed since its start. */
function isOverOneYear({ start, end }: Project): boolean {
  return end >= `${Number(start.slice(0, 4)) + 1}${start.slice(4)}`;
}

/** What was spent in the months that are known, and forecast for the others. */
function forecastOf(actual: readonly Fact[], forecast: readonly Fact[]): number | null {
  if (forecast.length === 0) return null;
  const known = new Set(actual.map(({ period }) => period));
  return sumOf([...actual, ...forecast.filter(({ period }) => !known.has(period))], 'amount');
}

interface ProjectFacts {
  readonly costs: readonly Fact[];
  /** With each change counted once. */
  readonly benefits: readonly Fact[];
}

function projectStanding(project: Project, year: number, { costs, benefits }: ProjectFacts): ProjectStanding {
  const ofKind = (kind: string) => costs.filter(({ labels }) => labels.kind === kind);
  const inYear = (facts: readonly Fact[]) => facts.filter((fact) => yearOf(fact) === year);
  const actual = ofKind('actual');
  return {
    id: project.id,
    name: project.name.sv,
    unit: project.unit,
    benefitOwner: project.benefitOwner ?? null,
    category: project.category ?? null,
    start: project.start,
    end: project.end,
    overOneYear: isOverOneYear(project),
    running: shareOfDays(project, year) > 0,
    budgetSek: project.budgetSek,
    spentSek: sumOf(actual, 'amount'),
    benefit: benefitOf(benefits),
    inYear: {
      allocatedSek: withoutNoise(project.budgetSek * shareOfDays(project, year)),
      spentSek: sumOf(inYear(actual), 'amount'),
      forecastSek: forecastOf(inYear(actual), inYear(ofKind('forecast'))),
      benefit: benefitOf(inYear(benefits)),
    },
  };
}

/** What projects have told; those that run in the year should. */
function told(projects: readonly ProjectStanding[], amount: 'spentSek' | 'forecastSek'): ToldSek {
  const amounts = projects.map(({ inYear }) => inYear[amount]).filter((sek) => sek !== null);
  const running = projects.filter((project) => project.running);
  return {
    amountSek: amounts.length === 0 ? null : exactSum(amounts),
    projects: {
      actual: running.filter(({ inYear }) => inYear[amount] !== null).length,
      expected: running.length,
    },
  };
}

/** Whether a project was in a portfolio at some time of a year. */
function wasIn(
  { portfolio }: Project,
  { id, year }: { readonly id: string; readonly year: number },
): boolean {
  const within = changesOf(portfolio).filter((day) => day.startsWith(String(year)));
  return [`${year}-01-01`, ...within].some((day) => valueOn(portfolio, day) === id);
}

function byStart(a: Project, b: Project): number {
  return a.start < b.start || (a.start === b.start && a.id < b.id) ? -1 : 1;
}

/** A portfolio in a year; fails with a sentence when the catalogue does not know it. */
export function portfolioStanding(
  catalogue: Catalogue,
  facts: PortfolioFacts,
  { id, year }: { readonly id: string; readonly year: number },
): Result<PortfolioStanding> {
  const portfolio = catalogue.portfolios.get(id);
  if (!portfolio) return failed(`There is no portfolio "${id}".`);
  const isOurs = (projectId: string, months?: MonthSpan): boolean => {
    const project = catalogue.projects.get(projectId);
    if (!project) return false;
    return months
      ? portfolioIn(project, monthText(months.last)) === id
      : valuesOf(project.portfolio).includes(id);
  };
  const claims = inOrder(belonging(catalogue, 'benefits', facts.benefits));
  const { counted, ...listed } = countBenefits(catalogue, claims, isOurs);
  const ownCosts = inOrder(belonging(catalogue, 'cost', facts.costs)).filter(
    ({ project, months }) => project !== null && isOurs(project, months),
  );
  const costs = groupedBy(ownCosts, (fact) => fact.project ?? '');
  const benefits = groupedBy(counted, (fact) => fact.project ?? '');
  const projects = [...catalogue.projects.values()]
    .filter((project) => wasIn(project, { id, year }) && project.start <= `${year}-12-31`)
    .sort(byStart)
    .map((project) =>
      projectStanding(project, year, {
        costs: costs.get(project.id) ?? [],
        benefits: benefits.get(project.id) ?? [],
      }),
    );
  return ok({
    id,
    name: portfolio.name.sv,
    year,
    frameSek: portfolio.frames.find((frame) => frame.year === year)?.amountSek ?? null,
    allocatedSek: exactSum(projects.map(({ inYear }) => inYear.allocatedSek)),
    spent: told(projects, 'spentSek'),
    forecast: told(projects, 'forecastSek'),
    benefits: benefitYears(counted),
    ...listed,
    projects,
  });
}
