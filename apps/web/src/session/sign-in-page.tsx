import { type ReactNode, useEffect } from 'react';
import { moveTo } from '../address/moving.js';
import { PATHS } from '../address/use-path.js';
import { SiteHeader } from '../header/site-header.js';
import { WORDS } from '../words.js';
import { SignInForm } from './sign-in-form.js';
import { useSession } from './use-session.js';
import { SESSION } from './words.js';

/** Where to go after signing in: a path of ours, or the scorecard. */
function returnPath(): string {
  const asked = new URLSearchParams(window.location.search).get('return') ?? '/';
  return /^\/(?![/\\])/.test(asked) && !asked.startsWith(PATHS.signIn) ? asked : '/';
}

/** Where people sign in, to come back to the page that they came from. */
export function SignInPage() {
  const { session, ...signingIn } = useSession();

  useEffect(() => {
    if (session) moveTo(returnPath());
  }, [session]);

  return <SignInFrame>{!session && <SignInForm {...signingIn} returnTo={returnPath()} />}</SignInFrame>;
}

/** Shown in place of every page of a city that keeps its figures to itself. */
export function ClosedPage() {
  const { session, ...signingIn } = useSession();
  return <SignInFrame>{!session && <SignInForm {...signingIn} intro={SESSION.closedIntro} />}</SignInFrame>;
}

function SignInFrame({ children }: { readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${SESSION.signIn} – ${WORDS.product}`;
  }, []);
  return (
    <>
      <a className="skip" href="#content">
        {WORDS.skipToContent}
      </a>
      <SiteHeader path={PATHS.signIn} city={undefined} />
      <main id="content" className="handing-in" tabIndex={-1}>
        <div className="page-heading">
          <h1>{SESSION.signIn}</h1>
        </div>
        {children}
      </main>
    </>
  );
}
