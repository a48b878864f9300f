import type { Result } from '#core';
import { useCallback, useEffect, useState } from 'react';
import { PATHS } from '../address/use-path.js';
import type { List, Problem } from '../api/answers.js';
import { getUnits } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { SignInForm } from '../handing-in/sign-in/sign-in-form.js';
import { type SignIn, useSession } from '../handing-in/sign-in/use-session.js';
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

/** What the page shows, asked for again and again, and at once when something was planned. */
function useFacts(token: string | null) {
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => {
    setTurn((n) => n + 1);
  }, []);
  const systems = useOperations<List<SystemAnswer>>('catalogue/systems', token, 0);
  const states = useOperations<List<StateAnswer>>('systems/states', token, turn);
  const outages = useOperations<OutagesAnswer>('outages?limit=50', token, turn);
  const work = useOperations<List<WorkAnswer>>('maintenance', token, turn);
  useEffect(() => {
    const timer = window.setInterval(again, ASK_AGAIN_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [again]);
  const failed = [systems, states, outages, work].find((answer) => answer.problem);
  return { systems, states, outages, work, failed, again };
}

type Facts = ReturnType<typeof useFacts>;

/** The systems by id, and what people call them. */
function knownSystems({ systems }: Facts) {
  const known = new Map((systems.value?.items ?? []).map((system) => [system.id, system]));
  const nameOf = (id: string): string => known.get(id)?.name.sv ?? id;
  return { known, nameOf };
}

/** How systems are, and what has been. */
function Present({ facts, token }: { readonly facts: Facts; readonly token: string | null }) {
  const { states, outages, failed } = facts;
  const { known, nameOf } = knownSystems(facts);
  const measured = (states.value?.items ?? []).flatMap(({ system }) => known.get(system) ?? []);
  return (
    <div className="operations-main">
      {!states.value && !failed && <p role="status">{OPERATIONS.loading}</p>}
      {states.value && <PresentSection states={states.value.items} systems={known} nameOf={nameOf} />}
      {outages.value && <OutagesSection outages={outages.value} nameOf={nameOf} />}
      {measured.length > 0 && <TimelineSection token={token} systems={measured} />}
    </div>
  );
}

/** What is planned, and the form to plan more for those who may. */
function Planned({ facts, signedIn }: { readonly facts: Facts; readonly signedIn: SignIn }) {
  const { session, ...signingIn } = signedIn;
  const { known, nameOf } = knownSystems(facts);
  const { work, again } = facts;
  const mayPlan = session?.me.roles.some((role) => PLANNERS.includes(role)) ?? false;
  return (
    <div className="operations-side">
      {work.value && <MaintenanceSection work={work.value.items} nameOf={nameOf} />}
      {session && mayPlan && <PlanForm token={session.token} systems={[...known.values()]} planned={again} />}
      {session === null && <SignInForm intro={OPERATIONS.signIn} {...signingIn} />}
    </div>
  );
}

/** The page of those who run things: how systems are, what has been, what is planned. */
export function OperationsPage() {
  const signedIn = useSession();
  const { session, signOut } = signedIn;
  const token = session?.token ?? null;
  const askUnits = useCallback((signal: AbortSignal) => getUnits(signal, token), [token]);
  const units = useAnswer(`units ${token === null ? '' : 'signed in'}`, askUnits);
  const facts = useFacts(token);
  const { failed } = facts;

  useEffect(() => {
    document.title = `${OPERATIONS.title} – ${WORDS.product}`;
  }, []);

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
        <div className="operations-grid">
          <Present facts={facts} token={token} />
          <Planned facts={facts} signedIn={signedIn} />
        </div>
      </main>
    </>
  );
}
