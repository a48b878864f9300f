import type { Result } from '#core';
import { useRef, useState } from 'react';
import type { Problem } from './answers.js';

/** Something that is done at the press of a button, and how it went the last time. */
export interface Action<A, T> {
  readonly busy: boolean;
  readonly done: T | null;
  readonly problem: Problem | null;
  /** Does it, unless it is being done; resolves to what came of it. */
  readonly run: (about: A) => Promise<Result<T, Problem> | null>;
  /** Forgets how it went. */
  readonly clear: () => void;
}

interface Held<T> {
  readonly busy: boolean;
  readonly done: T | null;
  readonly problem: Problem | null;
}

/** One thing that is done at a time. */
export function useAction<A, T>(act: (about: A) => Promise<Result<T, Problem>>): Action<A, T> {
  const [held, setHeld] = useState<Held<T>>({ busy: false, done: null, problem: null });
  const busy = useRef(false);

  async function run(about: A): Promise<Result<T, Problem> | null> {
    if (busy.current) return null;
    busy.current = true;
    setHeld({ busy: true, done: null, problem: null });
    const answer = await act(about);
    busy.current = false;
    setHeld({
      busy: false,
      done: answer.ok ? answer.value : null,
      problem: answer.ok ? null : answer.problem,
    });
    return answer;
  }

  const clear = () => {
    if (!busy.current) setHeld({ busy: false, done: null, problem: null });
  };
  return { ...held, run, clear };
}
