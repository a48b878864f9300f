import { type Explanation, formatCount } from '#core';
import { formatInstant } from '../format/instant.js';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { EXPLANATION } from './words.js';

interface Props {
  readonly explanation: Explanation;
  readonly nameOf: (unit: string) => string;
  readonly titleOf: (dataset: string) => string;
}

/** So much of a checksum tells files apart on a screen; the whole of it is in its title, and in the API. */
const SHOWN_OF_CHECKSUM = 12;

/** Which files the facts came with, and when. */
export function Files({ explanation, nameOf, titleOf }: Props) {
  const uploads = new Map(explanation.uploads.map((upload) => [upload.id, upload]));
  const { drawn, more, drawMore } = useLongList(explanation.slices, { first: 10, step: 50 });
  return (
    <Panel title={EXPLANATION.files}>
      <p className="soft">{EXPLANATION.filesHint}</p>
      <TableFrame caption={EXPLANATION.files}>
        <thead>
          <tr>
            <th scope="col">{EXPLANATION.unit}</th>
            <th scope="col">{EXPLANATION.dataset}</th>
            <th scope="col">{EXPLANATION.period}</th>
            <th scope="col" className="number">
              {EXPLANATION.version}
            </th>
            <th scope="col" className="number">
              {EXPLANATION.rows}
            </th>
            <th scope="col">{EXPLANATION.received}</th>
            <th scope="col">{EXPLANATION.checksum}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((slice) => {
            const upload = uploads.get(slice.upload);
            return (
              <tr key={[slice.dataset, slice.unit, slice.period, slice.source, slice.upload].join(' ')}>
                <th scope="row">{nameOf(slice.unit)}</th>
                <td>{titleOf(slice.dataset)}</td>
                <td className="owed-period">{slice.period}</td>
                <td className="number">{formatCount(slice.version)}</td>
                <td className="number">{formatCount(slice.rows)}</td>
                <td>{upload ? formatInstant(upload.receivedAt) : EXPLANATION.nothing}</td>
                <td>
                  <code title={upload?.sha256}>{upload?.sha256.slice(0, SHOWN_OF_CHECKSUM)}</code>
                </td>
              </tr>
            );
          })}
        </tbody>
      </TableFrame>
      <MoreButton more={more} drawMore={drawMore} />
    </Panel>
  );
}
