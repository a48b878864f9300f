import type {
  AcceptedDeviation,
  Comment,
  Comparison,
  EditionDiff,
  Explanation,
  FrozenPeriod,
  PortfolioStanding,
  Result,
  Scorecard,
  Subject,
} from '#core';
import type { Address } from '../address/address.js';
import { type CalendarPeriod, lastDay, periodText } from '../format/period.js';
import type {
  BoardsAnswer,
  List,
  MeasureAnswer,
  PerspectiveAnswer,
  PortfolioAnswer,
  Problem,
  UnitAnswer,
} from './answers.js';
import { ask } from './ask.js';

/** All units, for the picker and the path. */
export async function getUnits(
  signal: AbortSignal,
  token: string | null = null,
): Promise<Result<List<UnitAnswer>, Problem>> {
  return (await ask('catalogue/units', signal, token)) as Result<List<UnitAnswer>, Problem>;
}

/** Where the boards for Grafana are. */
export async function getBoards(signal: AbortSignal): Promise<Result<BoardsAnswer, Problem>> {
  return (await ask('boards', signal)) as Result<BoardsAnswer, Problem>;
}

/** Names and questions of the five perspectives. */
export async function getPerspectives(
  signal: AbortSignal,
): Promise<Result<List<PerspectiveAnswer>, Problem>> {
  return (await ask('catalogue/perspectives', signal)) as Result<List<PerspectiveAnswer>, Problem>;
}

/** The measures as they were defined at the end of a period: a period is computed with those. */
export async function getMeasures(
  period: CalendarPeriod,
  signal: AbortSignal,
): Promise<Result<List<MeasureAnswer>, Problem>> {
  const answer = await ask(`catalogue/measures?at=${lastDay(period)}`, signal);
  return answer as Result<List<MeasureAnswer>, Problem>;
}

/** The scorecard of a subject in a period, as it is now or as an edition keeps it. */
export async function getScorecard(
  { subject, period, edition }: Address,
  signal: AbortSignal,
): Promise<Result<Scorecard, Problem>> {
  const query = new URLSearchParams({ period: periodText(period) });
  if (edition !== null) query.set('edition', edition);
  const path = `scorecards/${subject.kind}/${encodeURIComponent(subject.id)}?${query.toString()}`;
  return (await ask(path, signal)) as Result<Scorecard, Problem>;
}

/** Names of the portfolios. */
export async function getPortfolios(signal: AbortSignal): Promise<Result<List<PortfolioAnswer>, Problem>> {
  return (await ask('catalogue/portfolios', signal)) as Result<List<PortfolioAnswer>, Problem>;
}

/** A portfolio in a year. */
export async function getPortfolio(
  id: string,
  year: number,
  signal: AbortSignal,
): Promise<Result<PortfolioStanding, Problem>> {
  const answer = await ask(`portfolios/${encodeURIComponent(id)}?year=${year}`, signal);
  return answer as Result<PortfolioStanding, Problem>;
}

/** One measure of all units side by side, as a query asks. */
export async function getComparison(
  measure: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Result<Comparison, Problem>> {
  const path = `measures/${encodeURIComponent(measure)}/comparison?${new URLSearchParams(query).toString()}`;
  return (await ask(path, signal)) as Result<Comparison, Problem>;
}

/** Why a measure of a subject in a period is what it is. */
export async function getExplanation(
  measure: string,
  { subject, period }: { readonly subject: Subject; readonly period: CalendarPeriod },
  signal: AbortSignal,
): Promise<Result<Explanation, Problem>> {
  const query = new URLSearchParams({
    subject: `${subject.kind}:${subject.id}`,
    period: periodText(period),
  });
  const answer = await ask(`measures/${encodeURIComponent(measure)}/explain?${query.toString()}`, signal);
  return answer as Result<Explanation, Problem>;
}

/** What people have said of a subject in a period. */
export async function getComments(
  { subject, period }: Address,
  signal: AbortSignal,
): Promise<Result<List<Comment>, Problem>> {
  const query = new URLSearchParams({
    subject: `${subject.kind}:${subject.id}`,
    period: periodText(period),
  });
  return (await ask(`comments?${query.toString()}`, signal)) as Result<List<Comment>, Problem>;
}

/** The deviations that are, or were, accepted for a subject. */
export async function getDeviations(
  { kind, id }: Subject,
  signal: AbortSignal,
): Promise<Result<List<AcceptedDeviation>, Problem>> {
  const query = new URLSearchParams({ subject: `${kind}:${id}` });
  return (await ask(`deviations?${query.toString()}`, signal)) as Result<List<AcceptedDeviation>, Problem>;
}

/** What differs between an edition and what is live. */
export async function getDiff(
  { period, from }: { readonly period: CalendarPeriod; readonly from: string },
  signal: AbortSignal,
): Promise<Result<EditionDiff, Problem>> {
  const query = new URLSearchParams({ from, to: 'live' });
  const answer = await ask(`periods/${periodText(period)}/diff?${query.toString()}`, signal);
  return answer as Result<EditionDiff, Problem>;
}

/** The periods that are frozen, with their editions. */
export async function getFrozenPeriods(signal: AbortSignal): Promise<Result<List<FrozenPeriod>, Problem>> {
  return (await ask('periods', signal)) as Result<List<FrozenPeriod>, Problem>;
}
