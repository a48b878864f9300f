import type { DeliveryState, Receipt } from '#core';
import { useId, useState } from 'react';
import { PageLink } from '../../address/page-link.js';
import type { Problem } from '../../api/answers.js';
import { sayNotApplicable } from '../calls.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { receiptAddress } from '../receipt/receipt-address.js';
import { useFocusOnArrival } from '../use-focus-on-arrival.js';
import { HANDING_IN } from '../words.js';

interface Props {
  readonly token: string | null;
  readonly delivery: DeliveryState;
  readonly names: CatalogueNames;
  /** Told when it has been said. */
  readonly said: () => void;
  readonly close: () => void;
}

/** Asks once more before something owed is said not to apply, and shows where the receipt is. */
export function NotApplicablePanel({ token, delivery, names, said, close }: Props) {
  const id = useId();
  const { dataset, unit, period } = delivery;
  const [sending, setSending] = useState(false);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heading = useFocusOnArrival<HTMLHeadingElement>(delivery);

  async function say(): Promise<void> {
    if (sending) return;
    setSending(true);
    const answer = await sayNotApplicable(token, { dataset, unit, period });
    setSending(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setReceipt(answer.value);
    said();
  }

  return (
    <div className="link-maker" role="group" aria-labelledby={`${id}-heading`}>
      <h3 id={`${id}-heading`} ref={heading} tabIndex={-1}>
        {HANDING_IN.notOurs}: {names.dataset(dataset)}, {names.unit(unit)}, {names.periodInText(period)}
      </h3>
      <div role="alert">
        {problem && (
          <p className="fault">
            <strong>{problem.title}.</strong> {problem.detail}
          </p>
        )}
      </div>
      {receipt ? (
        <p role="status">
          {HANDING_IN.notOursSaid}{' '}
          <PageLink href={receiptAddress(receipt.id)}>{HANDING_IN.receiptPage}</PageLink>
        </p>
      ) : (
        <>
          <p className="soft">{HANDING_IN.notOursExplained}</p>
          <button type="button" className="button" aria-disabled={sending} onClick={() => void say()}>
            {HANDING_IN.confirmNotOurs}
          </button>
        </>
      )}
      <button type="button" className="button quiet small" onClick={close}>
        {HANDING_IN.close}
      </button>
    </div>
  );
}
