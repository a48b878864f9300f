import { type DeliveredValue, type ExportDelivery, formatCount } from '#core';
import { TableFrame } from '../../panel/table-frame.js';

const OUTCOME_WORDS: Readonly<Record<DeliveredValue['outcome'], string>> = {
  stored: 'lagrat',
  locked: 'låst',
  refused: 'avvisat',
};

const WORDS = {
  caption: 'Värden som inte lagrades som de skickades',
  stored: (stored: number, all: number): string =>
    `${formatCount(stored)} av ${formatCount(all)} värden är lagrade hos mottagaren.`,
  heads: ['Enhet', 'Mätetal', 'Kolumn', 'Skickat', 'Tillbaka', 'Utfall', 'Svar'],
} as const;

/** Where the receiver answers value by value: how many it stored, and each that came back otherwise. */
export function DeliveredValues({ delivery: { values } }: { readonly delivery: ExportDelivery }) {
  if (values.length === 0) return null;
  const other = values.filter(({ outcome }) => outcome !== 'stored');
  return (
    <>
      <p>{WORDS.stored(values.length - other.length, values.length)}</p>
      {other.length > 0 && (
        <TableFrame caption={WORDS.caption}>
          <thead>
            <tr>
              {WORDS.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {other.map(({ date, unit, measure, column, sent, returned, outcome, message }) => (
              <tr key={`${date} ${unit} ${measure} ${column}`}>
                <th scope="row">{unit}</th>
                <td>{measure}</td>
                <td>{column}</td>
                <td>{sent ?? 'tomt'}</td>
                <td>{returned ?? 'tomt'}</td>
                <td>{OUTCOME_WORDS[outcome]}</td>
                <td>{message ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </>
  );
}
