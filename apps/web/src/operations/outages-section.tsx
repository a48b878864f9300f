import { formatInstant } from '../format/instant.js';
import type { OutageRecord } from '#core';
import { useState } from 'react';
import { type OutagesAnswer, annotate } from './calls.js';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { MESSAGES } from './messages/words.js';
import { SaidForm } from './said-form.js';
import { OPERATIONS, lengthWords, reasonWords, summaryWords } from './words.js';

interface Props {
  readonly outages: OutagesAnswer;
  readonly nameOf: (id: string) => string;
  /** Whether a system is measured, and not down. */
  readonly isUp: (system: string) => boolean;
  /** For those who may write of outages: as whom, and what is to happen then. */
  readonly write: {
    readonly token: string | null;
    readonly again: () => void;
    /** Begins a message to citizens of a system. */
    readonly tellOf: (system: string) => void;
  } | null;
}

/** The outages of the last month, newest first. */
export function OutagesSection({ outages, nameOf, isUp, write }: Props) {
  const { items, summary } = outages;
  const { drawn, more, drawMore } = useLongList(items, { first: 10, step: 20 });
  return (
    <section className="panel" aria-labelledby="outages-heading">
      <h2 id="outages-heading">{OPERATIONS.outages}</h2>
      <p className="soft">{items.length === 0 ? OPERATIONS.noOutages : summaryWords(summary)}</p>
      {items.length > 0 && (
        <div className="wide" role="group" aria-labelledby="outages-heading" tabIndex={0}>
          <table className="operations-table">
            <thead>
              <tr>
                <th scope="col">{OPERATIONS.system}</th>
                <th scope="col">{OPERATIONS.began}</th>
                <th scope="col">{OPERATIONS.length}</th>
                <th scope="col">{OPERATIONS.reason}</th>
              </tr>
            </thead>
            <tbody>
              {drawn.map((outage) => (
                <OutageRow
                  key={outage.id}
                  outage={outage}
                  name={nameOf(outage.system)}
                  isOver={isUp(outage.system)}
                  write={write}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton more={more} drawMore={drawMore} />
    </section>
  );
}

interface RowProps extends Pick<Props, 'write'> {
  readonly outage: OutageRecord;
  readonly name: string;
  /** Of one without an end: its system is up again, and the end is yet to be confirmed. */
  readonly isOver: boolean;
}

/** One outage, and below it where something is written of it, once that is asked for. */
function OutageRow({ outage, name, isOver, write }: RowProps) {
  const [writing, setWriting] = useState(false);
  const { id, from, to, durationMs, reason, counted, annotations } = outage;
  const about = `${name}, ${formatInstant(from)}`;
  const toggle = writing ? OPERATIONS.cancel : OPERATIONS.annotate;
  return (
    <>
      <tr className={writing ? 'written-of' : undefined}>
        <th scope="row">{name}</th>
        <td>{formatInstant(from)}</td>
        <td>
          {lengthWords(durationMs)}
          {to === null && <strong> {isOver ? OPERATIONS.endsSoon : OPERATIONS.ongoing}</strong>}
          {!counted && <span className="row-detail">{OPERATIONS.notCounted}</span>}
        </td>
        <td>
          {reasonWords(reason)}
          {annotations.map((said) => (
            <span key={said.id} className="row-detail">
              {said.text}
            </span>
          ))}
          {write && (
            <button
              type="button"
              className="button quiet small"
              aria-expanded={writing}
              aria-label={`${toggle}: ${about}`}
              onClick={() => {
                setWriting(!writing);
              }}
            >
              {toggle}
            </button>
          )}
          {write && to === null && (
            <button
              type="button"
              className="button quiet small"
              onClick={() => {
                write.tellOf(outage.system);
              }}
            >
              {MESSAGES.tell}
              <span className="hidden">: {about}</span>
            </button>
          )}
        </td>
      </tr>
      {write && writing && (
        <tr>
          <td colSpan={4}>
            <SaidForm
              about={about}
              label={OPERATIONS.annotation}
              button={OPERATIONS.save}
              required
              send={(text) => annotate(id, text, write.token)}
              sent={() => {
                setWriting(false);
                write.again();
              }}
            />
          </td>
        </tr>
      )}
    </>
  );
}
