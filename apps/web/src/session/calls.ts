import type { Result } from '#core';
import type { MeAnswer, Problem, SignInAnswer } from '../api/answers.js';
import { ask, headersFor } from '../api/ask.js';

/** Whether people can sign in at an id-portal, and whether this browser has. */
export async function getSignIn(signal: AbortSignal): Promise<Result<SignInAnswer, Problem>> {
  return (await ask('sign-in', signal)) as Result<SignInAnswer, Problem>;
}

/** Ends the browser's session; answers where the id-portal ends its own, or `null`. */
export async function endSession(): Promise<string | null> {
  const response = await fetch('/sign-out', { method: 'POST', headers: headersFor(null) }).catch(() => null);
  const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
  return (body as { continueAt?: string | null } | null)?.continueAt ?? null;
}

/** Whose token this is; without one, who has signed in. */
export async function getMe(token: string | null, signal: AbortSignal): Promise<Result<MeAnswer, Problem>> {
  return (await ask('me', signal, token)) as Result<MeAnswer, Problem>;
}

/** Whether the city shows its figures only to those who have signed in: what nobody in particular is answered. */
export async function isClosed(): Promise<boolean> {
  const response = await fetch('/api/v1/catalogue', { headers: { accept: 'application/json' } }).catch(
    () => null,
  );
  return response?.status === 401;
}
