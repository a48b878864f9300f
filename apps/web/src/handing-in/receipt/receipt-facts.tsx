import { type Receipt, formatCount } from '#core';
import type { MeAnswer } from '../../api/answers.js';
import { formatInstant } from '../../format/instant.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { SliceTable } from '../report/slice-table.js';
import { HANDING_IN } from '../words.js';
import { ScorecardLinks } from './scorecard-links.js';

interface Props {
  readonly receipt: Receipt;
  readonly me: Pick<MeAnswer, 'id' | 'name'>;
  readonly names: CatalogueNames;
  /** Where on the page it stands, for those who listen: the same receipt may stand in two places. */
  readonly place?: string;
}

/** Everything that a receipt proves: what was handed in, when and by whom, and what it holds. */
export function ReceiptFacts({ receipt, me, names, place = HANDING_IN.receipt }: Props) {
  const facts: readonly (readonly [string, string, string?])[] = [
    [HANDING_IN.receiptId, receipt.id, 'code'],
    [HANDING_IN.receivedAt, formatInstant(receipt.receivedAt)],
    [HANDING_IN.by, receipt.by === me.id ? me.name : receipt.by],
    [HANDING_IN.dataset, names.dataset(receipt.dataset)],
    [HANDING_IN.fileName, receipt.fileName],
    [HANDING_IN.rows, formatCount(receipt.rows)],
    [HANDING_IN.checksum, receipt.sha256, 'code'],
    ...(receipt.reverts === undefined ? [] : [[HANDING_IN.reverts, receipt.reverts, 'code'] as const]),
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
      <SliceTable
        slices={receipt.slices}
        dataset={receipt.dataset}
        names={names}
        label={`${place} ${receipt.id}`}
        before={HANDING_IN.beforeThen}
      />
      <ScorecardLinks slices={receipt.slices} names={names} />
    </>
  );
}
