import { type Result, failed, ok } from '#core';
import { type Fault, fileFault } from '../problem-codes.js';
import { type ReadingCircumstances } from '../reading-circumstances.js';
import { numberText } from '../number-text.js';
import { type Table, type UploadedFile } from './reader.js';
import { COST_COLUMNS, costRows } from './sie/cost-rows.js';
import { actualEntries } from './sie/month-entries.js';
import { readLedger } from './sie/read-ledger.js';
import { type SieLedger } from './sie/sie-ledger.js';
import { sieRecords } from './sie/sie-records.js';
import { decodeSie } from './sie/sie-text.js';

/** Whether a file is a ledger by its name (`.se`, `.si`, `.sie`) or its first record, whatever it is handed in as. */
export function isSie({ bytes, fileName }: UploadedFile): boolean {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  return (
    /\.(?:se|si|sie)$/i.test(fileName) ||
    /^(?:\xef\xbb\xbf)?\s*#(?:FLAGGA|SIETYP|FORMAT|PROGRAM)\s/i.test(start)
  );
}

/**
 * Ledgers in the SIE format, types 2, 3 and 4 (SIE-gruppen, “SIE filformat”, utgåva 4B, 2008-09-30), for the data set
 * `cost`.
 *
 * Taken are the months of the current year (årsnr 0): `#PSALDO` (else `#TRANS`, see `actualEntries`) as `actual`,
 * `#PBUDGET` as `budget`. Which accounts are IT costs, and of whom, is said by config/accounts/; what they do not say is
 * listed with its sums. Comparison years are left out: they are normalised to this year's chart of accounts and were
 * handed in when they were current. The flag (`#FLAGGA`) is not heeded, for handing the same file in twice does no harm;
 * the checksum's value is not computed, but a file that lacks its end is refused (section 10.6).
 */
export function readSie(file: UploadedFile, circumstances: ReadingCircumstances): Result<Table, Fault> {
  if (circumstances.dataset.name !== 'cost') return failed(fileFault('sie-only-cost'));
  const decoded = decodeSie(file.bytes);
  if (!decoded.ok) return failed(fileFault(decoded.problem));
  const { text, encoding } = decoded.value;
  const read = readLedger(sieRecords(text), circumstances.limits.maxRows);
  if (!read.ok) return read;
  const ledger = read.value;
  if (ledger.currency !== 'SEK') {
    return failed({ ...fileFault('currency-not-sek'), value: ledger.currency });
  }
  if (ledger.balances.length + ledger.budgets.length + ledger.transactions.length === 0) {
    return failed(fileFault(text.trim() === '' ? 'empty-file' : 'sie-without-months'));
  }
  const costs = costRows(ledger, circumstances);
  if (!costs.ok) return costs;
  const notices = [readAs(ledger, encoding), ...doubts(ledger, circumstances), ...costs.value.remarks];
  return ok({
    header: COST_COLUMNS,
    rows: costs.value.rows,
    notices,
    isAsInFile: false,
    usualDecimalMark: '.',
  });
}

function readAs({ type, company, year, balances }: SieLedger, encoding: string): Fault {
  return fileFault('read-as-sie', {
    type,
    company: company || '–',
    year: year ? `${year.from}–${year.to}` : '–',
    records: balances.length > 0 ? '#PSALDO' : '#TRANS',
    encoding,
  });
}

/** What somebody should look at before the ledger is believed. */
function doubts(ledger: SieLedger, { language }: ReadingCircumstances): Fault[] {
  const months = new Map<string, number>();
  for (const { account, ore } of actualEntries(ledger, 1)) {
    months.set(account, (months.get(account) ?? 0) + ore);
  }
  const differing = [...ledger.yearResults].filter(([account, ore]) => (months.get(account) ?? ore) !== ore);
  const doubtful = ledger.isForImport ? [fileFault('sie-for-import')] : [];
  const [first] = differing;
  if (!first) return doubtful;
  const [account, ore] = first;
  const details = {
    count: differing.length,
    account,
    months: numberText((months.get(account) ?? 0) / 100, language),
    year: numberText(ore / 100, language),
  };
  return [...doubtful, { ...fileFault('months-differ-from-year', details), value: account }];
}
