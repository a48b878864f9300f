import { type FileFate } from '#collect';
import { type UploadReport } from '#core';
import { type HeldBack } from './held-back.js';

const OUTCOMES: Readonly<Record<FileFate['outcome'], string>> = {
  stored: 'Filen är mottagen och sparad.',
  known: 'Filen gav ingenting nytt: allt i den är redan sparat.',
  refused:
    'Filen togs inte emot; ingenting av den är sparat. Rätta det som nämns nedan och lägg in den igen.',
};

/** The report that is laid beside a file, for whoever put it there. */
export function fateInWords(
  outcome: FileFate['outcome'],
  { rows, slices, problems }: UploadReport,
  { refusals, warnings }: HeldBack,
): string {
  const places = slices.map(({ unit, period, rows: own }) => `  ${unit} ${period}: ${own} rader`);
  const faults = problems.map(({ row, cell, column, message, hint, severity }) => {
    const place =
      cell ?? [row === null ? '' : `rad ${row}`, column ?? ''].filter((part) => part !== '').join(', ');
    const kind = severity === 'error' ? 'FEL' : severity === 'warning' ? 'VARNING' : 'NOTERING';
    return `${kind}${place === '' ? '' : ` (${place})`}: ${message} ${hint}`.trimEnd();
  });
  const held = [...refusals, ...warnings].map(({ text }) => `OBS: ${text.sv}`);
  return [OUTCOMES[outcome], `Rader: ${rows}`, ...places, ...held, ...faults].join('\n');
}
