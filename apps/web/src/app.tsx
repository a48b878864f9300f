import { PATHS, usePath } from './address/use-path.js';
import { HandingInPage } from './handing-in/handing-in-page.js';
import { ScorecardPage } from './scorecard/scorecard-page.js';

/** The page that the address asks for. */
export function App() {
  return usePath() === PATHS.handingIn ? <HandingInPage /> : <ScorecardPage />;
}
