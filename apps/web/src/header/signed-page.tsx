import { type ReactNode, useCallback, useEffect } from 'react';
import type { Path } from '../address/use-path.js';
import type { List, UnitAnswer } from '../api/answers.js';
import { getUnits } from '../api/calls.js';
import { type Answer, useAnswer } from '../api/use-answer.js';
import type { SignIn } from '../session/use-session.js';
import { WORDS } from '../words.js';
import { SiteHeader } from './site-header.js';

interface Props {
  readonly path: Path;
  /** Of the main part. */
  readonly className: string;
  readonly title: string;
  readonly intro: string;
  readonly units: Answer<List<UnitAnswer>>;
  readonly children: ReactNode;
}

/** The units, asked for anew by whoever signs in: a city may keep its figures to itself. */
export function useUnits({ session }: Pick<SignIn, 'session'>): Answer<List<UnitAnswer>> {
  const token = session?.token ?? null;
  const asked = useCallback((signal: AbortSignal) => getUnits(signal, token), [token]);
  return useAnswer(`units ${session ? 'signed in' : ''}`, asked);
}

/** The frame of a page on which people work: the way past the header, and what the page is for. */
export function SignedPage({ path, className, title, intro, units, children }: Props) {
  useEffect(() => {
    document.title = `${title} – ${WORDS.product}`;
  }, [title]);

  return (
    <>
      <a className="skip" href="#content">
        {WORDS.skipToContent}
      </a>
      <SiteHeader path={path} city={units.value?.items.find(({ parent }) => parent === undefined)?.name.sv} />
      <main id="content" className={className} tabIndex={-1}>
        <div className="page-heading">
          <h1>{title}</h1>
          <p className="soft">{intro}</p>
        </div>
        {children}
      </main>
    </>
  );
}
