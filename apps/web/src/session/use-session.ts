import { useState, useSyncExternalStore } from 'react';
import { type Session, type SessionState, SessionStore } from './session-store.js';

export type { Session };

const STORE = new SessionStore();

/** Who may close periods, accept deviations and read the audit log. */
const CLOSERS = ['admin', 'followup'];

export interface SignIn extends SessionState {
  /** Why somebody came back from the id-portal without being signed in. */
  readonly setback: string | null;
  readonly signIn: (token: string) => void;
  readonly signOut: () => void;
}

/** What became of a try at the id-portal, as it was left in the address. */
function setbackOfAddress(): string | null {
  return new URLSearchParams(window.location.search).get('sign-in');
}

/** Who is signed in, the same on all pages. */
export function useSession(): SignIn {
  const state = useSyncExternalStore(STORE.subscribe, STORE.current);
  const [setback] = useState(setbackOfAddress);
  return { ...state, setback, signIn: STORE.signIn, signOut: STORE.signOut };
}

/** Whether somebody may do what the follow-up team does. */
export function mayClose(session: Session | null): boolean {
  return session?.me.roles.some((role) => CLOSERS.includes(role)) ?? false;
}
