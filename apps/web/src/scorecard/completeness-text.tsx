import type { Completeness } from '#core';
import { completenessPercent } from '../format/number.js';
import { WORDS } from '../words.js';
import { Bar } from './bar.js';

/** How much of what was expected has been delivered, as text and a small bar. */
export function CompletenessText({ completeness }: { readonly completeness: Completeness }) {
  const percent = completenessPercent(completeness);
  return (
    <span className="completeness">
      <span>{percent === null ? WORDS.nothingExpected : `${WORDS.completeness} ${percent}\u00a0%`}</span>
      <Bar percent={percent} tone="calm" thin />
    </span>
  );
}
