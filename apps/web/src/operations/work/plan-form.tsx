import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { useAction } from '../../api/use-action.js';
import { Fault } from '../../notice/fault.js';
import type { SystemAnswer } from '../calls.js';
import { cityClock } from '../city-instant.js';
import { type WorkOrder, planWork, withdrawWork } from './calls.js';
import type { PlannedWork } from './planned-work.js';
import { SystemChoice } from './system-choice.js';
import { workOrder } from './work-order.js';
import { WORK } from './words.js';

interface Props {
  readonly token: string | null;
  readonly systems: readonly SystemAnswer[];
  /** Planned work that is changed; `null` when more is planned. */
  readonly changed: PlannedWork | null;
  /** Whether the form takes the place of one that had the focus. */
  readonly takesOver: boolean;
  /** Takes what came of it, in words. */
  readonly planned: (told: string) => void;
  /** Leaves what is changed as it is. */
  readonly leave: () => void;
}

/** Where work on one or many systems is planned, and what is planned is changed. */
export function PlanForm({ token, systems, changed, takesOver, planned, leave }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<readonly string[]>(changed?.systems ?? []);
  const [incomplete, setIncomplete] = useState(false);
  const planning = useAction((order: WorkOrder) => planWork(order, token));

  useEffect(() => {
    if (takesOver) heading.current?.focus();
  }, [takesOver]);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const order = workOrder(new FormData(form), chosen);
    setIncomplete(order === null);
    if (order === null) return;
    const answer = await planning.run(order);
    if (!answer?.ok) return;
    // The new plan stands before the old one is taken back: should that fail, nothing that was announced is lost.
    const withdrawn = changed ? await withdrawWork(changed.plan, '', token) : null;
    form.reset();
    setChosen([]);
    planned(withdrawn?.ok === false ? WORK.bothStand : WORK.planned);
  }

  return (
    <form
      className="panel plan-form"
      onSubmit={(event) => void submit(event)}
      noValidate
      aria-labelledby={`${id}-heading`}
    >
      <h2 id={`${id}-heading`} ref={heading} tabIndex={-1}>
        {changed ? WORK.changing : WORK.plan}
      </h2>
      <p className="soft">{changed ? WORK.changeIntro : WORK.planIntro}</p>
      <SystemChoice systems={systems} chosen={chosen} choose={setChosen} />
      <TimeFields changed={changed} />
      <div role="alert">{incomplete && <p className="fault">{WORK.incomplete}</p>}</div>
      <Fault problem={planning.problem} />
      <div className="ways">
        <button type="submit" className="button" aria-disabled={planning.busy}>
          {changed ? WORK.save : WORK.plan}
        </button>
        {changed && (
          <button type="button" className="button quiet" onClick={leave}>
            {WORK.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

const RULES = [
  ['', WORK.once],
  ['FREQ=WEEKLY', WORK.weekly],
  ['FREQ=MONTHLY', WORK.monthly],
] as const;

/** When, how often and what. */
function TimeFields({ changed }: Pick<Props, 'changed'>) {
  const id = useId();
  const next = changed?.times[0];
  const rule = changed?.repeats ?? '';
  const isKnown = RULES.some(([known]) => known === rule);
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-from`}>{WORK.from}</label>
        <input
          id={`${id}-from`}
          name="from"
          type="datetime-local"
          defaultValue={next && cityClock(next.from)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-to`}>{WORK.to}</label>
        <input id={`${id}-to`} name="to" type="datetime-local" defaultValue={next && cityClock(next.to)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}-repeats`}>{WORK.repeats}</label>
        <select id={`${id}-repeats`} name="repeats" defaultValue={rule}>
          {!isKnown && (
            <option value={rule}>
              {WORK.asBefore}: {rule}
            </option>
          )}
          {RULES.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-note`}>{WORK.note}</label>
        <input id={`${id}-note`} name="note" type="text" autoComplete="off" defaultValue={changed?.note} />
      </div>
    </>
  );
}
