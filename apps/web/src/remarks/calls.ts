import type { AcceptedDeviation, Comment, Result, Subject } from '#core';
import type { Problem } from '../api/answers.js';
import { tell } from '../api/ask.js';

/** What a remark is about. */
export interface RemarkTopic {
  readonly measure: string;
  readonly subject: Subject;
  readonly period: string;
}

const CALLER = { token: null };

function nameOf({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

export async function sayOf(
  { measure, subject, period }: RemarkTopic,
  text: string,
): Promise<Result<Comment, Problem>> {
  const query = new URLSearchParams({ measure, subject: nameOf(subject), period }).toString();
  const answer = await tell(`comments?${query}`, { method: 'POST', body: { text }, caller: CALLER });
  return answer as Result<Comment, Problem>;
}

/** Accepts that a target is not reached, from one ISO day to another, with a reason. */
export async function acceptDeviation(
  { measure, subject }: RemarkTopic,
  acceptance: { readonly from: string; readonly until: string; readonly reason: string },
): Promise<Result<AcceptedDeviation, Problem>> {
  const body = { measure, subject: nameOf(subject), ...acceptance };
  return (await tell('deviations', { method: 'POST', body, caller: CALLER })) as Result<
    AcceptedDeviation,
    Problem
  >;
}

/** Takes a comment back as if it had never been made. */
export async function withdrawComment(id: string): Promise<Result<Comment, Problem>> {
  const path = `comments/${encodeURIComponent(id)}`;
  return (await tell(path, { method: 'DELETE', caller: CALLER })) as Result<Comment, Problem>;
}

/** Takes an acceptance back: from an ISO day, or as if it had never held. */
export async function withdrawDeviation(
  id: string,
  from: string | null,
): Promise<Result<AcceptedDeviation, Problem>> {
  const query = from === null ? '' : `?${new URLSearchParams({ from }).toString()}`;
  const path = `deviations/${encodeURIComponent(id)}${query}`;
  return (await tell(path, { method: 'DELETE', caller: CALLER })) as Result<AcceptedDeviation, Problem>;
}
