import { type Problems } from './problem.js';

/** What is said of any cell. */
export const CELL_PROBLEMS = {
  required: {
    severity: 'error',
    sv: {
      message: 'Cellen är tom men måste fyllas i.',
      hint: 'Fyll i ett värde i ”{column}”.',
    },
    en: {
      message: 'The cell is empty but must be filled in.',
      hint: 'Fill in a value for “{column}”.',
    },
  },
  'must-apply': {
    severity: 'error',
    sv: {
      message: '”{column}” måste anges; ”{value}” går inte här.',
      hint: 'Fyll i ett värde, eller ta bort raden om den inte gäller er.',
    },
    en: {
      message: '“{column}” must be given; “{value}” is no answer here.',
      hint: 'Fill in a value, or remove the row if it does not concern you.',
    },
  },
  'wrong-shape': {
    severity: 'error',
    sv: {
      message: '”{value}” är inte skrivet så som kolumnen kräver.',
      hint: 'Det ska se ut som ”{example}”.',
    },
    en: {
      message: '“{value}” is not written the way the column demands.',
      hint: 'It should look like “{example}”.',
    },
  },
  'control-character': {
    severity: 'error',
    sv: {
      message: 'Cellen innehåller tecken som inte hör hemma i text.',
      hint: 'Skriv om texten i stället för att klistra in den.',
    },
    en: {
      message: 'The cell holds characters that do not belong in text.',
      hint: 'Type the text instead of pasting it.',
    },
  },
  'text-too-long': {
    severity: 'error',
    sv: {
      message: 'Texten är längre än {max} tecken.',
      hint: 'Korta den.',
    },
    en: {
      message: 'The text is longer than {max} characters.',
      hint: 'Shorten it.',
    },
  },
  'spreadsheet-error': {
    severity: 'error',
    sv: {
      message: 'Cellen innehåller kalkylprogrammets felvärde {value}.',
      hint: 'Rätta formeln, eller lämna cellen tom om uppgiften saknas.',
    },
    en: {
      message: 'The cell holds the error value {value} of the spreadsheet.',
      hint: 'Correct the formula, or leave the cell empty if the figure is missing.',
    },
  },
  'formula-without-value': {
    severity: 'error',
    sv: {
      message: 'Cellen har en formel, men inget uträknat värde är sparat.',
      hint: 'Öppna filen i Excel och spara den igen, eller klistra in värdena i stället för formlerna.',
    },
    en: {
      message: 'The cell has a formula, but no computed value is stored.',
      hint: 'Open the file in Excel and save it again, or paste the values in place of the formulas.',
    },
  },
  'not-a-cell': {
    severity: 'error',
    sv: {
      message: 'Värdet är en lista eller ett objekt.',
      hint: 'Skriv en text eller ett tal.',
    },
    en: {
      message: 'The value is a list or an object.',
      hint: 'Write a text or a number.',
    },
  },
} as const satisfies Problems;
