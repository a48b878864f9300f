import type { DeliveryState, Receipt, Result } from '#core';
import type { DatasetAnswer, List, MeAnswer, Problem } from '../api/answers.js';
import { ask } from '../api/ask.js';
import { type CalendarPeriod, periodText } from '../format/period.js';

/** Receipts to a page of history. */
const PAGE = 10;

/** Whose token this is. */
export async function getMe(token: string, signal: AbortSignal): Promise<Result<MeAnswer, Problem>> {
  return (await ask('me', signal, token)) as Result<MeAnswer, Problem>;
}

/** The data sets that can be handed in. */
export async function getDatasets(
  token: string,
  signal: AbortSignal,
): Promise<Result<List<DatasetAnswer>, Problem>> {
  return (await ask('catalogue/datasets', signal, token)) as Result<List<DatasetAnswer>, Problem>;
}

/** What a unit and those below it owe for a period. */
export async function getDeliveries(
  { token, unit, period }: { token: string; unit: string; period: CalendarPeriod },
  signal: AbortSignal,
): Promise<Result<List<DeliveryState>, Problem>> {
  const query = new URLSearchParams({ period: periodText(period), unit }).toString();
  return (await ask(`completeness?${query}`, signal, token)) as Result<List<DeliveryState>, Problem>;
}

/** A page of the receipts of the caller's units, newest first. */
export async function getReceipts(
  token: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Result<List<Receipt>, Problem>> {
  const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) });
  return (await ask(`uploads?${query.toString()}`, signal, token)) as Result<List<Receipt>, Problem>;
}

/** Where the template of a data set is fetched. */
export function templateAddress(dataset: string, kind: 'csv' | 'xlsx'): string {
  return `/api/v1/datasets/${encodeURIComponent(dataset)}/template.${kind}`;
}
