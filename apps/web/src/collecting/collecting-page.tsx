import type { CollectorOverview } from '#core';
import { useCallback, useEffect, useState } from 'react';
import { PATHS } from '../address/use-path.js';
import { useAnswer } from '../api/use-answer.js';
import { formatInstant } from '../format/instant.js';
import { SignedPage, useUnits } from '../header/signed-page.js';
import { Mark } from '../mark/mark.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { SignInForm } from '../session/sign-in-form.js';
import { useSession } from '../session/use-session.js';
import { getCollectors } from './calls.js';
import { RunForm } from './run-form.js';
import { RunTold } from './run-told.js';
import { COLLECTING, OUTCOME_MARKS } from './words.js';

const ASK_AGAIN_MS = 15_000;
/** Who may see and run collectors. */
const OPERATORS = ['admin', 'followup', 'operations'];

interface PanelProps {
  readonly collector: CollectorOverview;
  readonly token: string | null;
  readonly again: () => void;
}

/** One collector: how it fares, its last run, those before, and a run by hand. */
function CollectorPanel({ collector, token, again }: PanelProps) {
  const { id, name, next, lastSuccessAt, staleSince, runs } = collector;
  const [last, ...before] = runs;
  const success = lastSuccessAt === null ? COLLECTING.never : formatInstant(lastSuccessAt);
  return (
    <section className="panel" aria-labelledby={`collector-${id}`}>
      <h2 id={`collector-${id}`}>{name.sv}</h2>
      {staleSince !== null && (
        <p>
          <Mark {...OUTCOME_MARKS.failed}>{COLLECTING.stale}</Mark> {COLLECTING.staleSince}{' '}
          {formatInstant(staleSince)}.
        </p>
      )}
      {last ? <RunTold run={last} /> : <p className="soft">{COLLECTING.neverRun}</p>}
      <p className="soft">
        {COLLECTING.next}: {formatInstant(next)}. {COLLECTING.lastSuccess}: {success}.
      </p>
      <RunForm id={id} name={name.sv} token={token} again={again} />
      {before.length > 0 && (
        <details>
          <summary>{COLLECTING.of(COLLECTING.runs, name.sv)}</summary>
          {before.map((run) => (
            <RunTold key={run.id} run={run} />
          ))}
        </details>
      )}
    </section>
  );
}

/** All collectors, asked for again and again while the page is open. */
function Collectors({ token }: { readonly token: string | null }) {
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => {
    setTurn((n) => n + 1);
  }, []);
  useEffect(() => {
    const timer = window.setInterval(again, ASK_AGAIN_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [again]);
  const asked = useCallback((signal: AbortSignal) => getCollectors(token, signal), [token]);
  const { value, problem, retry } = useAnswer(`collectors ${turn}`, asked);
  return (
    <>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {!value && !problem && <p role="status">{COLLECTING.loading}</p>}
      {value?.items.length === 0 && <p className="notice">{COLLECTING.none}</p>}
      {value?.items.map((each) => (
        <CollectorPanel key={each.id} collector={each} token={token} again={again} />
      ))}
    </>
  );
}

/** The page of what fetches itself. */
export function CollectingPage() {
  const signedIn = useSession();
  const { session, ...signingIn } = signedIn;
  const units = useUnits(signedIn);
  const mayOperate = session?.me.roles.some((role) => OPERATORS.includes(role)) ?? false;
  return (
    <SignedPage
      path={PATHS.collecting}
      className="closing"
      title={COLLECTING.title}
      intro={COLLECTING.intro}
      units={units}
    >
      {session && mayOperate && <Collectors token={session.token} />}
      {session && !mayOperate && <p className="notice">{COLLECTING.onlyOperators}</p>}
      {!session && <SignInForm intro={COLLECTING.signIn} {...signingIn} />}
    </SignedPage>
  );
}
