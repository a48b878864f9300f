import type { ReactNode } from 'react';
import { PageLink } from '../address/page-link.js';
import { PATHS, type Path } from '../address/use-path.js';
import { Who } from '../session/who.js';
import { WORDS } from '../words.js';

const PAGES: readonly (readonly [Path, string])[] = [
  [PATHS.scorecard, WORDS.scorecardPage],
  [PATHS.comparison, WORDS.comparisonPage],
  [PATHS.portfolio, WORDS.portfolioPage],
  [PATHS.handingIn, WORDS.handingInPage],
  [PATHS.operations, WORDS.operationsPage],
  [PATHS.periods, WORDS.periodsPage],
];

interface Props {
  readonly path: Path;
  /** Name of the city; what the product is for until that is known. */
  readonly city: string | undefined;
  /** What the page itself puts there. */
  readonly children?: ReactNode;
}

/** The name of the product and of the city, and the way between the pages. */
export function SiteHeader({ path, city, children }: Props) {
  return (
    <header className="page-header">
      <div className="page-header-inner">
        <div className="brand">
          <img src="/perspektiv.svg" alt="" width="36" height="36" />
          <div>
            <PageLink href={PATHS.scorecard} className="brand-name">
              {WORDS.product}
            </PageLink>
            <p className="brand-city">{city ?? WORDS.purpose}</p>
          </div>
        </div>
        <Who />
        <nav className="pages" aria-label={WORDS.pages}>
          <ul>
            {PAGES.map(([href, name]) => (
              <li key={href}>
                <PageLink href={href} current={href === path}>
                  {name}
                </PageLink>
              </li>
            ))}
          </ul>
        </nav>
        {children}
      </div>
    </header>
  );
}
