import type { StatusMessage } from '#core';
import { type SubmitEvent, useId, useState } from 'react';
import { useAction } from '../../api/use-action.js';
import { Fault } from '../../notice/fault.js';
import { updateMessage, writtenIn } from './calls.js';
import { MESSAGES } from './words.js';

/** What came to be known since. */
export function UpdateForm({
  message,
  sent,
}: {
  readonly message: StatusMessage;
  readonly sent: () => void;
}) {
  const id = useId();
  const [empty, setEmpty] = useState(false);
  const sending = useAction((form: FormData) => updateMessage(message.id, writtenIn(form, 'update')));

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const isEmpty = writtenIn(form, 'update').sv === '';
    setEmpty(isEmpty);
    if (isEmpty) return;
    const answer = await sending.run(form);
    if (answer?.ok) sent();
  }

  return (
    <form
      className="message-form"
      aria-label={`${MESSAGES.update}: ${message.title.sv}`}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className="field">
        <label htmlFor={id}>{MESSAGES.updateText}</label>
        <textarea id={id} name="update" rows={2} aria-invalid={empty} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-en`}>{MESSAGES.updateTextEn}</label>
        <textarea id={`${id}-en`} name="update-en" lang="en" rows={2} />
      </div>
      <div role="alert">{empty && <p className="fault">{MESSAGES.nothingSaid}</p>}</div>
      <button type="submit" className="button small" aria-disabled={sending.busy}>
        {MESSAGES.send}
      </button>
      <Fault problem={sending.problem} />
    </form>
  );
}
