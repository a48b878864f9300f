import type { FrozenPeriod } from '#core';
import { useCallback, useMemo, useState } from 'react';
import { PageLink } from '../address/page-link.js';
import { PATHS } from '../address/use-path.js';
import { useQuery } from '../address/use-query.js';
import type { DatasetAnswer, List } from '../api/answers.js';
import { useAsked } from '../api/use-asked.js';
import { periodText } from '../format/period.js';
import { useCatalogueNames } from '../handing-in/catalogue-names.js';
import { PeriodPicker } from '../header/period-picker.js';
import { SignedPage, useUnits } from '../header/signed-page.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { SignInForm } from '../session/sign-in-form.js';
import { mayClose, useSession } from '../session/use-session.js';
import { closableOf } from './closable.js';
import { Closing } from './closing.js';
import { readPeriodsAddress, writePeriodsAddress } from './periods-address.js';
import { StandingSection } from './standing-section.js';
import { CLOSING } from './words.js';

const FORM = { read: readPeriodsAddress, write: writePeriodsAddress };
const NONE: readonly never[] = [];

/** The page where periods are closed and indicators leave the house. */
export function PeriodsPage() {
  const [{ period }, go] = useQuery(FORM);
  const signedIn = useSession();
  const { session, ...signingIn } = signedIn;
  const units = useUnits(signedIn);
  const datasets = useAsked<List<DatasetAnswer>>('catalogue/datasets');
  const names = useCatalogueNames(units.value?.items ?? NONE, datasets.value?.items ?? NONE);
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => {
    setTurn((count) => count + 1);
  }, []);
  const frozen = useAsked<List<FrozenPeriod>>('periods', turn);
  const text = periodText(period);
  const closable = useMemo(() => closableOf(period, frozen.value?.items ?? NONE), [period, frozen.value]);

  return (
    <SignedPage
      path={PATHS.periods}
      className="closing"
      title={CLOSING.title}
      intro={CLOSING.intro}
      units={units}
    >
      <div className="pickers closing-pickers">
        <PeriodPicker
          period={period}
          choose={(chosen) => {
            go({ period: chosen });
          }}
        />
        {mayClose(session) && <PageLink href={PATHS.log}>{CLOSING.log}</PageLink>}
      </div>
      <Waiting asked={frozen} />
      {frozen.value && (
        <div className="closing-parts">
          <StandingSection closable={closable} />
          {mayClose(session) && session && period.type !== 'month' && (
            <Closing
              key={text}
              closable={closable}
              session={session}
              names={names}
              turn={turn}
              again={again}
            />
          )}
          {session && !mayClose(session) && <p className="notice">{CLOSING.onlyTeam}</p>}
          {!session && <SignInForm intro={CLOSING.onlyTeam} {...signingIn} />}
        </div>
      )}
    </SignedPage>
  );
}

/** What stands there until the frozen periods are known. */
function Waiting({
  asked: { value, problem, retry },
}: {
  asked: Pick<ReturnType<typeof useAsked>, 'value' | 'problem' | 'retry'>;
}) {
  if (problem) return <ProblemNotice problem={problem} retry={retry} />;
  return value ? null : <p role="status">{CLOSING.loading}</p>;
}
