import type { ExportDelivery } from '#core';
import { useId } from 'react';
import { useAction } from '../../api/use-action.js';
import { formatInstant } from '../../format/instant.js';
import { Mark, SHAPES, type Shape, type Tone } from '../../mark/mark.js';
import { Fault } from '../../notice/fault.js';
import { judge } from '../calls.js';
import { CLOSING, DELIVERY_STATE_WORDS } from '../words.js';
import { DeliveredValues } from './delivered-values.js';

interface Props {
  readonly delivery: ExportDelivery;
  readonly judged: () => void;
}

const LOOKS: Readonly<Record<ExportDelivery['state'], { readonly shape: Shape; readonly tone: Tone }>> = {
  prepared: { shape: SHAPES.clock, tone: 'calm' },
  delivered: { shape: SHAPES.ring, tone: 'good' },
  confirmed: { shape: SHAPES.disc, tone: 'good' },
  rejected: { shape: SHAPES.octagon, tone: 'bad' },
  'needs-manual-action': { shape: SHAPES.triangle, tone: 'near' },
};

/** How an export fares at one destination: state, receipt, what came back, and what the receiver says of it. */
export function DeliveryView({ delivery, judged }: Props) {
  const { destination, state, text, since, receipt, nextAttemptAt, toClear } = delivery;
  return (
    <section className="delivery" aria-label={`${destination}: ${DELIVERY_STATE_WORDS[state]}`}>
      <p>
        <strong>{destination}</strong> <Mark {...LOOKS[state]}>{DELIVERY_STATE_WORDS[state]}</Mark>{' '}
        <span className="soft">{formatInstant(since)}</span>
      </p>
      {text !== null && <p>{text}</p>}
      {nextAttemptAt !== null && (
        <p>
          {CLOSING.nextTry}: {formatInstant(nextAttemptAt)}
        </p>
      )}
      {receipt && (
        <p className="soft">
          {CLOSING.arrived} {receipt.place}, {receipt.bytes} byte, SHA-256 <code>{receipt.sha256}</code>
        </p>
      )}
      <DeliveredValues delivery={delivery} />
      {toClear.length > 0 && (
        <>
          <h4>{CLOSING.toClear}</h4>
          <ul>
            {toClear.map(({ date, unit, measure, column }) => (
              <li key={`${date} ${unit} ${measure} ${column}`}>
                {date} · {unit} · {measure} · {column}
              </li>
            ))}
          </ul>
        </>
      )}
      {state !== 'confirmed' && state !== 'prepared' && <JudgeForm delivery={delivery} judged={judged} />}
    </section>
  );
}

/** What the receiver made of it, said by hand. */
function JudgeForm({ delivery, judged }: Props) {
  const id = useId();
  const judging = useAction(async (judgement: 'confirm' | 'reject') => {
    const input = document.getElementById(id);
    const said = input instanceof HTMLInputElement ? input.value.trim() : '';
    const answer = await judge(delivery, judgement, said);
    if (answer.ok) judged();
    return answer;
  });
  return (
    <div className="said">
      <div className="field">
        <label htmlFor={id}>{CLOSING.judgement}</label>
        <input id={id} autoComplete="off" />
      </div>
      <div className="ways">
        {(['confirm', 'reject'] as const).map((judgement) => (
          <button
            key={judgement}
            type="button"
            className="button quiet small"
            aria-disabled={judging.busy}
            onClick={() => void judging.run(judgement)}
          >
            {CLOSING[judgement]}
          </button>
        ))}
      </div>
      <Fault problem={judging.problem} />
    </div>
  );
}
