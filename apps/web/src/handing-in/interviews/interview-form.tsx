import type { SurveyInterview, SurveyQuestionAsked, SurveyWave } from '#core';
import { type SubmitEvent, useId, useState } from 'react';
import type { Problem } from '../../api/answers.js';
import { addInterview } from '../calls.js';
import { INTERVIEWS } from './words.js';

interface Props {
  readonly token: string | null;
  /** Open, and each with the places that may be entered. */
  readonly waves: readonly SurveyWave[];
}

type Outcome = 'added' | 'incomplete' | Problem | null;

function alternativesOf({ min, max }: SurveyQuestionAsked): number[] {
  return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}

/** What the form says; `null` when something is missing. */
function interviewIn(form: HTMLFormElement, { questions }: SurveyWave): SurveyInterview | null {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const counts: Record<string, number[]> = {};
  for (const asked of questions) {
    const given = alternativesOf(asked).map((value) => Number(text(`${asked.question} ${value}`)));
    if (given.some((count) => count !== 0)) counts[asked.question] = given;
  }
  const group = {
    place: text('place'),
    date: text('date'),
    venue: text('venue'),
    present: Number(text('present')),
  };
  const isWhole =
    group.date !== '' && group.venue !== '' && group.present > 0 && Object.keys(counts).length > 0;
  return isWhole ? { ...group, counts } : null;
}

/** The counts of one question, a field for each alternative. */
function CountFields({ asked }: { readonly asked: SurveyQuestionAsked }) {
  const id = useId();
  return (
    <fieldset className="counts">
      <legend>{asked.text.sv}</legend>
      <p className="field-hint">{INTERVIEWS.counts}</p>
      <div className="count-fields">
        {alternativesOf(asked).map((value) => {
          const label = asked.labels[value]?.sv;
          return (
            <div key={value} className="field">
              <label htmlFor={`${id}-${value}`}>{label === undefined ? value : `${value} – ${label}`}</label>
              <input
                id={`${id}-${value}`}
                name={`${asked.question} ${value}`}
                type="number"
                inputMode="numeric"
                min={0}
                step={1}
              />
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

/** The form for one group: where, when, how many, and how many gave each answer. */
export function InterviewForm({ token, waves }: Props) {
  const id = useId();
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [sending, setSending] = useState(false);
  const [chosen, setChosen] = useState(waves[0]?.survey);
  const wave = waves.find(({ survey }) => survey === chosen) ?? waves[0];
  if (!wave) return null;

  async function send(form: HTMLFormElement, to: SurveyWave): Promise<void> {
    const group = interviewIn(form, to);
    if (!group) {
      setOutcome('incomplete');
      return;
    }
    setSending(true);
    const answer = await addInterview(token, to, group);
    setSending(false);
    setOutcome(answer.ok ? 'added' : answer.problem);
    if (answer.ok) form.reset();
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!sending && wave) void send(event.currentTarget, wave);
  }

  return (
    <form className="interview-form" onSubmit={submit} noValidate>
      <p className="soft">{INTERVIEWS.intro}</p>
      <div className="field">
        <label htmlFor={`${id}-survey`}>{INTERVIEWS.survey}</label>
        <select
          id={`${id}-survey`}
          value={wave.survey}
          onChange={(event) => {
            setChosen(event.target.value);
          }}
        >
          {waves.map(({ survey, title, period }) => (
            <option key={survey} value={survey}>
              {title.sv} ({period})
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-place`}>{INTERVIEWS.place}</label>
        <select id={`${id}-place`} name="place">
          {wave.places.map((place) => (
            <option key={place.id} value={place.id}>
              {place.name.sv}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-date`}>{INTERVIEWS.date}</label>
        <input id={`${id}-date`} name="date" type="date" />
      </div>
      <div className="field">
        <label htmlFor={`${id}-venue`}>{INTERVIEWS.venue}</label>
        <input id={`${id}-venue`} name="venue" autoComplete="off" aria-describedby={`${id}-venue-hint`} />
        <p id={`${id}-venue-hint`} className="field-hint">
          {INTERVIEWS.venueHint}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-present`}>{INTERVIEWS.present}</label>
        <input id={`${id}-present`} name="present" type="number" inputMode="numeric" min={1} step={1} />
      </div>
      {wave.questions.map((asked) => (
        <CountFields key={asked.question} asked={asked} />
      ))}
      <div role="alert">
        {outcome === 'incomplete' && <p className="fault">{INTERVIEWS.incomplete}</p>}
        {outcome !== null && typeof outcome === 'object' && (
          <p className="fault">
            <strong>{outcome.title}.</strong> {outcome.detail}
          </p>
        )}
      </div>
      <p role="status">{outcome === 'added' && INTERVIEWS.added}</p>
      <button type="submit" className="button" aria-disabled={sending}>
        {INTERVIEWS.send}
      </button>
    </form>
  );
}
