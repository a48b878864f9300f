import { useCallback, useEffect } from 'react';
import { PATHS } from '../address/use-path.js';
import { getUnits } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { SiteHeader } from '../header/site-header.js';
import { WORDS } from '../words.js';
import { LinkPlace } from './links/link-place.js';
import { useLinkToken } from './links/use-link-token.js';
import { SignInForm } from './sign-in/sign-in-form.js';
import { SignedIn } from './sign-in/signed-in.js';
import { useSession } from './sign-in/use-session.js';
import { HANDING_IN } from './words.js';

/** The page where administrations hand in: sign in, see what is owed, check a file, hand it in, find it again. */
export function HandingInPage() {
  const link = useLinkToken();
  const { session, signOut, ...signingIn } = useSession();
  // A city may keep its figures to itself: then the units too are only for those who have signed in.
  const token = session?.token ?? null;
  const askUnits = useCallback((signal: AbortSignal) => getUnits(signal, token), [token]);
  const units = useAnswer(`units ${session ? 'signed in' : ''}`, askUnits);

  useEffect(() => {
    document.title = `${HANDING_IN.title} – ${WORDS.product}`;
  }, []);

  return (
    <>
      <a className="skip" href="#content">
        {HANDING_IN.skip}
      </a>
      <SiteHeader
        path={PATHS.handingIn}
        city={units.value?.items.find(({ parent }) => parent === undefined)?.name.sv}
      >
        {session && (
          <div className="who">
            <span>{session.me.name}</span>
            <button type="button" className="button quiet small" onClick={signOut}>
              {HANDING_IN.signOut}
            </button>
          </div>
        )}
      </SiteHeader>
      <main id="content" className="handing-in" tabIndex={-1}>
        <div className="page-heading">
          <h1>{HANDING_IN.title}</h1>
          <p className="soft">{HANDING_IN.intro}</p>
        </div>
        {link !== null && <LinkPlace key={link} token={link} />}
        {link === null && session && (
          <SignedIn key={session.token ?? session.me.id} session={session} units={units} />
        )}
        {link === null && !session && <SignInForm {...signingIn} />}
      </main>
    </>
  );
}
