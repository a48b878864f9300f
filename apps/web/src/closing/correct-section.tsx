import { useEffect, useMemo, useRef, useState } from 'react';
import type { CatalogueNames } from '../handing-in/catalogue-names.js';
import { FileSection } from '../handing-in/file/file-section.js';
import { useHandIn } from '../handing-in/file/use-hand-in.js';
import { ReportSection } from '../handing-in/report/report-section.js';
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
  const { file, report, receipt, sending, problem } = handing.handIn;
  const receiptId = receipt?.id;
  useEffect(() => {
    if (receiptId !== undefined) corrected();
  }, [receiptId, corrected]);
  return (
    <>
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
            field.current?.focus();
            field.current?.click();
          }}
        />
      )}
      <p role="status">{receipt && CLOSING.corrected}</p>
    </>
  );
}
