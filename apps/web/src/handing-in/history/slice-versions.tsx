import { type SliceHistoryEntry, formatCount } from '#core';
import { useCallback } from 'react';
import { PageLink } from '../../address/page-link.js';
import { useAnswer } from '../../api/use-answer.js';
import { formatInstant } from '../../format/instant.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import { getSliceHistory } from '../calls.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { receiptAddress } from '../receipt/receipt-address.js';
import type { Session } from '../../session/use-session.js';
import { partWords } from '../report/part-words.js';
import { HANDING_IN } from '../words.js';

interface Props {
  readonly slice: Pick<SliceHistoryEntry, 'dataset' | 'unit' | 'period'>;
  readonly session: Session;
  readonly names: CatalogueNames;
}

/** What has held of a slice, newest first: which file, from whom and when. */
export function SliceVersions({ slice, session, names }: Props) {
  const { dataset, unit, period } = slice;
  const { token, me } = session;
  const asked = useCallback(
    (signal: AbortSignal) => getSliceHistory(token, { dataset, unit, period }, signal),
    [token, dataset, unit, period],
  );
  const { value, problem, retry } = useAnswer(`versions ${dataset} ${unit} ${period}`, asked);
  const heading = `${HANDING_IN.versions}: ${names.unit(unit)}, ${names.periodInText(period)}`;
  return (
    <div className="slice-versions">
      <h3>{heading}</h3>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {!value && !problem && <p className="soft">{HANDING_IN.loadingVersions}</p>}
      {value && (
        <div className="table-frame" role="region" aria-label={heading} tabIndex={0}>
          <table className="slices">
            <thead>
              <tr>
                <th scope="col">{HANDING_IN.version}</th>
                <th scope="col">{HANDING_IN.receivedAt}</th>
                <th scope="col">{HANDING_IN.by}</th>
                <th scope="col">{HANDING_IN.fileName}</th>
                <th scope="col" className="number">
                  {HANDING_IN.rows}
                </th>
              </tr>
            </thead>
            <tbody>
              {value.items.map((entry) => (
                <tr key={`${entry.source} ${entry.part} ${entry.version}`}>
                  <th scope="row">
                    {entry.version}
                    {entry.part !== '' && <span className="slice-part">{partWords(entry.part)}</span>}
                    {entry.current && <span className="soft"> {HANDING_IN.currentVersion}</span>}
                  </th>
                  <td>{formatInstant(entry.receivedAt)}</td>
                  <td>{entry.by === me.id ? me.name : entry.by}</td>
                  <td>
                    <PageLink href={receiptAddress(entry.uploadId)}>{entry.fileName}</PageLink>
                    {entry.reverts !== null && <span className="soft"> ({HANDING_IN.tookBack})</span>}
                  </td>
                  <td className="number">{formatCount(entry.rows)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
