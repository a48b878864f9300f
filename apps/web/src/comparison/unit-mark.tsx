import type { ComparedSubject, Quartiles } from '#core';
import { toneOf } from '../scorecard/status-mark.js';
import type { Scale } from './scale.js';

interface Props {
  readonly item: ComparedSubject;
  readonly scale: Scale;
  readonly quartiles: Quartiles | null;
  readonly target: number | undefined;
}

/** Where a unit stands among the others: drawn only, for the cells beside say the same. */
export function UnitMark({ item: { value, status }, scale: { at }, quartiles, target }: Props) {
  return (
    <svg
      className={`unit-mark tone-${toneOf(status)}`}
      viewBox="-2 0 104 20"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {quartiles && (
        <>
          <rect
            className="mark-quartiles"
            x={at(quartiles.low)}
            y="2"
            width={at(quartiles.high) - at(quartiles.low)}
            height="16"
          />
          <path className="mark-median" d={`M${at(quartiles.median)} 2V18`} />
        </>
      )}
      {target !== undefined && <path className="mark-target" d={`M${at(target)} 0V20`} />}
      {value.kind === 'number' && value.interval && (
        <path className="mark-interval" d={`M${at(value.interval.low)} 10H${at(value.interval.high)}`} />
      )}
      {/* A line of no length with round ends stays round however wide the drawing is. */}
      {value.kind === 'number' && <path className="mark-value" d={`M${at(value.number)} 10h0`} />}
    </svg>
  );
}
