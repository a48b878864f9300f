import { type Value, formatNumber, KIND_EXPLANATIONS } from '#core';
import { StatusMark } from './status-mark.js';

interface Props {
  readonly value: Value;
  readonly decimals: number;
  readonly unitOfMeasure: string;
}

/** The number with its unit; or, where there is none, which of the other three kinds it is and why. */
export function MeasureValue({ value, decimals, unitOfMeasure }: Props) {
  if (value.kind !== 'number') {
    return (
      <div className="measure-value none">
        <StatusMark status={value.kind} />
        <p className="soft">{KIND_EXPLANATIONS[value.kind]}</p>
      </div>
    );
  }
  return (
    <p className="measure-value">
      <strong>{formatNumber(value.number, decimals)}</strong>
      {'\u00a0'}
      <span className="measure-unit">{unitOfMeasure}</span>
    </p>
  );
}
