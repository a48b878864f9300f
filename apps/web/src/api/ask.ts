import type { LocalizedText, Result } from '#core';
import { WORDS } from '../words.js';
import type { Problem } from './answers.js';
import { dropToken, keptToken } from './kept-token.js';

/** When no answer came at all. */
export const UNREACHABLE: Problem = {
  title: WORDS.unreachable,
  detail: WORDS.unreachableDetail,
  status: null,
};

/** Problem details as the API sends them. */
interface ProblemAnswer {
  readonly title?: string;
  readonly detail?: string;
  readonly problems?: readonly { readonly message?: LocalizedText | string }[];
}

/** What the API says went wrong, from the body of an answer; its status when the body says nothing. */
export function problemFrom(body: unknown, status: number): Problem {
  const told = (typeof body === 'object' && body !== null ? body : {}) as ProblemAnswer;
  const problems = (told.problems ?? []).flatMap(({ message }) =>
    typeof message === 'string' ? [message] : (message?.sv ?? []),
  );
  const { title = WORDS.refused, detail = `HTTP ${status}` } = told;
  return { title, detail, status, ...(problems.length > 0 ? { problems } : {}) };
}

const HEADERS = { accept: 'application/json', 'accept-language': 'sv' };

/** The headers of every call: answers in Swedish, and the caller's token, or that of who is signed in. */
export function headersFor(token: string | null): Record<string, string> {
  const sent = token ?? keptToken();
  return sent === null ? { ...HEADERS } : { ...HEADERS, authorization: `Bearer ${sent}` };
}

/** How a caller shows who it is: by a token of its own, by the browser's session when that is `null`, or by a link that opens one thing. */
export type Caller =
  | {
      readonly token: string | null;
      /** What is handed in may change frozen periods. */
      readonly restate?: boolean;
    }
  | { readonly link: string };

/** The headers of a call by a caller. */
export function headersOf(caller: Caller): Record<string, string> {
  if ('token' in caller) return headersFor(caller.token);
  return { ...HEADERS, 'x-perspektiv-link': caller.link };
}

async function answerOf(response: Response): Promise<Result<unknown, Problem>> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) return { ok: false, problem: problemFrom(body, response.status) };
  if (body !== undefined) return { ok: true, value: body };
  const problem = { title: WORDS.unreadable, detail: WORDS.unreachableDetail, status: response.status };
  return { ok: false, problem };
}

/** Tells the API to do something; what it answers is given the type of its contract by the caller. */
export async function tell(
  path: string,
  {
    method,
    body,
    caller,
  }: { readonly method: 'POST' | 'DELETE'; readonly body?: object; readonly caller: Caller },
): Promise<Result<unknown, Problem>> {
  const headers = headersOf(caller);
  try {
    const json = body && {
      body: JSON.stringify(body),
      headers: { ...headers, 'content-type': 'application/json' },
    };
    return await answerOf(await fetch(`/api/v1/${path}`, { method, headers, ...json }));
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
}

/** Asks the API; the types that callers give the body are its contract (docs of the API: `/api/docs`). */
export async function ask(
  path: string,
  signal: AbortSignal,
  asker: string | Caller | null = null,
): Promise<Result<unknown, Problem>> {
  const headers = typeof asker === 'object' && asker ? headersOf(asker) : headersFor(asker);
  try {
    const response = await fetch(`/api/v1/${path}`, { headers, signal });
    if (response.status === 401 && asker === null && keptToken() !== null) {
      // What anybody may read must not fail because of a token that has become old.
      dropToken();
      return await answerOf(await fetch(`/api/v1/${path}`, { headers: headersFor(null), signal }));
    }
    return await answerOf(response);
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
}
