import type { Result } from '#core';
import { useCallback, useEffect, useState } from 'react';
import type { Problem } from './answers.js';

/** How far a question to the API has come. While a new one is under way the last value stays, so nothing jumps. */
export interface Answer<T> {
  readonly value: T | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly retry: () => void;
}

interface Held<T> {
  readonly key: string | null;
  readonly value: T | null;
  readonly problem: Problem | null;
}

/**
 * Asks again whenever `key` changes, and drops the answers to older questions.
 * `ask` must be stable for a key: wrap it in `useCallback`.
 */
export function useAnswer<T>(
  key: string,
  ask: (signal: AbortSignal) => Promise<Result<T, Problem>>,
): Answer<T> {
  const [held, setHeld] = useState<Held<T>>({ key: null, value: null, problem: null });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    void ask(controller.signal).then((answer) => {
      if (controller.signal.aborted) return;
      setHeld(
        answer.ok
          ? { key, value: answer.value, problem: null }
          : { key, value: null, problem: answer.problem },
      );
    });
    return () => {
      controller.abort();
    };
  }, [key, ask, attempt]);

  const retry = useCallback(() => {
    setHeld({ key: null, value: null, problem: null });
    setAttempt((n) => n + 1);
  }, []);
  return { value: held.value, problem: held.problem, loading: held.key !== key, retry };
}
