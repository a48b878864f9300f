import {
  type ObservationQuery,
  type ObservationSum,
  Period,
  type PortfolioStanding,
  type ProjectStanding,
  type Result,
  type ToldSek,
  exactSum,
  failed,
  ok,
  withoutNoise,
} from '#core';
import { type Catalogue, type Project, changesOf, idToday, portfolioIn, valueOn, valuesOf } from '#catalogue';
import { belonging } from './belonging.js';
import { dueMsOf } from './delivery-states.js';
import { type Fact, inOrder } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { type MonthSpan, monthText } from './months.js';
import { owedBy } from './owed.js';
import { benefitOf, benefitYears, countBenefits, sumOf, yearOf } from './portfolio-benefits.js';

/** What a portfolio is judged by: what `portfolioQuestions` led to. */
export interface PortfolioFacts {
  readonly costs: readonly ObservationSum[];
  readonly benefits: readonly ObservationSum[];
  /** The deliveries of costs that hold now, by unit and period, and when they came. */
  readonly costsReceived: readonly CostsReceived[];
}

interface CostsReceived {
  readonly unit: string;
  readonly period: string;
  readonly receivedAtMs: number;
}

const ALL_MONTHS = { fromMonth: '0000-01', toMonth: '9999-12' };

/** What to ask the store for: costs and benefits of all projects, in all years. */
export const PORTFOLIO_QUESTIONS: Readonly<Record<'costs' | 'benefits', ObservationQuery>> = {
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

/** Whether what was spent in the period of a fact is all there: its delivery is due, or came after the period. */
type IsOutcome = (fact: Fact) => boolean;

function outcomesBy(catalogue: Catalogue, received: readonly CostsReceived[], nowMs: number): IsOutcome {
  const lastMs = new Map<string, number>();
  for (const { unit, period, receivedAtMs } of received) {
    const key = `${idToday(catalogue.units, unit)} ${period}`;
    lastMs.set(key, Math.max(receivedAtMs, lastMs.get(key) ?? 0));
  }
  return ({ unit, period: text }) => {
    const period = Period.of(text);
    if (nowMs < period.endMs) return false;
    const owed = owedBy(catalogue, unit, period.lastMonth.toString());
    const days = owed.filter(({ dataset }) => dataset === 'cost').map(({ dueDays }) => dueDays);
    return (
      dueMsOf(period, Math.max(0, ...days)) <= nowMs || (lastMs.get(`${unit} ${text}`) ?? 0) >= period.endMs
    );
  };
}

/** What was spent in the periods of which all is in, or nothing else is known, and forecast for the others. */
function forecastOf(actual: readonly Fact[], forecast: readonly Fact[], isOutcome: IsOutcome): number | null {
  if (forecast.length === 0) return null;
  const foreseen = new Set(forecast.map(({ period }) => period));
  const outcomes = actual.filter((fact) => isOutcome(fact) || !foreseen.has(fact.period));
  const known = new Set(outcomes.map(({ period }) => period));
  return sumOf([...outcomes, ...forecast.filter(({ period }) => !known.has(period))], 'amount');
}

interface ProjectFacts {
  readonly costs: readonly Fact[];
  /** With each change counted once. */
  readonly benefits: readonly Fact[];
  readonly isOutcome: IsOutcome;
}

function projectStanding(
  project: Project,
  year: number,
  { costs, benefits, isOutcome }: ProjectFacts,
): ProjectStanding {
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
      forecastSek: forecastOf(inYear(actual), inYear(ofKind('forecast')), isOutcome),
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
  { id, year, nowMs }: { readonly id: string; readonly year: number; readonly nowMs: number },
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
  const isOutcome = outcomesBy(catalogue, facts.costsReceived, nowMs);
  const costs = groupedBy(ownCosts, (fact) => fact.project ?? '');
  const benefits = groupedBy(counted, (fact) => fact.project ?? '');
  const projects = [...catalogue.projects.values()]
    .filter((project) => wasIn(project, { id, year }) && project.start <= `${year}-12-31`)
    .sort(byStart)
    .map((project) =>
      projectStanding(project, year, {
        costs: costs.get(project.id) ?? [],
        benefits: benefits.get(project.id) ?? [],
        isOutcome,
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
