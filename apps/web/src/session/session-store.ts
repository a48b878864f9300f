import type { MeAnswer, Problem, SignInProvider } from '../api/answers.js';
import { dropToken, keepToken, keptToken } from '../api/kept-token.js';
import { endSession, getMe, getSignIn, isClosed } from './calls.js';

/** Somebody who has signed in. */
export interface Session {
  /** `null` for who signed in at the id-portal: the browser adds a cookie that no script can read. */
  readonly token: string | null;
  readonly me: MeAnswer;
}

/** Who is signed in, as all pages know it. */
export interface SessionState {
  readonly session: Session | null;
  readonly checking: boolean;
  /** Why the last token was not good enough. */
  readonly problem: Problem | null;
  /** The id-portal; `null` where there is none, or while nobody knows. */
  readonly provider: SignInProvider | null;
  /** Whether only those who have signed in may see anything; `null` while nobody knows. */
  readonly closed: boolean | null;
}

const BEGINNING: SessionState = {
  session: null,
  checking: false,
  problem: null,
  provider: null,
  closed: null,
};

/** The one place that knows who is signed in: by a token in this tab until it is closed, or in this browser by the id-portal. */
export class SessionStore {
  private state = BEGINNING;
  private begun = false;
  private readonly watchers = new Set<() => void>();

  readonly current = (): SessionState => this.state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    if (!this.begun) this.begin();
    return () => this.watchers.delete(watcher);
  };

  /** Checks a token, or with `null` the browser's own session. */
  readonly signIn = (token: string | null): void => {
    this.change({ session: null, checking: true, problem: null });
    void getMe(token, new AbortController().signal).then((answer) => {
      if (answer.ok) {
        if (token !== null) keepToken(token);
        this.change({ checking: false, session: { token, me: answer.value } });
        return;
      }
      // A monitor that does not answer says nothing of the token: it may be good next time.
      if (answer.problem.status === 401) dropToken();
      this.change({ checking: false, problem: answer.problem });
    });
  };

  readonly signOut = (): void => {
    const wasPortal = this.state.session?.token === null;
    dropToken();
    this.change({ session: null, problem: null });
    // The next at this computer must not find the session at the id-portal open.
    if (!wasPortal) return;
    void endSession().then((address) => {
      window.location.assign(address ?? '/');
    });
  };

  private begin(): void {
    this.begun = true;
    const token = keptToken();
    if (token !== null) this.signIn(token);
    void isClosed().then((closed) => {
      this.change({ closed });
    });
    void getSignIn(new AbortController().signal).then((answer) => {
      if (!answer.ok) return;
      const { provider, signedIn } = answer.value;
      this.change({ provider });
      // A token that was pasted goes before the browser's own session.
      if (signedIn && !this.state.checking && !this.state.session) this.signIn(null);
    });
  }

  private change(more: Partial<SessionState>): void {
    this.state = { ...this.state, ...more };
    for (const watcher of this.watchers) watcher();
  }
}
