import { PATHS } from '../address/use-path.js';
import { SignedPage, useUnits } from '../header/signed-page.js';
import { SignInForm } from '../session/sign-in-form.js';
import { useSession } from '../session/use-session.js';
import { LinkPlace } from './links/link-place.js';
import { useLinkToken } from './links/use-link-token.js';
import { SignedIn } from './sign-in/signed-in.js';
import { HANDING_IN } from './words.js';

/** The page where administrations hand in: sign in, see what is owed, check a file, hand it in, find it again. */
export function HandingInPage() {
  const link = useLinkToken();
  const signedIn = useSession();
  const { session, ...signingIn } = signedIn;
  const units = useUnits(signedIn);
  return (
    <SignedPage
      path={PATHS.handingIn}
      className="handing-in"
      title={HANDING_IN.title}
      intro={HANDING_IN.intro}
      units={units}
    >
      <p className="guide-link">
        <a href="/lamna/hjalp">{HANDING_IN.guide}</a>
      </p>
      {link !== null && <LinkPlace key={link} token={link} />}
      {link === null && session && (
        <SignedIn key={session.token ?? session.me.id} session={session} units={units} />
      )}
      {link === null && !session && <SignInForm intro={HANDING_IN.signInIntro} {...signingIn} />}
    </SignedPage>
  );
}
