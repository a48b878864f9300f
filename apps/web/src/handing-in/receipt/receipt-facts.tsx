import type { Receipt, SliceSummary } from '#core';
import type { MeAnswer } from '../../api/answers.js';
import { formatInstant } from '../../format/instant.js';
import { formatCount } from '../../format/number.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { SliceTable } from '../report/slice-table.js';
import { HANDING_IN, othersWords } from '../words.js';

interface Props {
  readonly receipt: Receipt;
  readonly me: MeAnswer;
  readonly names: CatalogueNames;
}

/** What a receipt says of the reader's own units. */
export function ownSlices({ slices }: Receipt, { units }: MeAnswer): readonly SliceSummary[] {
  const mine = new Set(units);
  return slices.filter(({ unit }) => mine.has(unit));
}

/** Everything that a receipt proves: what was handed in, when and by whom, and what it holds. */
export function ReceiptFacts({ receipt, me, names }: Props) {
  const own = ownSlices(receipt, me);
  const facts: readonly (readonly [string, string, string?])[] = [
    [HANDING_IN.receiptId, receipt.id, 'code'],
    [HANDING_IN.receivedAt, formatInstant(receipt.receivedAt)],
    [HANDING_IN.by, receipt.by === me.id ? me.name : receipt.by],
    [HANDING_IN.dataset, names.dataset(receipt.dataset)],
    [HANDING_IN.fileName, receipt.fileName],
    [HANDING_IN.rows, formatCount(receipt.rows)],
    [HANDING_IN.checksum, receipt.sha256, 'code'],
  ];
  return (
    <>
      <dl className="receipt-facts">
        {facts.map(([name, value, look]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={look}>{value}</dd>
          </div>
        ))}
      </dl>
      {own.length < receipt.slices.length && (
        <p className="soft">{othersWords(new Set(receipt.slices.map(({ unit }) => unit)).size)}</p>
      )}
      <SliceTable
        slices={own}
        dataset={receipt.dataset}
        names={names}
        label={`${HANDING_IN.receipt} ${receipt.id}`}
        before={HANDING_IN.beforeThen}
      />
    </>
  );
}
