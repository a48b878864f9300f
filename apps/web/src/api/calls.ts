import type { Result, Scorecard, Subject } from '#core';
import { type CalendarPeriod, lastDay, periodText } from '../format/period.js';
import { WORDS } from '../words.js';
import type { List, MeasureAnswer, PerspectiveAnswer, Problem, UnitAnswer } from './answers.js';

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return {
    title: body.title ?? WORDS.refused,
    detail: body.detail ?? `${response.status} ${response.statusText}`.trim(),
  };
}

/** Asks the API; the types that callers give the body are its contract (docs of the API: `/api/docs`). */
async function get(path: string, signal: AbortSignal): Promise<Result<unknown, Problem>> {
  let response: Response;
  try {
    const headers = { accept: 'application/json', 'accept-language': 'sv' };
    response = await fetch(`/api/v1/${path}`, { headers, signal });
  } catch {
    return { ok: false, problem: { title: WORDS.unreachable, detail: WORDS.unreachableDetail } };
  }
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  try {
    return { ok: true, value: await response.json() };
  } catch {
    return { ok: false, problem: { title: WORDS.unreadable, detail: WORDS.unreachableDetail } };
  }
}

/** All units, for the picker and the path. */
export async function getUnits(signal: AbortSignal): Promise<Result<List<UnitAnswer>, Problem>> {
  return (await get('catalogue/units', signal)) as Result<List<UnitAnswer>, Problem>;
}

/** Names and questions of the five perspectives. */
export async function getPerspectives(
  signal: AbortSignal,
): Promise<Result<List<PerspectiveAnswer>, Problem>> {
  return (await get('catalogue/perspectives', signal)) as Result<List<PerspectiveAnswer>, Problem>;
}

/** The measures as they were defined at the end of a period: a period is computed with those. */
export async function getMeasures(
  period: CalendarPeriod,
  signal: AbortSignal,
): Promise<Result<List<MeasureAnswer>, Problem>> {
  const answer = await get(`catalogue/measures?at=${lastDay(period)}`, signal);
  return answer as Result<List<MeasureAnswer>, Problem>;
}

/** The scorecard of a subject in a period. */
export async function getScorecard(
  subject: Subject,
  period: CalendarPeriod,
  signal: AbortSignal,
): Promise<Result<Scorecard, Problem>> {
  const path = `scorecards/${subject.kind}/${encodeURIComponent(subject.id)}?period=${periodText(period)}`;
  return (await get(path, signal)) as Result<Scorecard, Problem>;
}
