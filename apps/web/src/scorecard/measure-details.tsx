import {
  type DataQuality,
  type MeasureScore,
  type NumberValue,
  formatCount,
  formatNumber,
  QUALITY_REASON_WORDS,
} from '#core';
import type { MeasureAnswer } from '../api/answers.js';
import { WORDS } from '../words.js';

interface Props {
  readonly measure: MeasureScore;
  readonly definition: MeasureAnswer;
}

/** What the measure means and what the number was made of, for those who ask. */
export function MeasureDetails({ measure, definition }: Props) {
  const { value } = measure;
  return (
    <details className="details">
      <summary>
        {WORDS.about}
        <span className="hidden">: {definition.name.sv}</span>
      </summary>
      <p>{definition.description.sv}</p>
      <dl>
        {value.kind === 'number' && <NumberParts value={value} decimals={definition.decimals} />}
        {measure.quality && (
          <div>
            <dt>{WORDS.quality}</dt>
            <dd>{qualityWords(measure.quality)}</dd>
          </div>
        )}
        <div>
          <dt>{WORDS.definition}</dt>
          <dd>
            {WORDS.version} {measure.definitionVersion}
          </dd>
        </div>
      </dl>
    </details>
  );
}

/** The grade, and what keeps it from being the best. */
function qualityWords({ grade, reasons }: DataQuality): string {
  return [grade, ...reasons.map((reason) => QUALITY_REASON_WORDS[reason])].join(', ');
}

function NumberParts({ value, decimals }: { readonly value: NumberValue; readonly decimals: number }) {
  return (
    <>
      <div>
        <dt>{WORDS.numerator}</dt>
        <dd>{formatCount(value.numerator)}</dd>
      </div>
      <div>
        <dt>{WORDS.denominator}</dt>
        <dd>{formatCount(value.denominator)}</dd>
      </div>
      <div>
        <dt>{WORDS.facts}</dt>
        <dd>{formatCount(value.n)}</dd>
      </div>
      {value.interval && (
        <div>
          <dt>{WORDS.interval}</dt>
          <dd>
            {formatNumber(value.interval.low, decimals)}–{formatNumber(value.interval.high, decimals)}
          </dd>
        </div>
      )}
    </>
  );
}
