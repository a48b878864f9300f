import { PageLink } from '../address/page-link.js';
import { PATHS } from '../address/use-path.js';
import { pageShown } from './portal-link.js';
import { useSession } from './use-session.js';
import { SESSION } from './words.js';

/** Who is signed in, and the way in or out. */
export function Who() {
  const { session, checking, signOut } = useSession();
  if (checking) return null;
  if (!session) {
    if (window.location.pathname === PATHS.signIn) return null;
    return (
      <div className="who">
        <PageLink
          href={`${PATHS.signIn}?return=${encodeURIComponent(pageShown())}`}
          className="button quiet small"
        >
          {SESSION.signIn}
        </PageLink>
      </div>
    );
  }
  return (
    <div className="who">
      <span>{session.me.name}</span>
      <button type="button" className="button quiet small" onClick={signOut}>
        {SESSION.signOut}
      </button>
    </div>
  );
}
