import type { ReactNode } from 'react';
import { PATHS, type Path, usePath } from './address/use-path.js';
import { ComparisonPage } from './comparison/comparison-page.js';
import { ExplanationPage } from './explanation/explanation-page.js';
import { HandingInPage } from './handing-in/handing-in-page.js';
import { OperationsPage } from './operations/operations-page.js';
import { PortfolioPage } from './portfolio/portfolio-page.js';
import { ScorecardPage } from './scorecard/scorecard-page.js';

const PAGES: Readonly<Record<Path, () => ReactNode>> = {
  [PATHS.scorecard]: ScorecardPage,
  [PATHS.comparison]: ComparisonPage,
  [PATHS.portfolio]: PortfolioPage,
  [PATHS.explanation]: ExplanationPage,
  [PATHS.handingIn]: HandingInPage,
  [PATHS.operations]: OperationsPage,
};

/** The page that the address asks for. */
export function App() {
  const Page = PAGES[usePath()];
  return <Page />;
}
