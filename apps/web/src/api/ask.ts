import type { Result } from '#core';
import { WORDS } from '../words.js';
import type { Problem } from './answers.js';

/** When no answer came at all. */
export const UNREACHABLE: Problem = {
  title: WORDS.unreachable,
  detail: WORDS.unreachableDetail,
  status: null,
};

/** What the API says went wrong, from the body of an answer; its status when the body says nothing. */
export function problemFrom(body: unknown, status: number): Problem {
  const { title, detail } = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  return { title: title ?? WORDS.refused, detail: detail ?? `HTTP ${status}`, status };
}

/** The headers of every call: answers in Swedish, and the caller's token where one is needed. */
export function headersFor(token: string | null): Record<string, string> {
  const headers = { accept: 'application/json', 'accept-language': 'sv' };
  return token === null ? headers : { ...headers, authorization: `Bearer ${token}` };
}

/** Asks the API; the types that callers give the body are its contract (docs of the API: `/api/docs`). */
export async function ask(
  path: string,
  signal: AbortSignal,
  token: string | null = null,
): Promise<Result<unknown, Problem>> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, { headers: headersFor(token), signal });
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) return { ok: false, problem: problemFrom(body, response.status) };
  if (body !== undefined) return { ok: true, value: body };
  const problem = { title: WORDS.unreadable, detail: WORDS.unreachableDetail, status: response.status };
  return { ok: false, problem };
}
