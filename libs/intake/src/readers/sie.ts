import { type Result, failed, ok } from '#core';
import { type Fault, fileFault } from '../problem-codes.js';
import { type ReadingCircumstances } from '../reading-circumstances.js';
import { type Table, type UploadedFile } from './reader.js';
import { isChecksumRight } from './sie/checksum.js';
import { COST_COLUMNS, costRows } from './sie/cost-rows.js';
import { isSie5, otherFormatOf } from './sie/other-format.js';
import { readLedger } from './sie/read-ledger.js';
import { type SieLedger } from './sie/sie-ledger.js';
import { sieRecords } from './sie/sie-records.js';
import { type SieText, decodeSie } from './sie/sie-text.js';

/** Whether a file is a ledger by its name (`.se`, `.si`, `.sie`) or its beginning, whatever it is handed in as. */
export function isSie({ bytes, fileName }: UploadedFile): boolean {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  return (
    /\.(?:se|si|sie)$/i.test(fileName) ||
    /^(?:\xef\xbb\xbf)?\s*#(?:FLAGGA|SIETYP|FORMAT|PROGRAM)\s/i.test(start) ||
    isSie5(bytes)
  );
}

/**
 * Ledgers in the SIE format, types 2, 3 and 4 (SIE-gruppen, “SIE filformat”, utgåva 4B, 2008-09-30), for the data set
 * `cost`.
 *
 * Taken are the months of the current year (årsnr 0), as `ledgerEntries` has them: actual amounts and, from `#PBUDGET`, the
 * budget. Which accounts are IT costs, and of whom, is said by config/accounts/; what they do not say is listed with its
 * sums. Comparison years are left out: they are normalised to this year's chart of accounts and were handed in when they
 * were current. The flag (`#FLAGGA`) is not heeded, for handing the same file in twice does no harm. A file that lacks its
 * end is refused (section 10.6), as is one with a damaged line; a checksum that is not right is a warning, for programs
 * compute it in several ways.
 */
export function readSie(file: UploadedFile, circumstances: ReadingCircumstances): Result<Table, Fault> {
  if (circumstances.dataset.name !== 'cost') return failed(fileFault('sie-only-cost'));
  const ledger = ledgerIn(file.bytes, circumstances.limits.maxRows);
  if (!ledger.ok) return ledger;
  const costs = costRows(ledger.value, circumstances);
  if (!costs.ok) return costs;
  const { rows, remarks, whyEmpty } = costs.value;
  const { readAs, doubts } = aboutFile(ledger.value, file.bytes);
  return ok({
    header: COST_COLUMNS,
    rows,
    notices: [readAs, ...doubts, ...remarks],
    isAsInFile: false,
    usualDecimalMark: '.',
    whyEmpty,
    wayIn: 'ledger',
  });
}

type Ledger = SieLedger & Pick<SieText, 'encoding'>;

function ledgerIn(bytes: Uint8Array, maxRows: number): Result<Ledger, Fault> {
  const other = otherFormatOf(bytes);
  if (other === 'SIE 5') return failed(fileFault('sie-5'));
  if (other !== null) return failed(fileFault('sie-other-format', { format: other }));
  const decoded = decodeSie(bytes);
  if (!decoded.ok) return failed(fileFault(decoded.problem));
  const { text, encoding } = decoded.value;
  if (text.trim() === '') return failed(fileFault('empty-file'));
  if (!/^[ \t]*#/m.test(text)) return failed(fileFault('sie-no-records'));
  const read = readLedger(sieRecords(text), maxRows);
  if (!read.ok) return read;
  const ledger = read.value;
  if (ledger.currency !== 'SEK') {
    return failed({ ...fileFault('currency-not-sek'), value: ledger.currency });
  }
  const { balances, budgets, transactions, otherYears } = ledger;
  const amounts = [balances, budgets, transactions, otherYears.transactions];
  if (amounts.every(({ length }) => length === 0)) return failed(fileFault('sie-without-months'));
  return ok({ ...ledger, encoding });
}

/** How the file was understood, and what somebody should look at before the ledger is believed. */
function aboutFile(
  { type, company, year, balances, transactions, encoding, isForImport, checksum, remarks }: Ledger,
  bytes: Uint8Array,
): { readonly readAs: Fault; readonly doubts: readonly Fault[] } {
  const from = [
    ...(balances.length > 0 ? ['#PSALDO'] : []),
    ...(balances.length === 0 || transactions.length > 0 ? ['#TRANS'] : []),
  ];
  const readAs = fileFault('read-as-sie', {
    type,
    company: company || '–',
    year: year ? `${year.from}–${year.to}` : '–',
    records: from.join(' + '),
    encoding,
  });
  const isWrong = checksum !== null && isChecksumRight(bytes, checksum) === false;
  return {
    readAs,
    doubts: [
      ...(isForImport ? [fileFault('sie-for-import')] : []),
      ...(isWrong ? [{ ...fileFault('sie-checksum'), value: checksum }] : []),
      ...remarks,
    ],
  };
}
