import type { CatalogueNames } from '../../handing-in/catalogue-names.js';
import type { DeliveryMatrix, Tally } from './delivery-matrix.js';

/** A cell that a spreadsheet takes as text: quoted, and never begun as a formula. */
function cell(text: string): string {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${tame.replaceAll('"', '""')}"`;
}

function line(unit: string, dataset: string, { handedIn, due, missing }: Tally): string {
  return [cell(unit), cell(dataset), handedIn, due, missing].join(';');
}

/** The matrix as Swedish Excel opens it: a row for each unit and data set, semicolons and a byte order mark. */
export function matrixCsv({ rows }: DeliveryMatrix, names: CatalogueNames): string {
  const lines = rows.flatMap(({ unit, cells }) =>
    [...cells].map(([dataset, tally]) => line(names.unit(unit), names.dataset(dataset), tally)),
  );
  return `\ufeff${['Enhet;Datamängd;Inlämnade;Väntas;Saknas', ...lines].join('\r\n')}\r\n`;
}
