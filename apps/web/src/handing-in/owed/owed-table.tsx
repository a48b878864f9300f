import type { DeliveryState } from '#core';
import { formatDay } from '../../format/instant.js';
import { cityMonth, hasBegun, parsePeriod } from '../../format/period.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { MoreButton } from '../more-button.js';
import { useLongList } from '../use-long-list.js';
import { HANDING_IN } from '../words.js';
import { isHandedIn } from './owed-rows.js';
import { StandingMark } from './standing-mark.js';
import { TemplateLinks } from './template-links.js';

interface Props {
  readonly rows: readonly DeliveryState[];
  readonly names: CatalogueNames;
  /** Whether rows are of more units than one. */
  readonly withUnits: boolean;
  readonly choose: (delivery: DeliveryState) => void;
  readonly makeLink: (delivery: DeliveryState) => void;
  readonly sayNotOurs: (delivery: DeliveryState) => void;
}

/** What is owed, a row for each data set and period. */
export function OwedTable({ rows, names, withUnits, ...ways }: Props) {
  const { drawn, more, drawMore } = useLongList(rows, { first: 8, step: 40 });
  return (
    <>
      <table className="owed-table">
        <thead>
          <tr>
            <th scope="col">{HANDING_IN.dataset}</th>
            <th scope="col">{HANDING_IN.period}</th>
            <th scope="col">{HANDING_IN.dueDate}</th>
            <th scope="col">{HANDING_IN.standing}</th>
            <th scope="col">{HANDING_IN.template}</th>
            <th scope="col">
              <span className="hidden">{HANDING_IN.handInThis}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((row) => (
            <OwedRow
              key={[row.unit, row.delivery, row.period].join(' ')}
              row={row}
              names={names}
              withUnit={withUnits}
              {...ways}
            />
          ))}
        </tbody>
      </table>
      <MoreButton more={more} drawMore={drawMore} />
    </>
  );
}

/** Nothing can be handed in for a period that is still to come. */
function mayHaveBegun(text: string): boolean {
  const period = parsePeriod(text);
  return period === null || hasBegun(period, cityMonth(Date.now()));
}

interface RowProps extends Pick<Props, 'names' | 'choose' | 'makeLink' | 'sayNotOurs'> {
  readonly row: DeliveryState;
  readonly withUnit: boolean;
}

function OwedRow({ row, names, withUnit, choose, makeLink, sayNotOurs }: RowProps) {
  const name = names.dataset(row.dataset);
  const period = names.period(row.period);
  const ways = [
    [HANDING_IN.handInThis, choose],
    [HANDING_IN.link, makeLink],
    [HANDING_IN.notOurs, sayNotOurs],
  ] as const;
  return (
    <tr>
      <th scope="row">
        {name}
        {withUnit && <span className="owed-unit">{names.unit(row.unit)}</span>}
      </th>
      <td className="owed-period">{period}</td>
      <td className="owed-due">
        <span className="owed-due-word">{HANDING_IN.dueDate} </span>
        {formatDay(row.dueDate)}
      </td>
      <td className="owed-state">
        <StandingMark standing={row.state} />
      </td>
      <td className="owed-template">
        <span className="owed-due-word">{HANDING_IN.template} </span>
        <TemplateLinks dataset={row.dataset} name={name} filledFor={{ unit: row.unit, period: row.period }} />
      </td>
      <td className="owed-action">
        {!isHandedIn(row) && mayHaveBegun(row.period) && (
          <span className="owed-ways">
            {ways.map(([words, act]) => (
              <button
                key={words}
                type="button"
                className="button quiet small"
                onClick={() => {
                  act(row);
                }}
              >
                {words}
                <span className="hidden">
                  {' '}
                  {name}, {period}
                </span>
              </button>
            ))}
          </span>
        )}
      </td>
    </tr>
  );
}
