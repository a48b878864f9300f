import { type SubmitEvent, useId, useState } from 'react';
import type { CollectorRun } from '#core';
import { runCollector } from './calls.js';
import { RunTold } from './run-told.js';
import { COLLECTING } from './words.js';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly token: string | null;
  /** A run has begun. */
  readonly again: () => void;
}

/** What was answered: a run that has ended, that one has begun, or why none has. */
type Said = { readonly run: CollectorRun } | { readonly text: string; readonly isFault: boolean };

/** The query of a form: which button sent it, and what is filled in. */
function queryOf(form: FormData, button: string): Record<string, string> {
  const filled = ['from', 'to'].flatMap((field) => {
    const value = form.get(field);
    return typeof value === 'string' && value.trim() !== '' ? [[field, value.trim()] as const] : [];
  });
  const accept = form.has('accept') ? { accept: 'true' } : {};
  return { ...Object.fromEntries(filled), ...accept, ...(button === 'dry' ? { dryRun: 'true' } : {}) };
}

/** Runs a collector now, for its usual months or for some. */
export function RunForm({ id, name, token, again }: Props) {
  const field = useId();
  const [said, setSaid] = useState<Said | null>(null);
  const [sending, setSending] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (sending) return;
    const button = event.nativeEvent.submitter?.getAttribute('value') ?? '';
    setSending(true);
    const answer = await runCollector(id, queryOf(new FormData(event.currentTarget), button), token);
    setSending(false);
    if (!answer.ok) setSaid({ text: `${answer.problem.title}. ${answer.problem.detail}`, isFault: true });
    else if (answer.value.run) setSaid({ run: answer.value.run });
    else setSaid({ text: COLLECTING.begun, isFault: false });
    again();
  }

  return (
    <form
      aria-label={COLLECTING.of(COLLECTING.runNow, name)}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <details>
        <summary>{COLLECTING.fillIn}</summary>
        <div className="field">
          <label htmlFor={`${field}-from`}>{COLLECTING.from}</label>
          <input id={`${field}-from`} name="from" type="text" autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor={`${field}-to`}>{COLLECTING.to}</label>
          <input id={`${field}-to`} name="to" type="text" autoComplete="off" />
        </div>
        <p>
          <input id={`${field}-accept`} name="accept" type="checkbox" />{' '}
          <label htmlFor={`${field}-accept`}>{COLLECTING.accept}</label>
        </p>
      </details>
      <button type="submit" value="run" className="button" aria-disabled={sending}>
        {COLLECTING.runNow}
      </button>{' '}
      <button type="submit" value="dry" className="button quiet" aria-disabled={sending}>
        {COLLECTING.tryOut}
      </button>
      <div role="status">
        {said && 'run' in said && <RunTold run={said.run} />}
        {said && 'text' in said && <p className={said.isFault ? 'fault' : ''}>{said.text}</p>}
      </div>
    </form>
  );
}
