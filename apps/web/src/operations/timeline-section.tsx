import { useCallback, useId, useState } from 'react';
import { useAnswer } from '../api/use-answer.js';
import { formatInstant } from '../format/instant.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { type SystemAnswer, getTimeline } from './calls.js';
import { StateMark } from './state-mark.js';
import { OPERATIONS, lengthWords, reasonWords } from './words.js';

interface Props {
  readonly token: string | null;
  /** Those that are measured. */
  readonly systems: readonly SystemAnswer[];
  /** Grows when it is to be asked for anew. */
  readonly turn: number;
}

/** The states of one system over the last day: as a bar, and in words. */
export function TimelineSection({ token, systems, turn }: Props) {
  const id = useId();
  const [chosen, setChosen] = useState(systems[0]?.id ?? '');
  const asked = useCallback((signal: AbortSignal) => getTimeline(chosen, token, signal), [chosen, token]);
  const { value, problem, retry } = useAnswer(`timeline ${chosen} ${turn}`, asked);
  const spanMs = value ? Date.parse(value.to) - Date.parse(value.from) : 1;
  const parts = (value?.parts ?? []).map((part) => ({
    ...part,
    lengthMs: Date.parse(part.to) - Date.parse(part.from),
  }));
  return (
    <section className="panel" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{OPERATIONS.timeline}</h2>
      <div className="field">
        <label htmlFor={`${id}-system`}>{OPERATIONS.choose}</label>
        <select
          id={`${id}-system`}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
          }}
        >
          {systems.map((system) => (
            <option key={system.id} value={system.id}>
              {system.name.sv}
            </option>
          ))}
        </select>
      </div>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      <svg className="timeline" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ from, state, lengthMs }) => (
          <rect
            key={from}
            className={`part-${state}`}
            x={(1000 * (Date.parse(from) - Date.parse(value?.from ?? from))) / spanMs}
            width={(1000 * lengthMs) / spanMs}
            height="24"
          />
        ))}
      </svg>
      <ol className="timeline-parts" reversed>
        {parts
          .toReversed()
          .slice(0, 20)
          .map(({ from, state, reason, lengthMs }) => (
            <li key={from}>
              <StateMark state={state} />
              <span>
                {formatInstant(from)}, {lengthWords(lengthMs)}
                {reason !== null && `, ${reasonWords(reason)}`}
              </span>
            </li>
          ))}
      </ol>
    </section>
  );
}
