import { type MeasureScore, formatBriefly, targetWords } from '#core';
import type { MeasureAnswer } from '../api/answers.js';
import { WORDS } from '../words.js';
import { StatusMark } from './status-mark.js';

interface Props {
  readonly measure: MeasureScore;
  readonly definition: MeasureAnswer | undefined;
}

/** How a number stands against its target, and what that target is. */
export function MeasureVerdict({ measure, definition }: Props) {
  return (
    <p className="measure-verdict">
      <StatusMark status={measure.status} />
      <span className="measure-target">
        {measure.target === null ? WORDS.noTarget : targetText(measure.target, definition)}
      </span>
    </p>
  );
}

function targetText(target: number, definition: MeasureAnswer | undefined): string {
  if (!definition) return `${WORDS.target} ${target}`;
  const { better, decimals, unitOfMeasure } = definition;
  return `${WORDS.target} ${targetWords(formatBriefly(target, decimals, unitOfMeasure.sv), better)}`;
}
