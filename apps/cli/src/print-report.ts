import { type Receipt, type SliceSummary, type UploadProblem, type UploadReport } from '#core';

const SEVERITY = { error: 'fel', warning: 'varning', notice: 'upplysning' } as const;

function describeProblem({ row, column, severity, message, hint, value }: UploadProblem): string {
  const place = [row === null ? '' : `rad ${row}`, column ?? ''].filter(Boolean).join(', ') || 'filen';
  const cell = value === null ? '' : ` (”${value}”)`;
  return `  ${SEVERITY[severity]}  ${place}: ${message}${cell}\n      ${hint}\n`;
}

function describeSlice({ unit, period, rows, total, previousTotal }: SliceSummary): string {
  const amount = (sum: number | null): string => (sum === null ? '–' : sum.toLocaleString('sv-SE'));
  const before = previousTotal === null ? 'ny' : `tidigare ${amount(previousTotal)}`;
  return `  ${unit} ${period}: ${rows} rader, summa ${amount(total)} (${before})\n`;
}

/** A report for a terminal: the verdict, every problem with its remedy, and what would be stored. */
export function describeReport(report: UploadReport): string {
  const errors = report.problems.filter((problem) => problem.severity === 'error').length;
  const verdict = report.accepted ? 'Filen kan lämnas in.' : `Ingenting sparades: ${errors} fel.`;
  const unlisted = report.problemsNotListed > 0 ? `  … och ${report.problemsNotListed} till\n` : '';
  const problems = report.problems.map(describeProblem).join('') + unlisted;
  return `${verdict} ${report.rows} rader.\n${problems}${report.slices.map(describeSlice).join('')}`;
}

/** A receipt for a terminal. */
export function describeReceipt(receipt: Receipt): string {
  const warnings = receipt.warnings.map(describeProblem).join('');
  return (
    `Mottaget ${receipt.receivedAt}: ${receipt.fileName}, ${receipt.rows} rader.\n` +
    `Kvitto ${receipt.id}\nSHA-256 ${receipt.sha256}\n${warnings}${receipt.slices.map(describeSlice).join('')}`
  );
}
