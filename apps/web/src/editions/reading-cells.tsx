import { type MeasureReading, formatBriefly, KIND_WORDS } from '#core';
import type { MeasureAnswer } from '../api/answers.js';
import { StatusMark } from '../scorecard/status-mark.js';
import { EDITIONS } from './words.js';

interface Props {
  readonly before: MeasureReading | null;
  readonly after: MeasureReading | null;
  /** Absent when the catalogue does not know the measure. */
  readonly definition: MeasureAnswer | undefined;
}

/** More decimals than the scorecard shows: a difference may lie behind what it rounds. */
const DECIMALS_BEHIND = 2;

/** What a measure reads before and after, a cell each; how it is judged where that differs. */
export function ReadingCells({ before, after, definition }: Props) {
  return [before, after].map((reading, i) => (
    <td key={i} className="number">
      {readingText(reading, definition)}
      {reading && before?.status !== after?.status && (
        <div>
          <StatusMark status={reading.status} />
        </div>
      )}
    </td>
  ));
}

function readingText(reading: MeasureReading | null, definition: MeasureAnswer | undefined): string {
  if (reading === null) return EDITIONS.absent;
  const { value } = reading;
  if (value.kind !== 'number') return KIND_WORDS[value.kind];
  const decimals = (definition?.decimals ?? 1) + DECIMALS_BEHIND;
  return formatBriefly(value.number, decimals, definition?.unitOfMeasure.sv ?? '');
}
