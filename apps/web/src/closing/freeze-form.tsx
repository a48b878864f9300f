import { type SubmitEvent, useId, useState } from 'react';
import { useAction } from '../api/use-action.js';
import { Fault } from '../notice/fault.js';
import { freeze } from './calls.js';
import { CLOSING, typeWords } from './words.js';

interface Props {
  readonly period: string;
  readonly restate: boolean;
  readonly frozen: () => void;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Freezes a period when its name is typed; what is kept for ever is not a slip of the hand. */
export function FreezeForm({ period, restate, frozen }: Props) {
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const freezing = useAction((reason: string | null) => freeze(period, reason));

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = textOf(form, 'reason');
    const typed = textOf(form, 'typed') === period;
    if (restate && reason === '') setFault(CLOSING.whyMissing);
    else setFault(typed ? null : `${typeWords(period)}.`);
    if (!typed || (restate && reason === '')) return;
    const answer = await freezing.run(restate ? reason : null);
    if (answer?.ok) frozen();
  }

  return (
    <form className="freeze-form" onSubmit={(event) => void submit(event)} noValidate>
      {restate && (
        <div className="field">
          <label htmlFor={`${id}-reason`}>{CLOSING.why}</label>
          <input
            id={`${id}-reason`}
            name="reason"
            autoComplete="off"
            aria-invalid={fault === CLOSING.whyMissing}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-typed`}>{typeWords(period)}</label>
        <input
          id={`${id}-typed`}
          name="typed"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={fault !== null && fault !== CLOSING.whyMissing}
        />
      </div>
      <div role="alert">{fault !== null && <p className="fault">{fault}</p>}</div>
      <button type="submit" className="button" aria-disabled={freezing.busy}>
        {restate ? CLOSING.restate : CLOSING.freezeButton}
      </button>
      <Fault problem={freezing.problem} />
    </form>
  );
}
