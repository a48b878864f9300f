import type { Result } from '#core';
import { useCallback } from 'react';
import type { Problem } from './answers.js';
import { ask } from './ask.js';
import { type Answer, useAnswer } from './use-answer.js';

/**
 * What a call of the API answers, asked for again when `turn` grows; `null` asks for nothing. The type is the call's
 * contract (docs of the API: `/api/docs`).
 */
export function useAsked<T>(path: string | null, turn = 0): Answer<T> {
  const asked = useCallback(
    async (signal: AbortSignal): Promise<Result<T | null, Problem>> =>
      path === null ? { ok: true, value: null } : ((await ask(path, signal)) as Result<T, Problem>),
    [path],
  );
  const { value, ...answer } = useAnswer<T | null>(`${path ?? ''} ${turn}`, asked);
  return { value: value ?? null, ...answer };
}
