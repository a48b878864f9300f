import type { StatusMessage } from '#core';
import { useState } from 'react';
import { useAction } from '../../api/use-action.js';
import { formatInstant } from '../../format/instant.js';
import { Fault } from '../../notice/fault.js';
import { endMessage } from './calls.js';
import { UpdateForm } from './update-form.js';
import { MESSAGES } from './words.js';

interface Props {
  readonly message: StatusMessage;
  readonly nameOf: (id: string) => string;
  readonly mayWrite: boolean;
  readonly again: () => void;
}

/** A message that goes on: what it says, and for those who may, the ways to tell more and to end it. */
export function MessageView({ message, nameOf, mayWrite, again }: Props) {
  const { id, title, text, systems, at, updates } = message;
  const [writing, setWriting] = useState(false);
  const ending = useAction(async () => {
    const answer = await endMessage(id);
    if (answer.ok) again();
    return answer;
  });
  const about = systems.map(nameOf).join(', ');
  return (
    <li className="message">
      <h3>{title.sv}</h3>
      <p className="soft">{[formatInstant(at), about].filter((part) => part !== '').join(' · ')}</p>
      <p>{text.sv}</p>
      {updates.map((update) => (
        <p key={update.at}>
          <span className="soft">{formatInstant(update.at)}</span> {update.text.sv}
        </p>
      ))}
      {mayWrite && (
        <div className="ways">
          <button
            type="button"
            className="button quiet small"
            aria-expanded={writing}
            onClick={() => {
              setWriting(!writing);
            }}
          >
            {writing ? MESSAGES.cancel : MESSAGES.update}
            <span className="hidden">: {title.sv}</span>
          </button>
          <button
            type="button"
            className="button quiet small"
            aria-disabled={ending.busy}
            onClick={() => void ending.run(undefined)}
          >
            {MESSAGES.end}
            <span className="hidden">: {title.sv}</span>
          </button>
        </div>
      )}
      {writing && (
        <UpdateForm
          message={message}
          sent={() => {
            setWriting(false);
            again();
          }}
        />
      )}
      <Fault problem={ending.problem} />
    </li>
  );
}
