import { type FreezePreview, completenessPercent, PERSPECTIVE_STATUS_WORDS } from '#core';
import type { List, PerspectiveAnswer } from '../api/answers.js';
import { useAsked } from '../api/use-asked.js';
import { TableFrame } from '../panel/table-frame.js';
import { StatusMark } from '../scorecard/status-mark.js';
import { CLOSING, changedWords, preliminaryWords } from './words.js';

/** The five perspectives of the city as they would be kept, and a warning where they stand on too little. */
export function FreezePreviewView({ preview }: { readonly preview: FreezePreview }) {
  const { value } = useAsked<List<PerspectiveAnswer>>('catalogue/perspectives');
  const nameOf = (id: string): string => value?.items.find((each) => each.id === id)?.name.sv ?? id;
  const { changed, preliminary, preliminaryBelow, perspectives } = preview;
  return (
    <>
      {changed && <p>{changedWords(changed.measures, changed.slices)}</p>}
      {preliminary && (
        <p className="fault">
          <strong>{CLOSING.preliminary}.</strong> {preliminaryWords(preliminaryBelow)}
        </p>
      )}
      <TableFrame caption={CLOSING.perspective}>
        <thead>
          <tr>
            <th scope="col">{CLOSING.perspective}</th>
            <th scope="col">{CLOSING.state}</th>
            <th scope="col" className="number">
              {CLOSING.completeness}
            </th>
            <th scope="col">{CLOSING.ground}</th>
          </tr>
        </thead>
        <tbody>
          {perspectives.map(({ id, status, completeness, preliminary: isPreliminary }) => {
            const percent = completenessPercent(completeness);
            return (
              <tr key={id}>
                <th scope="row">{nameOf(id)}</th>
                <td>
                  <StatusMark status={status} words={PERSPECTIVE_STATUS_WORDS} />
                </td>
                <td className="number">{percent === null ? CLOSING.nothingExpected : `${percent}\u00a0%`}</td>
                <td>{isPreliminary ? CLOSING.isPreliminary : CLOSING.isFinal}</td>
              </tr>
            );
          })}
        </tbody>
      </TableFrame>
    </>
  );
}
