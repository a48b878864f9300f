import { type SubmitEvent, useId, useState } from 'react';
import { useAction } from '../../api/use-action.js';
import { Fault } from '../../notice/fault.js';
import type { SystemAnswer } from '../calls.js';
import { MessageFields } from './message-fields.js';
import { type MessageDraft, publishMessage, writtenIn } from './calls.js';
import { MESSAGES, TEMPLATES, filledIn } from './words.js';

interface Props {
  /** The public systems. */
  readonly systems: readonly SystemAnswer[];
  /** Ids of those that it is about to begin with. */
  readonly about: readonly string[];
  readonly published: () => void;
  readonly close: () => void;
}

const NOTHING = { sv: '', en: null };

/** Writes a message to citizens, from a template or from nothing. */
export function MessageForm({ systems, about, published, close }: Props) {
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>(about);
  const [template, setTemplate] = useState(about.length > 0 ? 'down' : '');
  const [incomplete, setIncomplete] = useState(false);
  const publishing = useAction((draft: MessageDraft) => publishMessage(draft));
  const begun = TEMPLATES.find((each) => each.id === template);
  const named = systems.filter((system) => chosen.includes(system.id));
  const filled = (part: 'title' | 'text') => {
    if (!begun) return NOTHING;
    const names = (language: 'sv' | 'en') => named.map(({ name }) => name[language]);
    return {
      sv: filledIn(begun[part].sv, names('sv'), 'sv'),
      en: filledIn(begun[part].en, names('en'), 'en'),
    };
  };

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const draft = { title: writtenIn(form, 'title'), text: writtenIn(form, 'text'), systems: chosen };
    const isIncomplete = draft.title.sv === '' || draft.text.sv === '';
    setIncomplete(isIncomplete);
    if (isIncomplete) return;
    const answer = await publishing.run(draft);
    if (answer?.ok) published();
  }

  return (
    <form
      className="message-form"
      aria-label={MESSAGES.tell}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className="field">
        <label htmlFor={`${id}-systems`}>{MESSAGES.systems}</label>
        <select
          id={`${id}-systems`}
          multiple
          size={5}
          value={[...chosen]}
          onChange={(event) => {
            setChosen([...event.target.selectedOptions].map(({ value }) => value));
          }}
        >
          {systems.map((system) => (
            <option key={system.id} value={system.id}>
              {system.name.sv}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-template`}>{MESSAGES.template}</label>
        <select
          id={`${id}-template`}
          value={template}
          onChange={(event) => {
            setTemplate(event.target.value);
          }}
        >
          <option value="">{MESSAGES.noTemplate}</option>
          {TEMPLATES.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      <MessageFields key={`${template} ${chosen.join(' ')}`} title={filled('title')} text={filled('text')} />
      <div role="alert">{incomplete && <p className="fault">{MESSAGES.incomplete}</p>}</div>
      <div className="ways">
        <button type="submit" className="button" aria-disabled={publishing.busy}>
          {MESSAGES.publish}
        </button>
        <button type="button" className="button quiet" onClick={close}>
          {MESSAGES.cancel}
        </button>
      </div>
      <Fault problem={publishing.problem} />
    </form>
  );
}
