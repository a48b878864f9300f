import { useEffect, useMemo, useRef, useState } from 'react';
import type { CatalogueNames } from '../handing-in/catalogue-names.js';
import { FileAndReport } from '../handing-in/file-and-report.js';
import { useHandIn } from '../handing-in/file/use-hand-in.js';
import { Panel } from '../panel/panel.js';
import type { Session } from '../session/use-session.js';
import { CLOSING } from './words.js';

interface Props {
  readonly session: Session;
  readonly names: CatalogueNames;
  readonly corrected: () => void;
}

/** Hands in a file that changes what is frozen: live figures follow, editions stay. */
export function CorrectSection({ session, names, corrected }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Panel title={CLOSING.correct}>
      <p className="soft">{CLOSING.correctIntro}</p>
      {open ? (
        <CorrectForm session={session} names={names} corrected={corrected} />
      ) : (
        <button
          type="button"
          className="button quiet"
          aria-expanded={false}
          onClick={() => {
            setOpen(true);
          }}
        >
          {CLOSING.correct}
        </button>
      )}
    </Panel>
  );
}

function CorrectForm({ session, names, corrected }: Props) {
  const { token } = session;
  const caller = useMemo(() => ({ token, restate: true }), [token]);
  const handing = useHandIn(caller, names.datasets);
  const field = useRef<HTMLInputElement>(null);
  const { receipt } = handing.handIn;
  const receiptId = receipt?.id;
  useEffect(() => {
    if (receiptId !== undefined) corrected();
  }, [receiptId, corrected]);
  return (
    <>
      <FileAndReport handing={handing} datasets={names.datasets} names={names} field={field} />
      <p role="status">{receipt && CLOSING.corrected}</p>
    </>
  );
}
