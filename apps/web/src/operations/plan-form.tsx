import { type SubmitEvent, useId, useState } from 'react';
import type { Problem } from '../api/answers.js';
import { cityInstant } from './city-instant.js';
import { type SystemAnswer, planWork } from './calls.js';
import { OPERATIONS } from './words.js';

interface Props {
  readonly token: string | null;
  readonly systems: readonly SystemAnswer[];
  readonly planned: () => void;
}

type Outcome = 'planned' | 'incomplete' | Problem | null;

/** Where work on a system is planned. */
export function PlanForm({ token, systems, planned }: Props) {
  const id = useId();
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [sending, setSending] = useState(false);

  async function send(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const from = cityInstant(text('from'));
    const to = cityInstant(text('to'));
    const note = text('note');
    if (from === null || to === null || note === '' || Date.parse(from) >= Date.parse(to)) {
      setOutcome('incomplete');
      return;
    }
    const repeats = text('repeats');
    const order = { systems: [text('system')], from, to, note, ...(repeats === '' ? {} : { repeats }) };
    setSending(true);
    const answer = await planWork(order, token);
    setSending(false);
    setOutcome(answer.ok ? 'planned' : answer.problem);
    if (!answer.ok) return;
    form.reset();
    planned();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!sending) void send(event.currentTarget);
  }

  return (
    <form className="panel plan-form" onSubmit={submit} noValidate aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{OPERATIONS.plan}</h2>
      <p className="soft">{OPERATIONS.planIntro}</p>
      <div className="field">
        <label htmlFor={`${id}-system`}>{OPERATIONS.system}</label>
        <select id={`${id}-system`} name="system">
          {systems.map((system) => (
            <option key={system.id} value={system.id}>
              {system.name.sv}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-from`}>{OPERATIONS.from}</label>
        <input id={`${id}-from`} name="from" type="datetime-local" />
      </div>
      <div className="field">
        <label htmlFor={`${id}-to`}>{OPERATIONS.to}</label>
        <input id={`${id}-to`} name="to" type="datetime-local" />
      </div>
      <div className="field">
        <label htmlFor={`${id}-repeats`}>{OPERATIONS.repeats}</label>
        <select id={`${id}-repeats`} name="repeats">
          <option value="">{OPERATIONS.once}</option>
          <option value="weekly">{OPERATIONS.weekly}</option>
          <option value="FREQ=MONTHLY">{OPERATIONS.monthly}</option>
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-note`}>{OPERATIONS.note}</label>
        <input id={`${id}-note`} name="note" type="text" autoComplete="off" />
      </div>
      <div role="alert">
        {outcome === 'incomplete' && <p className="fault">{OPERATIONS.incomplete}</p>}
        {outcome !== null && typeof outcome === 'object' && (
          <p className="fault">
            <strong>{outcome.title}.</strong> {outcome.detail}
          </p>
        )}
      </div>
      <p role="status">{outcome === 'planned' && OPERATIONS.planned}</p>
      <button type="submit" className="button" aria-disabled={sending}>
        {OPERATIONS.plan}
      </button>
    </form>
  );
}
