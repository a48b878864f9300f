import { type SubmitEvent, useId, useState } from 'react';
import { useAction } from '../api/use-action.js';
import { type CalendarPeriod, firstDay, lastDay } from '../format/period.js';
import { Fault } from '../notice/fault.js';
import { type RemarkTopic, acceptDeviation } from './calls.js';
import { REMARKS } from './words.js';

interface Props {
  readonly topic: RemarkTopic;
  readonly name: string;
  readonly period: CalendarPeriod;
  readonly said: () => void;
}

type Acceptance = Parameters<typeof acceptDeviation>[1];

/** What must be mended before it can be sent. */
function faultOf({ from, until, reason }: Acceptance): string | null {
  if (from === '' || until === '' || from > until) return REMARKS.wrongDays;
  return reason === '' ? REMARKS.nothingSaid : null;
}

function textOf(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value.trim() : '';
}

/** Accepts that the target is not reached, between two days and for a reason. */
export function AcceptForm({ topic, name, period, said }: Props) {
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const accepting = useAction((acceptance: Acceptance) => acceptDeviation(topic, acceptance));

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const acceptance = {
      from: textOf(form, 'from'),
      until: textOf(form, 'until'),
      reason: textOf(form, 'reason'),
    };
    const found = faultOf(acceptance);
    setFault(found);
    if (found !== null) return;
    const answer = await accepting.run(acceptance);
    if (answer?.ok) said();
  }

  return (
    <form
      className="remark-form"
      aria-label={`${REMARKS.accept}: ${name}`}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className="days">
        <div className="field">
          <label htmlFor={`${id}-from`}>{REMARKS.from}</label>
          <input id={`${id}-from`} name="from" type="date" defaultValue={firstDay(period)} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-until`}>{REMARKS.until}</label>
          <input id={`${id}-until`} name="until" type="date" defaultValue={lastDay(period)} />
        </div>
      </div>
      <div className="field">
        <label htmlFor={`${id}-reason`}>{REMARKS.reason}</label>
        <textarea id={`${id}-reason`} name="reason" rows={2} maxLength={4000} />
      </div>
      <div role="alert">{fault !== null && <p className="fault">{fault}</p>}</div>
      <button type="submit" className="button small" aria-disabled={accepting.busy}>
        {REMARKS.save}
      </button>
      <Fault problem={accepting.problem} />
    </form>
  );
}
