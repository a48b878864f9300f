import { type SubmitEvent, useId, useState } from 'react';
import { useAction } from '../api/use-action.js';
import { Fault } from '../notice/fault.js';
import { type RemarkTopic, sayOf } from './calls.js';
import { REMARKS } from './words.js';

interface Props {
  readonly topic: RemarkTopic;
  readonly name: string;
  readonly said: () => void;
}

/** A comment on a measure of the subject in the period. */
export function CommentForm({ topic, name, said }: Props) {
  const id = useId();
  const [empty, setEmpty] = useState(false);
  const saying = useAction((text: string) => sayOf(topic, text));

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const written = new FormData(event.currentTarget).get('text');
    const text = typeof written === 'string' ? written.trim() : '';
    setEmpty(text === '');
    if (text === '') return;
    const answer = await saying.run(text);
    if (answer?.ok) said();
  }

  return (
    <form
      className="remark-form"
      aria-label={`${REMARKS.comment}: ${name}`}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className="field">
        <label htmlFor={id}>{REMARKS.commentText}</label>
        <textarea id={id} name="text" rows={3} maxLength={4000} aria-invalid={empty} />
      </div>
      <div role="alert">{empty && <p className="fault">{REMARKS.nothingSaid}</p>}</div>
      <button type="submit" className="button small" aria-disabled={saying.busy}>
        {REMARKS.save}
      </button>
      <Fault problem={saying.problem} />
    </form>
  );
}
