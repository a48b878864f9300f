import type { Receipt, UploadReport } from '#core';
import { useState } from 'react';
import type { Problem } from '../../api/answers.js';
import { checkRevert, revert } from '../calls.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { SliceTable } from '../report/slice-table.js';
import { useFocusOnArrival } from '../use-focus-on-arrival.js';
import { HANDING_IN } from '../words.js';

interface Props {
  readonly receipt: Receipt;
  readonly token: string | null;
  readonly names: CatalogueNames;
  /** Told of the receipt of the taking back. */
  readonly reverted: (receipt: Receipt) => void;
}

/** How far the taking back has come: nothing is changed before what would hold again has been seen. */
type Step =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked' | 'reverting'; readonly report: UploadReport }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** The way back to what held before an upload. */
export function RevertPanel({ receipt, token, names, reverted }: Props) {
  const [step, setStep] = useState<Step>({ kind: 'not-asked' });

  async function check(): Promise<void> {
    if (step.kind === 'checking') return;
    setStep({ kind: 'checking' });
    const answer = await checkRevert(token, receipt.id);
    setStep(
      answer.ok ? { kind: 'checked', report: answer.value } : { kind: 'refused', problem: answer.problem },
    );
  }

  async function confirm(report: UploadReport): Promise<void> {
    if (step.kind === 'reverting') return;
    setStep({ kind: 'reverting', report });
    const answer = await revert(token, receipt.id);
    if (answer.ok) reverted(answer.value);
    else setStep({ kind: 'refused', problem: answer.problem });
  }

  return (
    <div className="revert">
      {(step.kind === 'not-asked' || step.kind === 'checking' || step.kind === 'refused') && (
        <button
          type="button"
          className="button quiet small"
          aria-disabled={step.kind === 'checking'}
          onClick={() => void check()}
        >
          {HANDING_IN.revert}
          <span className="hidden"> {receipt.fileName}</span>
        </button>
      )}
      <p className="soft" role="status">
        {step.kind === 'checking' && HANDING_IN.checkingRevert}
        {step.kind === 'reverting' && HANDING_IN.reverting}
      </p>
      <div role="alert">
        {step.kind === 'refused' && (
          <p className="fault">
            <strong>{step.problem.title}.</strong> {step.problem.detail}
          </p>
        )}
      </div>
      {(step.kind === 'checked' || step.kind === 'reverting') && (
        <Question
          report={step.report}
          names={names}
          confirm={() => void confirm(step.report)}
          cancel={() => {
            setStep({ kind: 'not-asked' });
          }}
        />
      )}
    </div>
  );
}

interface QuestionProps extends Pick<Props, 'names'> {
  readonly report: UploadReport;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

function Question({ report, names, confirm, cancel }: QuestionProps) {
  const heading = useFocusOnArrival<HTMLHeadingElement>(report);
  return (
    <div className="revert-question">
      <h3 ref={heading} tabIndex={-1}>
        {HANDING_IN.revertHeading}
      </h3>
      <p>{HANDING_IN.revertExplained}</p>
      <SliceTable
        slices={report.slices}
        dataset={report.dataset}
        names={names}
        label={HANDING_IN.wouldHoldAgain}
        before={HANDING_IN.holdsNow}
      />
      <div className="ways">
        <button type="button" className="button" onClick={confirm}>
          {HANDING_IN.confirmRevert}
        </button>
        <button type="button" className="button quiet" onClick={cancel}>
          {HANDING_IN.keepAsIs}
        </button>
      </div>
    </div>
  );
}
