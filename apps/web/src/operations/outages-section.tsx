import { formatInstant } from '../format/instant.js';
import type { OutagesAnswer } from './calls.js';
import { OPERATIONS, lengthWords, reasonWords, summaryWords } from './words.js';

interface Props {
  readonly outages: OutagesAnswer;
  readonly nameOf: (id: string) => string;
}

/** The outages of the last month, newest first. */
export function OutagesSection({ outages, nameOf }: Props) {
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
