import type { Receipt, SliceSummary } from '#core';
import { useCallback } from 'react';
import { PageLink } from '../../address/page-link.js';
import { PATHS } from '../../address/use-path.js';
import { useAnswer } from '../../api/use-answer.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import { getReceipt } from '../calls.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { SliceVersions } from '../history/slice-versions.js';
import type { Session } from '../../session/use-session.js';
import { HANDING_IN } from '../words.js';
import { ReceiptFacts } from './receipt-facts.js';

interface Props {
  readonly id: string;
  readonly session: Session;
  readonly names: CatalogueNames;
}

/** Slices whose histories are told on the page; files of more are found by their own. */
const MOST_HISTORIES = 6;

/** Units and periods, each once: the history tells of all parts. */
function places({ slices }: Receipt): Pick<SliceSummary, 'unit' | 'period'>[] {
  const distinct = new Map(slices.map((slice) => [`${slice.unit} ${slice.period}`, slice]));
  return [...distinct.values()].slice(0, MOST_HISTORIES);
}

/** One receipt on a page of its own, to print, with what has held of its slices. */
export function ReceiptPage({ id, session, names }: Props) {
  const { token, me } = session;
  const asked = useCallback((signal: AbortSignal) => getReceipt(token, id, signal), [token, id]);
  const { value: receipt, problem, retry } = useAnswer(`receipt ${id}`, asked);
  return (
    <div className="receipt-page">
      <p className="ways">
        <PageLink href={PATHS.handingIn}>{HANDING_IN.backToWork}</PageLink>
      </p>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {!receipt && !problem && <p className="soft">{HANDING_IN.loadingReceipt}</p>}
      {receipt && (
        <section className="panel receipt tone-good-edge" aria-labelledby="receipt-heading">
          <h2 id="receipt-heading">
            {HANDING_IN.receipt}: {names.dataset(receipt.dataset)}
          </h2>
          <ReceiptFacts receipt={receipt} me={me} names={names} />
          {places(receipt).map(({ unit, period }) => (
            <SliceVersions
              key={`${unit} ${period}`}
              slice={{ dataset: receipt.dataset, unit, period }}
              session={session}
              names={names}
            />
          ))}
          <div className="ways">
            <button
              type="button"
              className="button"
              onClick={() => {
                window.print();
              }}
            >
              {HANDING_IN.print}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}
