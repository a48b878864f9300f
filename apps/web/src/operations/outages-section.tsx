import { formatInstant } from '../format/instant.js';
import { useState } from 'react';
import { type OutagesAnswer, annotate } from './calls.js';
import { SaidForm } from './said-form.js';
import { OPERATIONS, lengthWords, reasonWords, summaryWords } from './words.js';

interface Props {
  readonly outages: OutagesAnswer;
  readonly nameOf: (id: string) => string;
  /** For those who may write of outages: as whom, and what is to happen then. */
  readonly write: { readonly token: string | null; readonly again: () => void } | null;
}

/** The outages of the last month, newest first. */
export function OutagesSection({ outages, nameOf, write }: Props) {
  const { items, summary } = outages;
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
              {items.map(({ id, system, from, to, durationMs, reason, counted, annotations }) => (
                <tr key={id}>
                  <th scope="row">{nameOf(system)}</th>
                  <td>{formatInstant(from)}</td>
                  <td>
                    {lengthWords(durationMs)}
                    {to === null && <strong> {OPERATIONS.ongoing}</strong>}
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
                      <Annotate id={id} name={nameOf(system)} from={formatInstant(from)} {...write} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

interface AnnotateProps {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly token: string | null;
  readonly again: () => void;
}

/** Where something is written of one outage, once it is asked for. */
function Annotate({ id, name, from, token, again }: AnnotateProps) {
  const [writing, setWriting] = useState(false);
  const about = `${name}, ${from}`;
  return (
    <>
      <button
        type="button"
        className="button quiet small"
        aria-expanded={writing}
        aria-label={`${OPERATIONS.annotate}: ${about}`}
        onClick={() => {
          setWriting(!writing);
        }}
      >
        {writing ? OPERATIONS.cancel : OPERATIONS.annotate}
      </button>
      {writing && (
        <SaidForm
          about={about}
          label={OPERATIONS.annotation}
          button={OPERATIONS.save}
          required
          send={(text) => annotate(id, text, token)}
          sent={() => {
            setWriting(false);
            again();
          }}
        />
      )}
    </>
  );
}
