import { type SliceSummary, formatChange, formatCount, formatDifference, formatNumber } from '#core';
import type { CatalogueNames } from '../catalogue-names.js';
import { MoreButton } from '../more-button.js';
import { useLongList } from '../use-long-list.js';
import { HANDING_IN } from '../words.js';
import { partWords } from './part-words.js';

interface Props {
  readonly slices: readonly SliceSummary[];
  readonly dataset: string;
  readonly names: CatalogueNames;
  /** What the table is, for those who listen. */
  readonly label: string;
  /** What the sums that it replaces are called. */
  readonly before: string;
}

/** What a file holds per unit and period, against what is stored. */
export function SliceTable({ slices, dataset, names, label, before }: Props) {
  const { drawn, more, drawMore } = useLongList(slices, { first: 12, step: 100 });
  const total = names.total(dataset);
  return (
    <>
      <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
        <table className="slices">
          <thead>
            <tr>
              <th scope="col">{HANDING_IN.unit}</th>
              <th scope="col">{HANDING_IN.period}</th>
              <th scope="col" className="number">
                {HANDING_IN.rows}
              </th>
              {total !== null && (
                <>
                  <th scope="col" className="number">
                    {total}
                  </th>
                  <th scope="col" className="number">
                    {before}
                  </th>
                  <th scope="col" className="number">
                    {HANDING_IN.difference}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {drawn.map((slice) => (
              <tr key={`${slice.unit} ${slice.period} ${slice.part}`}>
                <th scope="row">{names.unit(slice.unit)}</th>
                <td>
                  {names.period(slice.period)}
                  {slice.part !== undefined && <span className="slice-part">{partWords(slice.part)}</span>}
                </td>
                <td className="number">{formatCount(slice.rows)}</td>
                {total !== null && (
                  <Totals slice={slice} write={names.isInKronor(dataset) ? KRONOR : COUNTS} />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MoreButton more={more} drawMore={drawMore} />
    </>
  );
}

/** How sums and differences of sums are written. */
interface Writing {
  readonly sum: (number: number) => string;
  readonly difference: (number: number) => string;
}

const KRONOR: Writing = {
  sum: (number) => formatNumber(number, 2),
  difference: (number) => formatChange(number, 2, 'kr'),
};
const COUNTS: Writing = { sum: formatCount, difference: formatDifference };

function Totals({
  slice: { total, previousTotal },
  write,
}: {
  readonly slice: SliceSummary;
  readonly write: Writing;
}) {
  return (
    <>
      <td className="number">{total === null ? '–' : write.sum(total)}</td>
      <td className="number soft">{previousTotal === null ? '–' : write.sum(previousTotal)}</td>
      <td className="number">{differenceText(total, previousTotal, write)}</td>
    </>
  );
}

function differenceText(total: number | null, previousTotal: number | null, write: Writing): string {
  if (total === null) return '–';
  if (previousTotal === null) return HANDING_IN.isNew;
  return total === previousTotal ? HANDING_IN.unchanged : write.difference(total - previousTotal);
}
