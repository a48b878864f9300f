import type { MeasureChange } from '#core';
import type { List, MeasureAnswer } from '../api/answers.js';
import { useAsked } from '../api/use-asked.js';
import { ReadingCells } from '../editions/reading-cells.js';
import { lastDay, parsePeriod } from '../format/period.js';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { TableFrame } from '../panel/table-frame.js';
import { SUBJECT_WORDS } from '../words.js';
import { CLOSING } from './words.js';

interface Props {
  readonly period: string;
  readonly changes: readonly MeasureChange[];
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
                <ReadingCells before={before} after={after} definition={definition} />
              </tr>
            );
          })}
        </tbody>
      </TableFrame>
      <MoreButton more={more} drawMore={drawMore} />
    </>
  );
}
