import type { SliceChange, SliceVersion } from '#core';
import { formatInstant } from '../format/instant.js';
import type { CatalogueNames } from '../handing-in/catalogue-names.js';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { TableFrame } from '../panel/table-frame.js';
import { CLOSING } from './words.js';

interface Props {
  readonly changes: readonly SliceChange[];
  readonly names: CatalogueNames;
}

function versionText(version: SliceVersion | null): string {
  if (version === null) return CLOSING.absent;
  const parts = [version.fileName, version.by, formatInstant(version.receivedAt)];
  return parts.filter((part) => part !== null).join(', ');
}

/** The files that stand in the place of others. */
export function ChangedSlices({ changes, names }: Props) {
  const { drawn, more, drawMore } = useLongList(changes, { first: 8, step: 40 });
  return (
    <>
      <h3>{CLOSING.deliveries}</h3>
      <TableFrame caption={CLOSING.deliveries}>
        <thead>
          <tr>
            <th scope="col">{CLOSING.unit}</th>
            <th scope="col">{CLOSING.dataset}</th>
            <th scope="col">{CLOSING.before}</th>
            <th scope="col">{CLOSING.after}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ before, after }) => {
            const slice = after ?? before;
            if (!slice) return null;
            const { unit, dataset, period, source, part = '' } = slice;
            return (
              <tr key={[unit, dataset, period, source, part].join(' ')}>
                <th scope="row">{names.unit(unit)}</th>
                <td>
                  {names.dataset(dataset)}, {names.periodInText(period)}
                </td>
                <td>{versionText(before)}</td>
                <td>{versionText(after)}</td>
              </tr>
            );
          })}
        </tbody>
      </TableFrame>
      <MoreButton more={more} drawMore={drawMore} />
    </>
  );
}
