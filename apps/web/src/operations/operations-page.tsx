import type { MaintenancePlanned, Result } from '#core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { PATHS } from '../address/use-path.js';
import type { List, Problem, UnitAnswer } from '../api/answers.js';
import { useAnswer } from '../api/use-answer.js';
import { SignInForm } from '../session/sign-in-form.js';
import { type Session, type SignIn, useSession } from '../session/use-session.js';
import { SignedPage, useUnits } from '../header/signed-page.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { AlertsSection } from './alerts-section.js';
import {
  type AlertAnswer,
  type ChannelAnswer,
  type FailureAnswer,
  type OutagesAnswer,
  type StateAnswer,
  type SystemAnswer,
  type VantageAnswer,
  type WorkAnswer,
  getOperations,
} from './calls.js';
import { MessagesSection } from './messages/messages-section.js';
import { OutagesSection } from './outages-section.js';
import { PipelineSection } from './pipeline-section.js';
import { PresentSection } from './present-section.js';
import { SummaryStrip } from './summary-strip.js';
import { SystemGrid } from './system-grid.js';
import { TimelineSection } from './timeline-section.js';
import { StaleNotice, VantageSection } from './vantage-section.js';
import { PlanForm } from './work/plan-form.js';
import { type PlannedWork, plannedWork } from './work/planned-work.js';
import { WorkSection } from './work/work-section.js';
import { OPERATIONS } from './words.js';

const NO_UNITS: readonly never[] = [];
const ASK_AGAIN_MS = 30_000;
/** Who may see alerts, write of outages and plan work. */
const OPERATORS = ['admin', 'followup', 'operations'];
const NOTHING: Result<List<never>, Problem> = { ok: true, value: { items: [], next: null } };

function useOperations<T>(path: string, token: string | null, turn: number) {
  const asked = useCallback(
    (signal: AbortSignal): Promise<Result<T, Problem>> => getOperations<T>(path, token, signal),
    [path, token],
  );
  return useAnswer(`${path} ${turn} ${token === null ? '' : 'signed in'}`, asked);
}

/** Asks for what only some may see; nothing for the others. */
function useOperators<T>(path: string, { token, mayOperate, turn }: Asker) {
  const asked = useCallback(
    (signal: AbortSignal): Promise<Result<List<T>, Problem>> =>
      mayOperate ? getOperations(path, token, signal) : Promise.resolve(NOTHING),
    [path, token, mayOperate],
  );
  return useAnswer(`${path} ${turn} ${mayOperate ? 'signed in' : ''}`, asked);
}

/** Who asks, and for which time. */
interface Asker {
  readonly token: string | null;
  readonly mayOperate: boolean;
  readonly turn: number;
}

/** When something last came: each answer is an object of its own. */
function useArrival(value: unknown): number {
  const [arrival, setArrival] = useState(() => ({ value, atMs: Date.now() }));
  if (arrival.value !== value) setArrival({ value, atMs: Date.now() });
  return arrival.atMs;
}

