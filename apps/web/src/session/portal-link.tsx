import type { SignInProvider } from '../api/answers.js';
import { SESSION, SETBACK_WORDS } from './words.js';

interface Props {
  readonly provider: SignInProvider;
  /** Why somebody came back without being signed in. */
  readonly setback: string | null;
  /** The page to come back to. */
  readonly returnTo: string;
}

/** The way to the city's id-portal, and what came of the last try. */
export function PortalLink({ provider, setback, returnTo }: Props) {
  return (
    <>
      <a className="button" href={`${provider.address}?return=${encodeURIComponent(returnTo)}`}>
        {provider.button.sv}
      </a>
      <div role="alert">
        {setback !== null && <p className="fault">{SETBACK_WORDS[setback] ?? SETBACK_WORDS.failed}</p>}
      </div>
      <h3>{SESSION.orToken}</h3>
    </>
  );
}

/** The page that is shown, without what the last try to sign in left in its address. */
export function pageShown(): string {
  const query = new URLSearchParams(window.location.search);
  query.delete('sign-in');
  const text = query.toString();
  return `${window.location.pathname}${text === '' ? '' : `?${text}`}`;
}
