import { useCallback, useEffect, useState } from 'react';
import type { MeAnswer, Problem, SignInProvider } from '../../api/answers.js';
import { PATHS } from '../../address/use-path.js';
import { endSession, getMe, getSignIn } from '../calls.js';

const KEPT_AS = 'perspektiv:token';

/** Somebody who has signed in. */
export interface Session {
  /** `null` for who signed in at the id-portal: the browser adds a cookie that no script can read. */
  readonly token: string | null;
  readonly me: MeAnswer;
}

export interface SignIn {
  readonly session: Session | null;
  readonly checking: boolean;
  /** Why the last token was not good enough. */
  readonly problem: Problem | null;
  /** The id-portal; `null` where there is none, or while nobody knows. */
  readonly provider: SignInProvider | null;
  /** Why somebody came back from the id-portal without being signed in. */
  readonly setback: string | null;
  readonly signIn: (token: string) => void;
  readonly signOut: () => void;
}

interface Held {
  /** The token that is being checked, `null` for the browser's own session; a new object is a new try. */
  readonly asked: { readonly token: string | null } | null;
  readonly session: Session | null;
  readonly problem: Problem | null;
}

function kept(): Held['asked'] {
  const token = window.sessionStorage.getItem(KEPT_AS);
  return token === null ? null : { token };
}

/** What became of a try at the id-portal, as it was left in the address. */
function setbackOfAddress(): string | null {
  return new URLSearchParams(window.location.search).get('sign-in');
}

/** The id-portal, once it is known; `found` is told when this browser has a session there. */
function useProvider(found: () => void): SignInProvider | null {
  const [provider, setProvider] = useState<SignInProvider | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    void getSignIn(controller.signal).then((answer) => {
      if (controller.signal.aborted || !answer.ok) return;
      setProvider(answer.value.provider);
      if (answer.value.signedIn) found();
    });
    return () => {
      controller.abort();
    };
  }, [found]);
  return provider;
}

/** Who is signed in: by a token in this tab until it is closed, or in this browser by the id-portal. */
export function useSession(): SignIn {
  const [held, setHeld] = useState<Held>(() => ({ asked: kept(), session: null, problem: null }));
  const [setback] = useState(setbackOfAddress);
  const { asked, session } = held;

  // A token that was pasted goes before the browser's own session.
  const found = useCallback(() => {
    setHeld((now) => (now.asked || now.session ? now : { ...now, asked: { token: null } }));
  }, []);
  const provider = useProvider(found);

  useEffect(() => {
    if (!asked) return;
    const controller = new AbortController();
    void getMe(asked.token, controller.signal).then((answer) => {
      if (controller.signal.aborted) return;
      if (answer.ok) {
        if (asked.token !== null) window.sessionStorage.setItem(KEPT_AS, asked.token);
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
    if (session?.token === null) void leave();
    else setHeld({ asked: null, session: null, problem: null });
  }, [session]);
  const { problem } = held;
  return { session, checking: asked !== null, problem, provider, setback, signIn, signOut };
}

/** Ends the browser's session here, and then at the id-portal: the next at this computer must not find it open. */
async function leave(): Promise<void> {
  window.location.assign((await endSession()) ?? PATHS.handingIn);
}
