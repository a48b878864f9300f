import type {
  DeliveryState,
  HandInLink,
  MadeLink,
  OpenedLink,
  Receipt,
  Result,
  SliceHistoryEntry,
  SurveyInterview,
  SurveyWave,
  UploadReport,
} from '#core';
import type { DatasetAnswer, List, Problem } from '../api/answers.js';
import { ask, tell } from '../api/ask.js';
import { type CalendarPeriod, periodText } from '../format/period.js';

/** Receipts to a page of history. */
const PAGE = 10;

/** The data sets that can be handed in. */
export async function getDatasets(
  token: string | null,
  signal: AbortSignal,
): Promise<Result<List<DatasetAnswer>, Problem>> {
  return (await ask('catalogue/datasets', signal, token)) as Result<List<DatasetAnswer>, Problem>;
}

/** What a unit and those below it owe for a period. */
export async function getDeliveries(
  { token, unit, period }: { token: string | null; unit: string; period: CalendarPeriod },
  signal: AbortSignal,
): Promise<Result<List<DeliveryState>, Problem>> {
  const query = new URLSearchParams({ period: periodText(period), unit }).toString();
  return (await ask(`completeness?${query}`, signal, token)) as Result<List<DeliveryState>, Problem>;
}

/** A page of the receipts of the caller's units, newest first. */
export async function getReceipts(
  token: string | null,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Result<List<Receipt>, Problem>> {
  const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) });
  return (await ask(`uploads?${query.toString()}`, signal, token)) as Result<List<Receipt>, Problem>;
}

/** One receipt. */
export async function getReceipt(
  token: string | null,
  id: string,
  signal: AbortSignal,
): Promise<Result<Receipt, Problem>> {
  return (await ask(`uploads/${encodeURIComponent(id)}`, signal, token)) as Result<Receipt, Problem>;
}

/** Every version of a slice, newest first. */
export async function getSliceHistory(
  token: string | null,
  slice: Pick<SliceHistoryEntry, 'dataset' | 'unit' | 'period'>,
  signal: AbortSignal,
): Promise<Result<List<SliceHistoryEntry>, Problem>> {
  const { dataset, unit, period } = slice;
  const query = new URLSearchParams({ dataset, unit, period }).toString();
  return (await ask(`slices?${query}`, signal, token)) as Result<List<SliceHistoryEntry>, Problem>;
}

/** What would hold again if an upload were taken back. */
export async function checkRevert(token: string | null, id: string): Promise<Result<UploadReport, Problem>> {
  const path = `uploads/${encodeURIComponent(id)}/revert?dryRun=true`;
  return (await tell(path, { method: 'POST', caller: { token } })) as Result<UploadReport, Problem>;
}

/** Takes an upload back. */
export async function revert(token: string | null, id: string): Promise<Result<Receipt, Problem>> {
  const path = `uploads/${encodeURIComponent(id)}/revert`;
  return (await tell(path, { method: 'POST', caller: { token } })) as Result<Receipt, Problem>;
}

/** Says of what is owed that it does not apply, without a file. */
export async function sayNotApplicable(
  token: string | null,
  body: Pick<DeliveryState, 'dataset' | 'unit' | 'period'>,
): Promise<Result<Receipt, Problem>> {
  return (await tell('not-applicable', { method: 'POST', body, caller: { token } })) as Result<
    Receipt,
    Problem
  >;
}

/** Makes a link for one slice. */
export async function makeLink(
  token: string | null,
  body: Pick<HandInLink, 'dataset' | 'unit' | 'period' | 'until' | 'to'>,
): Promise<Result<MadeLink, Problem>> {
  return (await tell('links', { method: 'POST', body, caller: { token } })) as Result<MadeLink, Problem>;
}

/** The links of the caller's units, newest first. */
export async function getLinks(
  token: string | null,
  signal: AbortSignal,
): Promise<Result<List<HandInLink>, Problem>> {
  return (await ask('links', signal, token)) as Result<List<HandInLink>, Problem>;
}

/** Ends a link. */
export async function revokeLink(token: string | null, id: string): Promise<Result<HandInLink, Problem>> {
  const path = `links/${encodeURIComponent(id)}`;
  return (await tell(path, { method: 'DELETE', caller: { token } })) as Result<HandInLink, Problem>;
}

/** What a link is good for. */
export async function getOpenedLink(link: string, signal: AbortSignal): Promise<Result<OpenedLink, Problem>> {
  return (await ask('link', signal, { link })) as Result<OpenedLink, Problem>;
}

/** Waves of the surveys that the city asks itself, the newest first. */
export async function getSurveyWaves(
  token: string | null,
  signal: AbortSignal,
): Promise<Result<List<SurveyWave>, Problem>> {
  return (await ask('surveys', signal, token)) as Result<List<SurveyWave>, Problem>;
}

/** Adds what a group has answered to a wave. */
export async function addInterview(
  token: string | null,
  { survey, period }: Pick<SurveyWave, 'survey' | 'period'>,
  body: SurveyInterview,
): Promise<Result<SurveyWave, Problem>> {
  const path = `surveys/${encodeURIComponent(survey)}/waves/${encodeURIComponent(period)}/interviews`;
  return (await tell(path, { method: 'POST', body, caller: { token } })) as Result<SurveyWave, Problem>;
}

/** What a data set is; `null` asks for nothing. */
export async function getSchema(
  dataset: string | null,
  signal: AbortSignal,
): Promise<Result<DatasetAnswer | null, Problem>> {
  if (dataset === null) return { ok: true, value: null };
  const path = `datasets/${encodeURIComponent(dataset)}/schema.json`;
  return (await ask(path, signal)) as Result<DatasetAnswer, Problem>;
}

/** Where the template of a data set is fetched; filled in, where it is said for whom and when. */
export function templateAddress(
  dataset: string,
  kind: 'csv' | 'xlsx',
  filledFor?: { readonly unit: string; readonly period: string },
): string {
  const query = filledFor ? `?${new URLSearchParams({ ...filledFor }).toString()}` : '';
  return `/api/v1/datasets/${encodeURIComponent(dataset)}/template.${kind}${query}`;
}
