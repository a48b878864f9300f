import { type Completeness, type DataQuality, completenessPercent } from '#core';
import { WORDS } from '../words.js';
import { Bar } from './bar.js';

interface Props {
  readonly completeness: Completeness;
  /** How far what is shown can be relied on, when that is graded. */
  readonly quality?: DataQuality | null;
}

/** How much of what was expected has been delivered, as text and a small bar, and the grade of the data. */
export function CompletenessText({ completeness, quality = null }: Props) {
  const percent = completenessPercent(completeness);
  return (
    <span className="completeness">
      <span>
        {percent === null ? WORDS.nothingExpected : `${WORDS.completeness} ${percent}\u00a0%`}
        {quality && ` · ${WORDS.quality} ${quality.grade}`}
      </span>
      <Bar percent={percent} tone="calm" thin />
    </span>
  );
}
