import type { Result } from '#core';
import { useCallback, useEffect, useState } from 'react';
import { PATHS } from '../address/use-path.js';
import type { List, Problem } from '../api/answers.js';
import { getUnits } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { SignInForm } from '../handing-in/sign-in/sign-in-form.js';
import { useSession } from '../handing-in/sign-in/use-session.js';
import { HANDING_IN } from '../handing-in/words.js';
import { SiteHeader } from '../header/site-header.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { WORDS } from '../words.js';
import {
  type OutagesAnswer,
  type StateAnswer,
  type SystemAnswer,
  type WorkAnswer,
  getOperations,
} from './calls.js';
import { MaintenanceSection } from './maintenance-section.js';
import { OutagesSection } from './outages-section.js';
import { PlanForm } from './plan-form.js';
import { PresentSection } from './present-section.js';
import { TimelineSection } from './timeline-section.js';
import { OPERATIONS } from './words.js';

const ASK_AGAIN_MS = 30_000;
/** Who may plan work. */
const PLANNERS = ['admin', 'followup', 'operations'];

function useOperations<T>(path: string, token: string | null, turn: number) {
  const asked = useCallback(
    (signal: AbortSignal): Promise<Result<T, Problem>> => getOperations<T>(path, token, signal),
    [path, token],
  );
  return useAnswer(`${path} ${turn} ${token === null ? '' : 'signed in'}`, asked);
}

/** The page of those who run things: how systems are, what has been, what is planned. */
export function OperationsPage() {
  const { session, checking, problem, signIn, signOut } = useSession();
  const token = session?.token ?? null;
  const [turn, setTurn] = useState(0);
  const askUnits = useCallback((signal: AbortSignal) => getUnits(signal, token), [token]);
  const units = useAnswer(`units ${token === null ? '' : 'signed in'}`, askUnits);
  const systems = useOperations<List<SystemAnswer>>('catalogue/systems', token, 0);
  const states = useOperations<List<StateAnswer>>('systems/states', token, turn);
  const outages = useOperations<OutagesAnswer>('outages?limit=50', token, turn);
  const work = useOperations<List<WorkAnswer>>('maintenance', token, turn);

  useEffect(() => {
    document.title = `${OPERATIONS.title} – ${WORDS.product}`;
    const timer = window.setInterval(() => {
      setTurn((n) => n + 1);
    }, ASK_AGAIN_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, []);

  const known = new Map((systems.value?.items ?? []).map((system) => [system.id, system]));
  const nameOf = (id: string): string => known.get(id)?.name.sv ?? id;
  const measured = (states.value?.items ?? []).flatMap(({ system }) => known.get(system) ?? []);
  const failed = [systems, states, outages, work].find((answer) => answer.problem);
  const mayPlan = session?.me.roles.some((role) => PLANNERS.includes(role)) ?? false;

  return (
    <>
      <a className="skip" href="#content">
        {OPERATIONS.skip}
      </a>
      <SiteHeader
        path={PATHS.operations}
        city={units.value?.items.find(({ parent }) => parent === undefined)?.name.sv}
      >
        {session && (
          <div className="who">
            <span>{session.me.name}</span>
            <button type="button" className="button quiet small" onClick={signOut}>
              {HANDING_IN.signOut}
            </button>
          </div>
        )}
      </SiteHeader>
      <main id="content" className="operations" tabIndex={-1}>
        <div className="page-heading">
          <h1>{OPERATIONS.title}</h1>
          <p className="soft">{OPERATIONS.intro}</p>
        </div>
        {failed?.problem && <ProblemNotice problem={failed.problem} retry={failed.retry} />}
        {!states.value && !failed && <p role="status">{OPERATIONS.loading}</p>}
        <div className="operations-grid">
          <div className="operations-main">
            {states.value && <PresentSection states={states.value.items} systems={known} nameOf={nameOf} />}
            {outages.value && <OutagesSection outages={outages.value} nameOf={nameOf} />}
            {measured.length > 0 && <TimelineSection token={token} systems={measured} />}
          </div>
          <div className="operations-side">
            {work.value && <MaintenanceSection work={work.value.items} nameOf={nameOf} />}
            {token !== null && mayPlan && (
              <PlanForm
                token={token}
                systems={[...known.values()]}
                planned={() => {
                  setTurn((n) => n + 1);
                }}
              />
            )}
            {session === null && (
              <SignInForm intro={OPERATIONS.signIn} checking={checking} problem={problem} signIn={signIn} />
            )}
          </div>
        </div>
      </main>
    </>
  );
}
