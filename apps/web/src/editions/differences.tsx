import { useCallback } from 'react';
import type { Address } from '../address/address.js';
import type { MeasureAnswer } from '../api/answers.js';
import { getDiff } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { periodText } from '../format/period.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { ReadingCells } from './reading-cells.js';
import { EDITIONS } from './words.js';

interface Props {
  /** Name of the edition that what is live is held against. */
  readonly from: string;
  readonly address: Address;
  readonly measures: ReadonlyMap<string, MeasureAnswer>;
}

/** The measures of the subject that read, or are judged, otherwise in an edition than they are now. */
export function Differences({ from, address, measures }: Props) {
  const { subject, period } = address;
  const asked = useCallback((signal: AbortSignal) => getDiff({ period, from }, signal), [period, from]);
  const { value, problem, retry } = useAnswer(`diff ${periodText(period)} ${from}`, asked);
  if (problem) return <ProblemNotice problem={problem} retry={retry} />;
  const changes = value?.measures.filter(
    (change) => change.subject.kind === subject.kind && change.subject.id === subject.id,
  );
  return (
    <Panel title={EDITIONS.differences} className="differences">
      {!changes && <p className="soft">{EDITIONS.loading}</p>}
      {changes?.length === 0 && <p className="soft">{EDITIONS.none}</p>}
      {changes && changes.length > 0 && (
        <TableFrame caption={EDITIONS.differences}>
          <thead>
            <tr>
              <th scope="col">{EDITIONS.measure}</th>
              <th scope="col" className="number">
                {EDITIONS.inEdition}
              </th>
              <th scope="col" className="number">
                {EDITIONS.now}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ measure, before, after, rule }) => (
              <tr key={measure}>
                <th scope="row">
                  {measures.get(measure)?.name.sv ?? measure}
                  {rule && <div className="soft">{rule.words.sv}</div>}
                </th>
                <ReadingCells before={before} after={after} definition={measures.get(measure)} />
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Panel>
  );
}
