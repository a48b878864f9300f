import { type ReactNode, Suspense, lazy, useEffect, useRef } from 'react';
import { PATHS, type Path, usePath } from './address/use-path.js';
import { ComparisonPage } from './comparison/comparison-page.js';
import { ExplanationPage } from './explanation/explanation-page.js';
import { HandingInPage } from './handing-in/handing-in-page.js';
import { OperationsPage } from './operations/operations-page.js';
import { PortfolioPage } from './portfolio/portfolio-page.js';
import { ScorecardPage } from './scorecard/scorecard-page.js';
import { ClosedPage, SignInPage } from './session/sign-in-page.js';
import { useSession } from './session/use-session.js';

// Few people open these: they come when they are asked for.
const PeriodsPage = lazy(async () => ({ default: (await import('./closing/periods-page.js')).PeriodsPage }));
const SeriesPage = lazy(async () => ({ default: (await import('./series/series-page.js')).SeriesPage }));
const CollectingPage = lazy(async () => ({
  default: (await import('./collecting/collecting-page.js')).CollectingPage,
}));
const LogPage = lazy(async () => ({ default: (await import('./log/log-page.js')).LogPage }));

const PAGES: Readonly<Record<Path, () => ReactNode>> = {
  [PATHS.scorecard]: ScorecardPage,
  [PATHS.comparison]: ComparisonPage,
  [PATHS.portfolio]: PortfolioPage,
  [PATHS.explanation]: ExplanationPage,
  [PATHS.handingIn]: HandingInPage,
  [PATHS.operations]: OperationsPage,
  [PATHS.series]: () => <SeriesPage />,
  [PATHS.collecting]: () => <CollectingPage />,
  [PATHS.periods]: () => <PeriodsPage />,
  [PATHS.log]: () => <LogPage />,
  [PATHS.signIn]: SignInPage,
};

/** Pages that ask people to sign in themselves; a link for handing in opens one of them to those who have no account. */
const ASK_THEMSELVES: readonly Path[] = [PATHS.signIn, PATHS.handingIn];

/** The page that the address asks for; of a city that keeps its figures to itself, once somebody has signed in. */
export function App() {
  const path = usePath();
  const { session, closed, checking } = useSession();
  const kept = closed === true && !session && !ASK_THEMSELVES.includes(path);
  const asking = !session && !checking && (kept || path === PATHS.signIn);
  useFocusOnPage(asking);
  if (closed === null || (kept && checking)) return null;
  const Page = kept ? ClosedPage : PAGES[path];
  return (
    <Suspense fallback={null}>
      <Page />
    </Suspense>
  );
}

/** After signing in, the focus is on the page that people came for, not on a form that is gone. */
function useFocusOnPage(asking: boolean): void {
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current && !asking) document.querySelector('main')?.focus();
    asked.current = asking;
  });
}
