import type { Receipt, SliceSummary } from '#core';
import type { MeAnswer } from '../../api/answers.js';
import { formatInstant } from '../../format/instant.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { PageLink } from '../../address/page-link.js';
import { ReceiptFacts } from '../receipt/receipt-facts.js';
import { receiptAddress } from '../receipt/receipt-address.js';
import { HANDING_IN, periodWords, rowWords, unitWords } from '../words.js';
import { RevertPanel } from './revert-panel.js';
import { useReceipts } from './use-receipts.js';

interface Props {
  readonly token: string | null;
  readonly me: MeAnswer;
  readonly names: CatalogueNames;
  /** Grows when something has been handed in. */
  readonly revision: number;
  /** Told when an upload has been taken back. */
  readonly reverted: (receipt: Receipt) => void;
}

/** What has been handed in for my units, newest first. */
export function HistorySection({ token, me, names, revision, reverted }: Props) {
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
                  <ReceiptLine receipt={receipt} names={names} />
                </summary>
                <ReceiptFacts receipt={receipt} me={me} names={names} place={HANDING_IN.history} />
                <div className="ways">
                  <PageLink href={receiptAddress(receipt.id)} className="button quiet small">
                    {HANDING_IN.receiptPage}
                    <span className="hidden"> {receipt.id}</span>
                  </PageLink>
                </div>
                <RevertPanel receipt={receipt} token={token} names={names} reverted={reverted} />
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

/** `Farstaviks stadsdelsnämnd, september 2026` when it is of one unit and period; otherwise how many. */
function extentOf(slices: readonly SliceSummary[], names: CatalogueNames): string {
  const units = new Set(slices.map(({ unit }) => unit));
  const periods = new Set(slices.map(({ period }) => period));
  const [slice] = slices;
  const unitText = slice && units.size === 1 ? names.unit(slice.unit) : unitWords(units.size);
  const periodText =
    slice && periods.size === 1 ? names.periodInText(slice.period) : periodWords(periods.size);
  return `${unitText}, ${periodText}`;
}

function ReceiptLine({ receipt, names }: Pick<Props, 'names'> & { readonly receipt: Receipt }) {
  return (
    <span className="receipt-line">
      <strong>{names.dataset(receipt.dataset)}</strong>
      <span>{extentOf(receipt.slices, names)}</span>
      <span className="soft">{formatInstant(receipt.receivedAt)}</span>
      <span className="soft">
        {receipt.reverts !== undefined && `${HANDING_IN.tookBack}: `}
        {receipt.fileName}, {rowWords(receipt.rows)}
      </span>
    </span>
  );
}
