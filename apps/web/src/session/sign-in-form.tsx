import { type SubmitEvent, useId, useState } from 'react';
import type { SignIn } from './use-session.js';
import { PortalLink, pageShown } from './portal-link.js';
import { SESSION } from './words.js';

interface Props extends Pick<SignIn, 'checking' | 'problem' | 'provider' | 'setback' | 'signIn'> {
  /** Who should sign in, and what for. */
  readonly intro?: string;
  /** The page to come back to; the one that is shown unless said. */
  readonly returnTo?: string;
}

/** Where people go to the id-portal, or paste a token, once for as long as the tab is open. */
export function SignInForm({ intro = SESSION.intro, returnTo = pageShown(), ...signingIn }: Props) {
  const { checking, problem, provider, setback, signIn } = signingIn;
  const id = useId();
  const [token, setToken] = useState('');
  const [empty, setEmpty] = useState(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const typed = token.trim();
    setEmpty(typed === '');
    if (typed !== '') signIn(typed);
  }

  return (
    <form className="panel sign-in" onSubmit={submit} noValidate>
      <h2>{SESSION.signIn}</h2>
      {provider && <PortalLink provider={provider} setback={setback} returnTo={returnTo} />}
      <p className="soft">{intro}</p>
      <div className="field">
        <label htmlFor={id}>{SESSION.token}</label>
        <input
          id={id}
          type="password"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          aria-invalid={empty || problem?.status === 401}
          value={token}
          onChange={(event) => {
            setToken(event.target.value);
          }}
        />
        <p id={`${id}-hint`} className="field-hint">
          {SESSION.tokenHint}
        </p>
      </div>
      <div role="alert">
        {empty && <p className="fault">{SESSION.tokenMissing}</p>}
        {problem && !checking && (
          <p className="fault">
            <strong>{problem.title}.</strong> {problem.detail}
          </p>
        )}
      </div>
      <button type="submit" className="button" aria-disabled={checking}>
        {SESSION.signIn}
      </button>
      <p className="soft" role="status">
        {checking && SESSION.checkingToken}
      </p>
    </form>
  );
}