/** What the page shows, asked for again and again, and at once when something was done. */
function useFacts(session: Session | null) {
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => {
    setTurn((n) => n + 1);
  }, []);
  const token = session?.token ?? null;
  const mayOperate = session?.me.roles.some((role) => OPERATORS.includes(role)) ?? false;
  const systems = useOperations<List<SystemAnswer>>('catalogue/systems', token, 0);
  const states = useOperations<List<StateAnswer>>('systems/states', token, turn);
  const statesAtMs = useArrival(states.value);
  const vantages = useOperations<List<VantageAnswer>>('vantages', token, turn);
  const outages = useOperations<OutagesAnswer>('outages?limit=50', token, turn);
  const work = useOperations<List<WorkAnswer>>('maintenance', token, turn);
  const plans = useOperations<List<MaintenancePlanned>>('maintenance/plans', token, turn);
  const asker = { token, mayOperate, turn };
  const alerts = useOperators<AlertAnswer>('alerts', asker);
  const channels = useOperators<ChannelAnswer>('alerts/channels', asker);
  const failures = useOperators<FailureAnswer>('alerts/failures', asker);
  useEffect(() => {
    const timer = window.setInterval(again, ASK_AGAIN_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [again]);
  const failed = [systems, states, vantages, outages, work, alerts].find((answer) => answer.problem);
  const own = { channels, failures };
  return {
    turn,
    token,
    mayOperate,
    systems,
    states,
    statesAtMs,
    vantages,
    outages,
    work,
    plans,
    alerts,
    own,
    failed,
    again,
  };
}

type Facts = ReturnType<typeof useFacts>;

/** The systems by id, and what people call them. */
function knownSystems({ systems }: Facts) {
  const known = new Map((systems.value?.items ?? []).map((system) => [system.id, system]));
  const nameOf = (id: string): string => known.get(id)?.name.sv ?? id;
  return { known, nameOf };
}

/** What is wrong, how systems are, and what has been. */
function Present({ facts, units }: { readonly facts: Facts; readonly units: readonly UnitAnswer[] }) {
  const { token, mayOperate, states, outages, alerts, failed, again } = facts;
  const { known, nameOf } = knownSystems(facts);
  const measured = (states.value?.items ?? []).flatMap(({ system }) => known.get(system) ?? []);
  const done = { token, again };
  const [about, setAbout] = useState<string | null>(null);
  const isUp = (id: string): boolean =>
    states.value?.items.some(
      ({ system, state }) => system === id && (state === 'up' || state === 'degraded'),
    ) ?? false;
  const isOut = (id: string): boolean =>
    outages.value?.items.some(({ system, to }) => system === id && to === null) ?? false;
  const unitName = (id: string): string => units.find((unit) => unit.id === id)?.name.sv ?? id;
  return (
    <div className="operations-main">
      {!states.value && !failed && <p role="status">{OPERATIONS.loading}</p>}
      {mayOperate && alerts.value && <AlertsSection alerts={alerts.value.items} isUp={isUp} {...done} />}
      {states.value && (
        <PresentSection
          states={states.value.items}
          systems={known}
          nameOf={nameOf}
          isSuspected={(id) => outages.value !== null && !isOut(id)}
        />
      )}
      {outages.value && (
        <OutagesSection
          outages={outages.value}
          nameOf={nameOf}
          isUp={isUp}
          write={mayOperate ? { ...done, tellOf: setAbout } : null}
        />
      )}
      <MessagesSection
        systems={[...known.values()]}
        nameOf={nameOf}
        mayWrite={mayOperate}
        about={about}
        setAbout={setAbout}
        turn={facts.turn}
      />
      {states.value && <SystemGrid states={states.value.items} systems={known} unitName={unitName} />}
      {measured.length > 0 && <TimelineSection token={token} systems={measured} turn={facts.turn} />}
    </div>
  );
}

/** What is planned, the form to plan more for those who may, and where it is measured from. */
function Planned({ facts, signedIn }: { readonly facts: Facts; readonly signedIn: SignIn }) {
  const { session, ...signingIn } = signedIn;
  const { known, nameOf } = knownSystems(facts);
  const { work, plans, vantages, own, token, mayOperate, again } = facts;
  const [changed, setChanged] = useState<PlannedWork | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const planned = useMemo(
    () => plannedWork(work.value?.items ?? [], plans.value?.items ?? []),
    [work.value, plans.value],
  );
  return (
    <div className="operations-side">
      {work.value && plans.value && (
        <WorkSection
          work={planned}
          nameOf={nameOf}
          change={mayOperate ? { token, again, begin: setChanged } : null}
        />
      )}
      {session && mayOperate && (
        <PlanForm
          key={changed?.plan ?? ''}
          token={token}
          systems={[...known.values()]}
          changed={changed}
          takesOver={changed !== null || told !== null}
          planned={(outcome) => {
            setTold(outcome);
            setChanged(null);
            again();
          }}
          leave={() => {
            setChanged(null);
          }}
        />
      )}
      <p role="status">{told}</p>
      {session === null && <SignInForm intro={OPERATIONS.signIn} {...signingIn} />}
      {vantages.value && <VantageSection vantages={vantages.value.items} />}
      {mayOperate && own.channels.value && own.failures.value && (
        <PipelineSection channels={own.channels.value.items} failures={own.failures.value.items} />
      )}
    </div>
  );
}

/** The page of those who run things: what is wrong, how systems are, what has been, what is planned. */
export function OperationsPage() {
  const signedIn = useSession();
  const units = useUnits(signedIn);
  const facts = useFacts(signedIn.session);
  const { failed } = facts;
  return (
    <SignedPage
      path={PATHS.operations}
      className="operations"
      title={OPERATIONS.title}
      intro={OPERATIONS.intro}
      units={units}
    >
      {failed?.problem && <ProblemNotice problem={failed.problem} retry={failed.retry} />}
      {facts.vantages.value && <StaleNotice vantages={facts.vantages.value.items} />}
      {facts.states.value && <SummaryStrip states={facts.states.value.items} atMs={facts.statesAtMs} />}
      <div className="operations-grid">
        <Present facts={facts} units={units.value?.items ?? NO_UNITS} />
        <Planned facts={facts} signedIn={signedIn} />
      </div>
    </SignedPage>
  );
}
