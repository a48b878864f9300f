import type { DeliveryState } from '#core';
import { useRef } from 'react';
import type { UnitRow } from '../header/unit-tree.js';
import type { CatalogueNames } from './catalogue-names.js';
import { FileSection } from './file/file-section.js';
import { useHandIn } from './file/use-hand-in.js';
import { HistorySection } from './history/history-section.js';
import { OwedSection } from './owed/owed-section.js';
import { ReceiptSection } from './receipt/receipt-section.js';
import { ReportSection } from './report/report-section.js';
import type { Session } from './sign-in/use-session.js';

interface Props {
  readonly session: Session;
  /** The units that may be handed in for, parents before children. */
  readonly units: readonly UnitRow[];
  readonly names: CatalogueNames;
}

/** What somebody who has signed in works with: what is owed, the file on its way, and what came before. */
export function Workplace({ session, units, names }: Props) {
  const { token, me } = session;
  const handing = useHandIn(token, names.datasets);
  const { file, report, receipt, known, sending, problem, stored } = handing.handIn;
  const field = useRef<HTMLInputElement>(null);

  function leadToField() {
    field.current?.focus();
    field.current?.closest('section')?.scrollIntoView({ block: 'start' });
  }

  function chooseDelivery({ dataset, period }: DeliveryState) {
    handing.change({ kind: 'delivery-chosen', dataset, period });
    leadToField();
  }

  return (
    <div className="workplace">
      <OwedSection token={token} units={units} names={names} revision={stored} choose={chooseDelivery} />
      <FileSection handing={handing} datasets={names.datasets} field={field} />
      {report && file && (
        <ReportSection
          report={report}
          fileName={file.name}
          names={names}
          sending={sending}
          problem={problem}
          commit={() => {
            handing.send(false);
          }}
          chooseAnother={() => {
            // The report goes with its file: the focus must have somewhere to stay.
            field.current?.focus();
            field.current?.click();
          }}
        />
      )}
      {receipt && (
        <ReceiptSection
          receipt={receipt}
          known={known}
          me={me}
          names={names}
          startOver={() => {
            handing.change({ kind: 'new-file' });
            leadToField();
          }}
        />
      )}
      <HistorySection token={token} me={me} names={names} revision={stored} />
    </div>
  );
}
