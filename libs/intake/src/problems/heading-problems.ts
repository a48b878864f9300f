import { type Problems } from './problem.js';

/** What is said of headings and whole columns. */
export const HEADING_PROBLEMS = {
  'unknown-header': {
    severity: 'error',
    sv: {
      message: 'Ingen kolumn känns igen i filens första rad.',
      hint: 'Första raden ska vara rubriker. Dessa behövs: {expected}.',
    },
    en: {
      message: 'No column is recognised in the first row of the file.',
      hint: 'The first row must be headings. These are needed: {expected}.',
    },
  },
  'missing-column': {
    severity: 'error',
    sv: {
      message: 'Kolumnen ”{title}” saknas.',
      hint: 'Lägg till den; rubriken får vara ”{title}” eller ”{name}”.',
      hintIfSimilar:
        'Är det filens kolumn ”{suggestion}”? Döp i så fall om den till ”{title}” eller ”{name}”.',
    },
    en: {
      message: 'The column “{title}” is missing.',
      hint: 'Add it; it may be headed “{title}” or “{name}”.',
      hintIfSimilar: 'Is it the column “{suggestion}” of the file? If so, rename it “{title}” or “{name}”.',
    },
  },
  'duplicate-column': {
    severity: 'error',
    sv: {
      message: 'Mer än en kolumn betyder ”{title}”.',
      hint: 'Ta bort eller döp om den ena.',
    },
    en: {
      message: 'More than one column means “{title}”.',
      hint: 'Remove or rename one of them.',
    },
  },
  'extra-column': {
    severity: 'notice',
    sv: {
      message: 'Kolumnen ”{header}” hör inte till datamängden och lästes inte{figures}.',
      hint: 'Inget behöver göras om den inte skulle ha varit med.',
    },
    en: {
      message: 'The column “{header}” does not belong to the data set and was not read{figures}.',
      hint: 'Nothing needs to be done unless it was meant to be read.',
    },
  },
  'amount-of-credit': {
    severity: 'error',
    sv: {
      message:
        'Kolumnen ”{column}” säger ”{value}”, det vill säga kredit, men beloppet på raden har inget minus. Kolumnen läses inte.',
      hint: 'Skriv krediter med minus i beloppet, och ta bort kolumnen ”{column}”.',
    },
    en: {
      message:
        'The column “{column}” says “{value}”, which is a credit, but the amount of the row has no minus. The column is not read.',
      hint: 'Write credits with a minus in the amount, and remove the column “{column}”.',
    },
  },
  'credits-unread': {
    severity: 'warning',
    sv: {
      message:
        'Kolumnen ”{column}” ser ut att vara avdrag eller krediter. Den räknades inte: {count} tal, summa {sum}.',
      hint: 'Ska de räknas, skriv dem som egna rader med minus. Annars behöver inget göras.',
    },
    en: {
      message:
        'The column “{column}” looks like deductions or credits. It was not counted: {count} figures, sum {sum}.',
      hint: 'If they are to be counted, write them as rows of their own with a minus. Otherwise nothing needs to be done.',
    },
  },
  'decimal-mark': {
    severity: 'notice',
    sv: {
      message: 'Decimaltecknet i kolumnen ”{column}” lästes som ”{mark}”.',
      hint: 'Kontrollera summan i rapporten om du är osäker.',
    },
    en: {
      message: 'The decimal mark of the column “{column}” was read as “{mark}”.',
      hint: 'Check the total in the report if you are unsure.',
    },
  },
} as const satisfies Problems;
