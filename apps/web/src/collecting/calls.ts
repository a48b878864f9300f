import type { CollectorOverview, CollectorRun, Result } from '#core';
import type { List, Problem } from '../api/answers.js';
import { ask, tell } from '../api/ask.js';

/** A run that was asked for; `run` once it has ended. */
export interface RunAnswer {
  readonly id: string;
  readonly run: CollectorRun | null;
}

export function getCollectors(
  token: string | null,
  signal: AbortSignal,
): Promise<Result<List<CollectorOverview>, Problem>> {
  return ask('collectors', signal, token) as Promise<Result<List<CollectorOverview>, Problem>>;
}

/** Runs a collector: `from` and `to` fill in months, `dryRun` stores nothing, `accept` takes what is held back. */
export function runCollector(
  id: string,
  query: Readonly<Record<string, string>>,
  token: string | null,
): Promise<Result<RunAnswer, Problem>> {
  const path = `collectors/${encodeURIComponent(id)}/runs?${new URLSearchParams(query).toString()}`;
  return tell(path, { method: 'POST', body: {}, caller: { token } }) as Promise<Result<RunAnswer, Problem>>;
}
