import { useCallback, useEffect, useState } from 'react';
import type { MeAnswer, Problem } from '../../api/answers.js';
import { getMe } from '../calls.js';

const KEPT_AS = 'perspektiv:token';

/** Somebody who has signed in. */
export interface Session {
  readonly token: string;
  readonly me: MeAnswer;
}

export interface SignIn {
  readonly session: Session | null;
  readonly checking: boolean;
  /** Why the last token was not good enough. */
  readonly problem: Problem | null;
  readonly signIn: (token: string) => void;
  readonly signOut: () => void;
}

interface Held {
  /** The token that is being checked; a new object is a new try. */
  readonly asked: { readonly token: string } | null;
  readonly session: Session | null;
  readonly problem: Problem | null;
}

function kept(): Held['asked'] {
  const token = window.sessionStorage.getItem(KEPT_AS);
  return token === null ? null : { token };
}

/** Who is signed in, in this tab until it is closed. */
export function useSession(): SignIn {
  const [held, setHeld] = useState<Held>(() => ({ asked: kept(), session: null, problem: null }));
  const { asked } = held;

  useEffect(() => {
    if (!asked) return;
    const controller = new AbortController();
    void getMe(asked.token, controller.signal).then((answer) => {
      if (controller.signal.aborted) return;
      if (answer.ok) {
        window.sessionStorage.setItem(KEPT_AS, asked.token);
        setHeld({ asked: null, session: { token: asked.token, me: answer.value }, problem: null });
        return;
      }
      // A monitor that does not answer says nothing of the token: it may be good next time.
      if (answer.problem.status === 401) window.sessionStorage.removeItem(KEPT_AS);
      setHeld({ asked: null, session: null, problem: answer.problem });
    });
    return () => {
      controller.abort();
    };
  }, [asked]);

  const signIn = useCallback((token: string) => {
    setHeld({ asked: { token }, session: null, problem: null });
  }, []);
  const signOut = useCallback(() => {
    window.sessionStorage.removeItem(KEPT_AS);
    setHeld({ asked: null, session: null, problem: null });
  }, []);
  return { session: held.session, checking: asked !== null, problem: held.problem, signIn, signOut };
}
