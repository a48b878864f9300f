import type { DeliveryState } from '#core';
import { useMemo } from 'react';
import type { List } from '../../api/answers.js';
import { saveBytes } from '../../api/save-file.js';
import { useAsked } from '../../api/use-asked.js';
import type { CatalogueNames } from '../../handing-in/catalogue-names.js';
import { MoreButton } from '../../handing-in/more-button.js';
import { useLongList } from '../../handing-in/use-long-list.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import { Mark, SHAPES } from '../../mark/mark.js';
import { Panel } from '../../panel/panel.js';
import { TableFrame } from '../../panel/table-frame.js';
import { CLOSING, tallyWords } from '../words.js';
import { type DeliveryMatrix, type Tally, deliveryMatrix, owedCount } from './delivery-matrix.js';
import { matrixCsv } from './matrix-csv.js';

interface Props {
  readonly period: string;
  readonly names: CatalogueNames;
  readonly turn: number;
}

/** What has come, who owes and of what: unit × data set, with totals and a file of it. */
export function MatrixSection({ period, names, turn }: Props) {
  const path = `completeness?${new URLSearchParams({ period }).toString()}`;
  const { value, problem, retry } = useAsked<List<DeliveryState>>(path, turn);
  const matrix = useMemo(() => deliveryMatrix(value?.items ?? []), [value]);
  return (
    <Panel title={CLOSING.matrix}>
      {problem && <ProblemNotice problem={problem} retry={retry} />}
      {!value && !problem && <p className="soft">{CLOSING.loading}</p>}
      {value && matrix.rows.length === 0 && <p>{CLOSING.nothingOwed}</p>}
      {matrix.rows.length > 0 && (
        <>
          <p className="soft">{CLOSING.matrixIntro}</p>
          <MatrixTable matrix={matrix} names={names} />
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              const content = new Blob([matrixCsv(matrix, names)], { type: 'text/csv;charset=utf-8' });
              saveBytes(`leveranser-${period}.csv`, content);
            }}
          >
            {CLOSING.matrixFile}
          </button>
        </>
      )}
    </Panel>
  );
}

function MatrixTable({ matrix, names }: { readonly matrix: DeliveryMatrix; readonly names: CatalogueNames }) {
  const { datasets, rows, totals, total } = matrix;
  const { drawn, more, drawMore } = useLongList(rows, { first: 10, step: 50 });
  return (
    <>
      <TableFrame caption={CLOSING.matrix}>
        <thead>
          <tr>
            <th scope="col">{CLOSING.unit}</th>
            {datasets.map((dataset) => (
              <th key={dataset} scope="col">
                {names.dataset(dataset)}
              </th>
            ))}
            <th scope="col">{CLOSING.together}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ unit, cells, total: own }) => (
            <tr key={unit}>
              <th scope="row">{names.unit(unit)}</th>
              {datasets.map((dataset) => (
                <TallyCell key={dataset} tally={cells.get(dataset)} />
              ))}
              <TallyCell tally={own} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{CLOSING.together}</th>
            {datasets.map((dataset) => (
              <TallyCell key={dataset} tally={totals.get(dataset)} />
            ))}
            <TallyCell tally={total} />
          </tr>
        </tfoot>
      </TableFrame>
      <MoreButton more={more} drawMore={drawMore} />
    </>
  );
}

/** How many have come of those that are owed: with a mark for what is missing, awaited, or all there. */
function TallyCell({ tally }: { readonly tally: Tally | undefined }) {
  if (!tally) return <td className="soft">–</td>;
  return (
    <td className="tally">
      <Mark {...lookOf(tally)} compact>
        {tallyWords(tally)}
      </Mark>{' '}
      <span aria-hidden="true">
        {tally.handedIn}/{owedCount(tally)}
      </span>
    </td>
  );
}

function lookOf({ missing, due }: Tally) {
  if (missing > 0) return { shape: SHAPES.octagon, tone: 'bad' } as const;
  return due > 0
    ? ({ shape: SHAPES.clock, tone: 'calm' } as const)
    : ({ shape: SHAPES.disc, tone: 'good' } as const);
}
