import type { Result, Scorecard, Subject } from '#core';
import { type CalendarPeriod, lastDay, periodText } from '../format/period.js';
import type { List, MeasureAnswer, PerspectiveAnswer, Problem, UnitAnswer } from './answers.js';
import { ask } from './ask.js';

/** All units, for the picker and the path. */
export async function getUnits(
  signal: AbortSignal,
  token: string | null = null,
): Promise<Result<List<UnitAnswer>, Problem>> {
  return (await ask('catalogue/units', signal, token)) as Result<List<UnitAnswer>, Problem>;
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

/** The scorecard of a subject in a period. */
export async function getScorecard(
  subject: Subject,
  period: CalendarPeriod,
  signal: AbortSignal,
): Promise<Result<Scorecard, Problem>> {
  const path = `scorecards/${subject.kind}/${encodeURIComponent(subject.id)}?period=${periodText(period)}`;
  return (await ask(path, signal)) as Result<Scorecard, Problem>;
}
