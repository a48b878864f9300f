import type { MeasureChange, MeasureReading } from '#core';
import type { List, MeasureAnswer } from '../api/answers.js';
import { useAsked } from '../api/use-asked.js';
import { formatBriefly } from '../format/number.js';
import { lastDay, parsePeriod } from '../format/period.js';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { TableFrame } from '../panel/table-frame.js';
import { StatusMark } from '../scorecard/status-mark.js';
import { KIND_WORDS, SUBJECT_WORDS } from '../words.js';
import { CLOSING } from './words.js';

interface Props {
  readonly period: string;
  readonly changes: readonly MeasureChange[];
}

/** More decimals than the scorecard shows: a difference may lie behind what it rounds. */
const DECIMALS_BEHIND = 2;

function readingText(reading: MeasureReading | null, definition: MeasureAnswer | undefined): string {
  if (reading === null) return CLOSING.absent;
  const { value } = reading;
  if (value.kind !== 'number') return KIND_WORDS[value.kind];
  const decimals = (definition?.decimals ?? 1) + DECIMALS_BEHIND;
  return formatBriefly(value.number, decimals, definition?.unitOfMeasure.sv ?? '');
}

/** Each value that reads, or is judged, otherwise. */
export function ChangedMeasures({ period, changes }: Props) {
  const parsed = parsePeriod(period);
  const { value } = useAsked<List<MeasureAnswer>>(parsed && `catalogue/measures?at=${lastDay(parsed)}`);
  const { drawn, more, drawMore } = useLongList(changes, { first: 12, step: 50 });
  return (
    <>
      <TableFrame caption={CLOSING.differences}>
        <thead>
          <tr>
            <th scope="col">{CLOSING.subject}</th>
            <th scope="col">{CLOSING.measure}</th>
            <th scope="col" className="number">
              {CLOSING.before}
            </th>
            <th scope="col" className="number">
              {CLOSING.after}
            </th>
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ subject, measure, before, after }) => {
            const definition = value?.items.find(({ id }) => id === measure);
            return (
              <tr key={`${subject.kind} ${subject.id} ${measure}`}>
                <th scope="row">
                  {subject.name}
                  {subject.kind !== 'unit' && <span className="soft"> ({SUBJECT_WORDS[subject.kind]})</span>}
                </th>
                <td>{definition?.name.sv ?? measure}</td>
                {[before, after].map((reading, i) => (
                  <td key={i} className="number">
                    {readingText(reading, definition)}
                    {reading && before?.status !== after?.status && (
                      <div>
                        <StatusMark status={reading.status} />
                      </div>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </TableFrame>
      <MoreButton more={more} drawMore={drawMore} />
    </>
  );
}
