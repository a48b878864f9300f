import type { DeliveryState, MadeLink } from '#core';
import { type SubmitEvent, useId, useState } from 'react';
import type { Problem } from '../../api/answers.js';
import { makeLink } from '../calls.js';
import { cityDay } from '../../format/instant.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { useFocusOnArrival } from '../use-focus-on-arrival.js';
import { HANDING_IN } from '../words.js';

interface Props {
  readonly token: string | null;
  readonly delivery: DeliveryState;
  readonly names: CatalogueNames;
  /** Told when a link has been made. */
  readonly made: () => void;
  readonly close: () => void;
}

const USUAL_DAYS = 14;
const DAY_MS = 86_400_000;

/** Through the day when it is due, or two weeks when that is past. */
function usualDay({ dueDate }: DeliveryState): string {
  const now = Date.now();
  return dueDate >= cityDay(now) ? dueDate : cityDay(now + USUAL_DAYS * DAY_MS);
}

/** Makes a link with which somebody without an account hands in one delivery. */
export function LinkMaker({ token, delivery, names, made, close }: Props) {
  const id = useId();
  const { dataset, unit, period } = delivery;
  const [to, setTo] = useState('');
  const [until, setUntil] = useState(() => usualDay(delivery));
  const [tried, setTried] = useState(false);
  const [link, setLink] = useState<MadeLink | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heading = useFocusOnArrival<HTMLHeadingElement>(delivery);

  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (to.trim() === '') return;
    const answer = await makeLink(token, { dataset, unit, period, until, to });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setLink(answer.value);
    made();
  }

  return (
    <div className="link-maker" role="group" aria-labelledby={`${id}-heading`}>
      <h3 id={`${id}-heading`} ref={heading} tabIndex={-1}>
        {HANDING_IN.linkHeading}: {names.dataset(dataset)}, {names.unit(unit)}, {names.periodInText(period)}
      </h3>
      <p className="soft">{HANDING_IN.linkExplained}</p>
      {link ? (
        <LinkAddress address={`${window.location.origin}${link.path}`} />
      ) : (
        <form onSubmit={(event) => void make(event)} noValidate>
          <div className="field">
            <label htmlFor={`${id}-to`}>{HANDING_IN.linkTo}</label>
            <input
              id={`${id}-to`}
              value={to}
              autoComplete="off"
              aria-describedby={`${id}-to-hint`}
              aria-invalid={tried && to.trim() === ''}
              onChange={(event) => {
                setTo(event.target.value);
              }}
            />
            <p id={`${id}-to-hint`} className="field-hint">
              {HANDING_IN.linkToHint}
            </p>
          </div>
          <div className="field">
            <label htmlFor={`${id}-until`}>{HANDING_IN.linkUntil}</label>
            <input
              id={`${id}-until`}
              type="date"
              value={until}
              onChange={(event) => {
                setUntil(event.target.value);
              }}
            />
          </div>
          <div role="alert">
            {tried && to.trim() === '' && <p className="fault">{HANDING_IN.linkToMissing}</p>}
            {problem && (
              <p className="fault">
                <strong>{problem.title}.</strong> {problem.detail}
              </p>
            )}
          </div>
          <button type="submit" className="button">
            {HANDING_IN.makeLink}
          </button>
        </form>
      )}
      <button type="button" className="button quiet small" onClick={close}>
        {HANDING_IN.close}
      </button>
    </div>
  );
}

function LinkAddress({ address }: { readonly address: string }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  const field = useFocusOnArrival<HTMLInputElement>(address);
  return (
    <div className="field">
      <p role="status">{copied ? HANDING_IN.copied : HANDING_IN.linkMade}</p>
      <label htmlFor={id}>{HANDING_IN.linkAddress}</label>
      <div className="link-address">
        <input
          id={id}
          ref={field}
          readOnly
          value={address}
          onFocus={(event) => {
            event.target.select();
          }}
        />
        <button
          type="button"
          className="button"
          onClick={() => {
            void navigator.clipboard.writeText(address).then(() => {
              setCopied(true);
            });
          }}
        >
          {HANDING_IN.copy}
        </button>
      </div>
    </div>
  );
}
