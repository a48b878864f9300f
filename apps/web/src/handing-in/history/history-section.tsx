import type { Receipt } from '#core';
import type { MeAnswer } from '../../api/answers.js';
import { formatInstant } from '../../format/instant.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { ReceiptFacts, ownSlices } from '../receipt/receipt-facts.js';
import { HANDING_IN, extentWords, rowWords } from '../words.js';
import { useReceipts } from './use-receipts.js';

interface Props {
  readonly token: string;
  readonly me: MeAnswer;
  readonly names: CatalogueNames;
  /** Grows when something has been handed in. */
  readonly revision: number;
}

/** What has been handed in for my units, newest first. */
export function HistorySection({ token, me, names, revision }: Props) {
  const { items, problem, retry, showMore } = useReceipts(token, revision);
  return (
    <section className="panel history" aria-labelledby="history-heading">
      <h2 id="history-heading">{HANDING_IN.history}</h2>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {!items && !problem && <p className="soft">{HANDING_IN.loadingHistory}</p>}
      {items?.length === 0 && <p className="soft">{HANDING_IN.noHistory}</p>}
      {items && items.length > 0 && (
        <ul className="receipts">
          {items.map((receipt) => (
            <li key={receipt.id}>
              <details>
                <summary>
                  <ReceiptLine receipt={receipt} me={me} names={names} />
                </summary>
                <ReceiptFacts receipt={receipt} me={me} names={names} />
              </details>
            </li>
          ))}
        </ul>
      )}
      {showMore && (
        <button type="button" className="button quiet" onClick={showMore}>
          {HANDING_IN.more}
        </button>
      )}
    </section>
  );
}

/** `It-kostnader, september 2026` when it is of one unit and period; otherwise how many. */
function ReceiptLine({ receipt, me, names }: Pick<Props, 'me' | 'names'> & { readonly receipt: Receipt }) {
  const slices = ownSlices(receipt, me);
  const units = [...new Set(slices.map(({ unit }) => unit))];
  const periods = [...new Set(slices.map(({ period }) => period))];
  const [unit] = units;
  const [period] = periods;
  const single = units.length === 1 && periods.length === 1 && unit !== undefined && period !== undefined;
  return (
    <span className="receipt-line">
      <strong>{names.dataset(receipt.dataset)}</strong>
      <span>
        {single
          ? `${names.unit(unit)}, ${names.periodInText(period)}`
          : extentWords(units.length, periods.length)}
      </span>
      <span className="soft">{formatInstant(receipt.receivedAt)}</span>
      <span className="soft">
        {receipt.fileName}, {rowWords(receipt.rows)}
      </span>
    </span>
  );
}
