import { useCallback, useMemo } from 'react';
import type { List, UnitAnswer } from '../../api/answers.js';
import { type Answer, useAnswer } from '../../api/use-answer.js';
import { unitRows } from '../../header/unit-tree.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import { getDatasets } from '../calls.js';
import { useCatalogueNames } from '../catalogue-names.js';
import { HANDING_IN } from '../words.js';
import { Workplace } from '../workplace.js';
import type { Session } from '../../session/use-session.js';

interface Props {
  readonly session: Session;
  readonly units: Answer<List<UnitAnswer>>;
}

const NONE: readonly never[] = [];

/** What somebody who has signed in sees: the workplace, or why there is none. */
export function SignedIn({ session, units }: Props) {
  const { token } = session;
  const askDatasets = useCallback((signal: AbortSignal) => getDatasets(token, signal), [token]);
  const datasets = useAnswer('datasets', askDatasets);
  const names = useCatalogueNames(units.value?.items ?? NONE, datasets.value?.items ?? NONE);
  const mine = useMemo(
    () => unitRows(units.value?.items ?? NONE).filter(({ id }) => session.me.units.includes(id)),
    [units.value, session],
  );
  if (session.me.units.length === 0) {
    return (
      <div className="notice problem" role="alert">
        <h2>{HANDING_IN.noUnits}</h2>
        <p>{HANDING_IN.noUnitsDetail}</p>
      </div>
    );
  }
  const { problem, retry } = units.problem ? units : datasets;
  if (problem) return <ProblemNotice problem={problem} retry={retry} />;
  if (mine.length === 0 || !datasets.value) return null;
  return <Workplace session={session} units={mine} names={names} />;
}
