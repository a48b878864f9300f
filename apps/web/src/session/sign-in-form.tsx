import { type SubmitEvent, useId, useState } from 'react';
import type { SignIn } from './use-session.js';
import { HANDING_IN } from '../words.js';
import { PortalLink } from './portal-link.js';

interface Props extends Pick<SignIn, 'checking' | 'problem' | 'provider' | 'setback' | 'signIn'> {
  /** Who should sign in; those who hand in, unless said. */
  readonly intro?: string;
}

/** Where people go to the id-portal, or paste a token, once for as long as the tab is open. */
export function SignInForm({ intro = HANDING_IN.signInIntro, ...signingIn }: Props) {
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
      <h2>{HANDING_IN.signIn}</h2>
      {provider && <PortalLink provider={provider} setback={setback} />}
      <p className="soft">{intro}</p>
      <div className="field">
        <label htmlFor={id}>{HANDING_IN.token}</label>
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
          {HANDING_IN.tokenHint}
        </p>
      </div>
      <div role="alert">
        {empty && <p className="fault">{HANDING_IN.tokenMissing}</p>}
        {problem && !checking && (
          <p className="fault">
            <strong>{problem.title}.</strong> {problem.detail}
          </p>
        )}
      </div>
      <button type="submit" className="button" aria-disabled={checking}>
        {HANDING_IN.signIn}
      </button>
      <p className="soft" role="status">
        {checking && HANDING_IN.checkingToken}
      </p>
    </form>
  );
}
