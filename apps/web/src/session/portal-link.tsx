import type { SignInProvider } from '../../api/answers.js';
import { HANDING_IN, SETBACK_WORDS } from '../words.js';

interface Props {
  readonly provider: SignInProvider;
  /** Why somebody came back without being signed in. */
  readonly setback: string | null;
}

/** The way to the city's id-portal, and what came of the last try. */
export function PortalLink({ provider, setback }: Props) {
  return (
    <>
      <a
        className="button"
        href={`${provider.address}?return=${encodeURIComponent(window.location.pathname)}`}
      >
        {provider.button.sv}
      </a>
      <div role="alert">
        {setback !== null && <p className="fault">{SETBACK_WORDS[setback] ?? SETBACK_WORDS.failed}</p>}
      </div>
      <h3>{HANDING_IN.orToken}</h3>
    </>
  );
}
