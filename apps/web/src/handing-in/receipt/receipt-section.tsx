import type { Receipt } from '#core';
import type { MeAnswer } from '../../api/answers.js';
import { Mark, SHAPES } from '../../mark/mark.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { useFocusOnArrival } from '../use-focus-on-arrival.js';
import { HANDING_IN } from '../words.js';
import { ReceiptFacts } from './receipt-facts.js';

interface Props {
  readonly receipt: Receipt;
  /** Whether the file had been handed in before. */
  readonly known: boolean;
  readonly me: Pick<MeAnswer, 'id' | 'name'>;
  readonly names: CatalogueNames;
  readonly startOver: () => void;
}

/** The proof that a file is stored; printed, it is alone on the paper. */
export function ReceiptSection({ receipt, known, me, names, startOver }: Props) {
  const heading = useFocusOnArrival<HTMLHeadingElement>(receipt);
  return (
    <section className="panel receipt tone-good-edge" aria-labelledby="receipt-heading">
      <p className="soft">{HANDING_IN.receipt}</p>
      <h2 id="receipt-heading" ref={heading} tabIndex={-1}>
        <Mark shape={SHAPES.disc} tone="good">
          {HANDING_IN.stored}
        </Mark>
      </h2>
      {known && <p>{HANDING_IN.known}</p>}
      <ReceiptFacts receipt={receipt} me={me} names={names} />
      <div className="ways">
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            window.print();
          }}
        >
          {HANDING_IN.print}
        </button>
        <button type="button" className="button" onClick={startOver}>
          {HANDING_IN.newFile}
        </button>
      </div>
    </section>
  );
}
