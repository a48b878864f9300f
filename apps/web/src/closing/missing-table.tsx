import type { OwedReminder } from '#core';
import { formatDay, formatInstant } from '../format/instant.js';
import type { CatalogueNames } from '../handing-in/catalogue-names.js';
import { StandingMark } from '../handing-in/owed/standing-mark.js';
import { TableFrame } from '../panel/table-frame.js';
import { CLOSING } from './words.js';

interface Props {
  readonly owed: readonly OwedReminder[];
  readonly names: CatalogueNames;
  readonly remind: (unit: string) => void;
}

/** A row for each thing that has not come, by unit. */
export function MissingTable({ owed, names, remind }: Props) {
  const units = [...new Set(owed.map(({ unit }) => unit))];
  return (
    <TableFrame caption={CLOSING.missing}>
      <thead>
        <tr>
          <th scope="col">{CLOSING.unit}</th>
          <th scope="col">{CLOSING.what}</th>
          <th scope="col">{CLOSING.due}</th>
          <th scope="col">{CLOSING.state}</th>
          <th scope="col">{CLOSING.asked}</th>
          <th scope="col">{CLOSING.reminded}</th>
          <th scope="col">
            <span className="hidden">{CLOSING.remind}</span>
          </th>
        </tr>
      </thead>
      {units.map((unit) => (
        <tbody key={unit}>
          {owed
            .filter((row) => row.unit === unit)
            .map((row, index) => (
              <MissingRow
                key={`${row.delivery} ${row.period}`}
                row={row}
                names={names}
                remind={index === 0 ? remind : null}
              />
            ))}
        </tbody>
      ))}
    </TableFrame>
  );
}

interface RowProps extends Pick<Props, 'names'> {
  readonly row: OwedReminder;
  /** On the first row of a unit. */
  readonly remind: ((unit: string) => void) | null;
}

function MissingRow({ row, names, remind }: RowProps) {
  const { unit, dataset, period, dueDate, state, recipients, remindedAt } = row;
  return (
    <tr>
      <th scope="row">{names.unit(unit)}</th>
      <td>
        {names.dataset(dataset)}, {names.periodInText(period)}
      </td>
      <td>{formatDay(dueDate)}</td>
      <td>
        <StandingMark standing={state} />
      </td>
      <td>{recipients.length > 0 ? recipients.join(', ') : CLOSING.nobody}</td>
      <td>{remindedAt === null ? CLOSING.never : formatInstant(remindedAt)}</td>
      <td>
        {remind && recipients.length > 0 && (
          <button
            type="button"
            className="button quiet small"
            onClick={() => {
              remind(unit);
            }}
          >
            {CLOSING.remind}
            <span className="hidden"> {names.unit(unit)}</span>
          </button>
        )}
      </td>
    </tr>
  );
}
