import { type Problems } from './problem.js';

/** What is said of ledgers (SIE) as files: of another kind, damaged, or with lines that cannot be read. */
export const LEDGER_FILE_PROBLEMS = {
  'sie-only-cost': {
    severity: 'error',
    sv: {
      message: 'Filen är en huvudbok (SIE) och kan bara lämnas som it-kostnader.',
      hint: 'Välj datamängden It-kostnader (cost).',
    },
    en: {
      message: 'The file is a ledger (SIE) and can be handed in as IT costs only.',
      hint: 'Choose the data set IT costs (cost).',
    },
  },
  'sie-truncated': {
    severity: 'error',
    sv: {
      message: 'Filen är avkortad: dess slut saknas.',
      hint: 'Ta ut SIE-filen på nytt ur ekonomisystemet och kontrollera att hela filen följer med.',
    },
    en: {
      message: 'The file is cut short: its end is missing.',
      hint: 'Export the SIE file again and check that all of it comes along.',
    },
  },
  'sie-without-months': {
    severity: 'error',
    sv: {
      message: 'Filen har inga belopp per månad.',
      hint: 'Ta ut en SIE-fil av typ 2, 3 eller 4. Typ 1 har bara årets summor.',
    },
    en: {
      message: 'The file has no amounts by month.',
      hint: 'Export a SIE file of type 2, 3 or 4. Type 1 has the sums of the year only.',
    },
  },
  'sie-5': {
    severity: 'error',
    sv: {
      message: 'Filen är en huvudbok i SIE 5 (XML), som inte läses.',
      hint: 'Ta ut en SIE-fil av typ 4 (SIE 4E) ur ekonomisystemet.',
    },
    en: {
      message: 'The file is a ledger in SIE 5 (XML), which is not read.',
      hint: 'Export a SIE file of type 4 (SIE 4E) from the accounting system.',
    },
  },
  'sie-other-format': {
    severity: 'error',
    sv: {
      message: 'Filen heter som en huvudbok (SIE) men är {format}.',
      hint: 'Ta ut SIE-filen på nytt. En webbsida i dess ställe brukar betyda att inloggningen hade gått ut. Är det en tabell, ge filen dess rätta ändelse, till exempel .xlsx.',
    },
    en: {
      message: 'The file is named like a ledger (SIE) but is {format}.',
      hint: 'Export the SIE file again. A web page in its place usually means that the login had expired. If it is a table, give the file its right extension, for example .xlsx.',
    },
  },
  'sie-no-records': {
    severity: 'error',
    sv: {
      message: 'Filen heter som en huvudbok (SIE) men har inga SIE-poster: ingen rad börjar med #.',
      hint: 'Ta ut SIE-filen på nytt. Är det en tabell, ge filen ändelsen .csv.',
    },
    en: {
      message: 'The file is named like a ledger (SIE) but has no SIE records: no line begins with #.',
      hint: 'Export the SIE file again. If it is a table, give the file the extension .csv.',
    },
  },
  'sie-voucher-unbalanced': {
    severity: 'error',
    sv: {
      message:
        'Verifikation {series} {number} summerar till {sum}, inte till noll: en rad i den är skadad eller saknas.',
      hint: 'Ta ut SIE-filen på nytt ur ekonomisystemet, och ändra inte i den.',
    },
    en: {
      message: 'Voucher {series} {number} sums to {sum}, not to zero: a line of it is damaged or missing.',
      hint: 'Export the SIE file again, and do not edit it.',
    },
  },
  'sie-voucher-twice': {
    severity: 'error',
    sv: {
      message: 'Verifikation {series} {number} finns två gånger, likadan: först på rad {first}.',
      hint: 'Ta ut SIE-filen på nytt ur ekonomisystemet, eller ta bort den ena.',
    },
    en: {
      message: 'Voucher {series} {number} is there twice, the same: first in row {first}.',
      hint: 'Export the SIE file again, or remove one of them.',
    },
  },
  'sie-outside-voucher': {
    severity: 'error',
    sv: {
      message: 'Transaktionen står inte i någon verifikation: en rad med #VER eller ”{” saknas före den.',
      hint: 'Ta ut SIE-filen på nytt ur ekonomisystemet, och ändra inte i den.',
    },
    en: {
      message: 'The transaction is in no voucher: a line with #VER or “{” is missing before it.',
      hint: 'Export the SIE file again, and do not edit it.',
    },
  },
  'sie-divided-amount': {
    severity: 'error',
    sv: {
      message: '”{value}” är ett belopp med blanksteg i, och då går det inte att se hur stort det är.',
      hint: 'Belopp i en SIE-fil skrivs utan tusentalsavskiljare: 1900.00. Ta ut filen på nytt.',
    },
    en: {
      message: '“{value}” is an amount with a blank in it, so that nobody can tell how large it is.',
      hint: 'Amounts in a SIE file are written without thousands marks: 1900.00. Export the file again.',
    },
  },
  'sie-balance-twice': {
    severity: 'error',
    sv: {
      message: 'Konto {account} har två belopp för {month}: ett annat står på rad {first}.',
      hint: 'Ett av dem är fel. Ta ut SIE-filen på nytt ur ekonomisystemet.',
    },
    en: {
      message: 'Account {account} has two amounts for {month}: another is in row {first}.',
      hint: 'One of them is wrong. Export the SIE file again.',
    },
  },
  'sie-month-outside-year': {
    severity: 'error',
    sv: {
      message: 'Månaden {month} ligger inte i filens räkenskapsår, {from}–{to} (#RAR 0).',
      hint: 'Ta ut SIE-filen på nytt för det räkenskapsår som månaden hör till.',
    },
    en: {
      message: 'The month {month} is not in the file’s accounting year, {from}–{to} (#RAR 0).',
      hint: 'Export the SIE file again for the accounting year that the month belongs to.',
    },
  },
  'sie-no-account': {
    severity: 'error',
    sv: {
      message: 'Raden har inget konto där kontot ska stå: ”{value}”.',
      hint: 'Ta ut SIE-filen på nytt ur ekonomisystemet, och ändra inte i den.',
    },
    en: {
      message: 'The line has no account where the account should be: “{value}”.',
      hint: 'Export the SIE file again, and do not edit it.',
    },
  },
  'sie-object-list': {
    severity: 'error',
    sv: {
      message: 'Objektlistan ”{value}” är inte par av dimension och objekt.',
      hint: 'Ta ut SIE-filen på nytt ur ekonomisystemet, och ändra inte i den.',
    },
    en: {
      message: 'The object list “{value}” is no pairs of dimension and object.',
      hint: 'Export the SIE file again, and do not edit it.',
    },
  },
  'sie-amount-not-read': {
    severity: 'warning',
    sv: {
      message: 'Raden räknas inte: {value} är ingen SIE-post, men liknar {meant}.',
      hint: 'Kontrollera raden, eller ta ut SIE-filen på nytt ur ekonomisystemet.',
    },
    en: {
      message: 'The line is not counted: {value} is no SIE record, but resembles {meant}.',
      hint: 'Check the line, or export the SIE file again.',
    },
  },
  'sie-lines-not-read': {
    severity: 'notice',
    sv: {
      message:
        'Rader som inte är poster enligt SIE-formatet lästes inte: {count}, den första på rad {first}.',
      hint: 'Inget behöver göras om det är programmets egna tillägg.',
    },
    en: {
      message:
        'Lines that are no records of the SIE format were not read: {count}, the first in row {first}.',
      hint: 'Nothing needs to be done if they are additions of the program’s own.',
    },
  },
  'sie-checksum': {
    severity: 'warning',
    sv: {
      message: 'Filens kontrollsumma (#KSUMMA {value}) stämmer inte: något kan ha ändrats sedan den togs ut.',
      hint: 'Jämför summorna nedan med ekonomisystemet, eller ta ut SIE-filen på nytt.',
    },
    en: {
      message:
        'The file’s checksum (#KSUMMA {value}) is not right: something may have been changed since it was exported.',
      hint: 'Compare the sums below with the accounting system, or export the SIE file again.',
    },
  },
} as const satisfies Problems;
