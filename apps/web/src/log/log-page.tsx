import { PATHS } from '../address/use-path.js';
import { SignedPage, useUnits } from '../header/signed-page.js';
import { SignInForm } from '../session/sign-in-form.js';
import { mayClose, useSession } from '../session/use-session.js';
import { LogSection } from './log-section.js';
import { LOG } from './words.js';

/** The page where the follow-up team reads who did what. */
export function LogPage() {
  const signedIn = useSession();
  const { session, ...signingIn } = signedIn;
  const units = useUnits(signedIn);
  return (
    <SignedPage path={PATHS.log} className="closing" title={LOG.title} intro={LOG.intro} units={units}>
      {mayClose(session) && <LogSection />}
      {session && !mayClose(session) && <p className="notice">{LOG.onlyTeam}</p>}
      {!session && <SignInForm intro={LOG.onlyTeam} {...signingIn} />}
    </SignedPage>
  );
}
