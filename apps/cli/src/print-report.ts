import { type Receipt, type SliceSummary, type UploadProblem, type UploadReport } from '#core';

const SEVERITY = { error: 'fel', warning: 'varning', notice: 'upplysning' } as const;

function describeProblem({ row, column, severity, message, hint, value }: UploadProblem): string {
  const place = [row === null ? '' : `rad ${row}`, column ?? ''].filter(Boolean).join(', ') || 'filen';
  const cell = value === null ? '' : ` (”${value}”)`;
  return `  ${SEVERITY[severity]}  ${place}: ${message}${cell}\n      ${hint}\n`;
}

/** Whole, or with two decimals, as kronor have öre. */
function amount(sum: number | null): string {
  if (sum === null) return '–';
  const decimals = Number.isInteger(sum) ? 0 : 2;
  return sum.toLocaleString('sv-SE', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** `1 rad`, `12 rader`. */
export function rowsInWords(count: number): string {
  return count === 1 ? '1 rad' : `${count} rader`;
}

function describeSlice({ unit, period, rows, total, previousTotal }: SliceSummary): string {
  const before = previousTotal === null ? 'ny' : `tidigare ${amount(previousTotal)}`;
  return `  ${unit} ${period}: ${rowsInWords(rows)}, summa ${amount(total)} (${before})\n`;
}

/** A report for a terminal: the verdict, every problem with its remedy, and what would be stored. */
export function describeReport(report: UploadReport): string {
  const errors = report.problems.filter((problem) => problem.severity === 'error').length;
  const verdict = report.accepted ? 'Filen kan lämnas in.' : `Ingenting sparades: ${errors} fel.`;
  const unlisted = report.problemsNotListed > 0 ? `  … och ${report.problemsNotListed} till\n` : '';
  const problems = report.problems.map(describeProblem).join('') + unlisted;
  return `${verdict} ${rowsInWords(report.rows)}.\n${problems}${report.slices.map(describeSlice).join('')}`;
}

/** A receipt for a terminal. */
export function describeReceipt(receipt: Receipt): string {
  const warnings = receipt.warnings.map(describeProblem).join('');
  return (
    `Mottaget ${receipt.receivedAt}: ${receipt.fileName}, ${rowsInWords(receipt.rows)}.\n` +
    `Kvitto ${receipt.id}\nSHA-256 ${receipt.sha256}\n${warnings}${receipt.slices.map(describeSlice).join('')}`
  );
}
