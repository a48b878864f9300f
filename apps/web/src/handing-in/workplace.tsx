import type { DeliveryState } from '#core';
import { useMemo, useRef, useState } from 'react';
import type { UnitRow } from '../header/unit-tree.js';
import type { CatalogueNames } from './catalogue-names.js';
import { FileAndReport } from './file-and-report.js';
import { useHandIn } from './file/use-hand-in.js';
import { HistorySection } from './history/history-section.js';
import { InterviewSection } from './interviews/interview-section.js';
import { LinkMaker } from './links/link-maker.js';
import { LinksSection } from './links/links-section.js';
import { NotApplicablePanel } from './owed/not-applicable-panel.js';
import { OwedSection } from './owed/owed-section.js';
import { useAskedReceipt } from './receipt/receipt-address.js';
import { ReceiptPage } from './receipt/receipt-page.js';
import { ReceiptSection } from './receipt/receipt-section.js';
import type { Session } from '../session/use-session.js';

interface Props {
  readonly session: Session;
  /** The units that may be handed in for, parents before children. */
  readonly units: readonly UnitRow[];
  readonly names: CatalogueNames;
}

/** What somebody who has signed in works with: what is owed, the file on its way, and what came before. */
export function Workplace({ session, units, names }: Props) {
  const { token, me } = session;
  const caller = useMemo(() => ({ token }), [token]);
  const handing = useHandIn(caller, names.datasets);
  const [linkFor, setLinkFor] = useState<DeliveryState | null>(null);
  const [notOurs, setNotOurs] = useState<DeliveryState | null>(null);
  const [made, setMade] = useState(0);
  const [taken, setTaken] = useState(0);
  const asked = useAskedReceipt();
  const { receipt, known, stored } = handing.handIn;
  const field = useRef<HTMLInputElement>(null);

  function leadToField() {
    field.current?.focus();
    field.current?.closest('section')?.scrollIntoView({ block: 'start' });
  }

  function chooseDelivery({ dataset, period }: DeliveryState) {
    handing.change({ kind: 'delivery-chosen', dataset, period });
    leadToField();
  }

  if (asked !== null) return <ReceiptPage id={asked} session={session} names={names} />;
  return (
    <div className="workplace">
      <OwedSection
        token={token}
        units={units}
        names={names}
        revision={stored + taken}
        choose={chooseDelivery}
        makeLink={(delivery) => {
          setNotOurs(null);
          setLinkFor(delivery);
        }}
        sayNotOurs={(delivery) => {
          setLinkFor(null);
          setNotOurs(delivery);
        }}
      >
        {notOurs && (
          <NotApplicablePanel
            key={`${notOurs.unit} ${notOurs.delivery} ${notOurs.period}`}
            token={token}
            delivery={notOurs}
            names={names}
            said={() => {
              setTaken((count) => count + 1);
            }}
            close={() => {
              setNotOurs(null);
            }}
          />
        )}
        {linkFor && (
          <LinkMaker
            key={`${linkFor.unit} ${linkFor.delivery} ${linkFor.period}`}
            token={token}
            delivery={linkFor}
            names={names}
            made={() => {
              setMade((count) => count + 1);
            }}
            close={() => {
              setLinkFor(null);
            }}
          />
        )}
      </OwedSection>
      <FileAndReport handing={handing} datasets={names.datasets} names={names} field={field} />
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
      <InterviewSection token={token} units={units} />
      <LinksSection token={token} names={names} revision={made} />
      <HistorySection
        token={token}
        me={me}
        names={names}
        revision={stored + taken}
        reverted={() => {
          setTaken((count) => count + 1);
        }}
      />
    </div>
  );
}
