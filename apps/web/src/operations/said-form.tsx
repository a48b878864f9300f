import { type SubmitEvent, useId, useState } from 'react';
import type { Result } from '#core';
import type { Problem } from '../api/answers.js';
import { OPERATIONS } from './words.js';

interface Props {
  /** What it is about, for those who do not see where it stands. */
  readonly about: string;
  readonly label: string;
  readonly button: string;
  /** Whether there must be a text. */
  readonly required: boolean;
  readonly send: (text: string) => Promise<Result<unknown, Problem>>;
  readonly sent: () => void;
}

/** Some words about one thing, and the button that sends them. */
export function SaidForm({ about, label, button, required, send, sent }: Props) {
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const [sending, setSending] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (sending) return;
    const written = new FormData(event.currentTarget).get('text');
    const text = typeof written === 'string' ? written.trim() : '';
    if (required && text === '') {
      setFault(OPERATIONS.nothingSaid);
      return;
    }
    setSending(true);
    const answer = await send(text);
    setSending(false);
    setFault(answer.ok ? null : `${answer.problem.title}. ${answer.problem.detail}`);
    if (answer.ok) sent();
  }

  return (
    <form
      className="said"
      aria-label={`${button}: ${about}`}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <input id={id} name="text" type="text" autoComplete="off" aria-invalid={fault !== null} />
      </div>
      <button type="submit" className="button quiet" aria-disabled={sending}>
        {button}
      </button>
      <div role="alert">{fault !== null && <p className="fault">{fault}</p>}</div>
    </form>
  );
}
