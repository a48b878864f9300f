import { type Problems } from './problem.js';

/** What is said of a cell that should hold a number. */
export const NUMBER_PROBLEMS = {
  'not-a-number': {
    severity: 'error',
    sv: {
      message: '”{value}” är inte ett tal.',
      hint: 'Skriv till exempel 1234,50. Lämna tomt om uppgiften saknas, skriv ”ej aktuellt” om frågan inte gäller er.',
    },
    en: {
      message: '“{value}” is not a number.',
      hint: 'Write 1234,50 for example. Leave it empty if the figure is missing, write “N/A” if the question does not concern you.',
    },
  },
  'not-an-integer': {
    severity: 'error',
    sv: {
      message: '”{value}” är inte ett heltal.',
      hint: 'Skriv antalet utan decimaler.',
    },
    en: {
      message: '“{value}” is not a whole number.',
      hint: 'Write the count without decimals.',
    },
  },
  percent: {
    severity: 'error',
    sv: {
      message: '”{value}” är en procentsats.',
      hint: 'Lämna själva antalen eller beloppen; andelar räknas ut av systemet.',
    },
    en: {
      message: '“{value}” is a percentage.',
      hint: 'Hand in the counts or amounts themselves; shares are computed by the system.',
    },
  },
  'scientific-notation': {
    severity: 'error',
    sv: {
      message: '”{value}” är skrivet med exponent och kan ha tappat siffror.',
      hint: 'Ge kolumnen talformat utan exponent i kalkylprogrammet och spara igen.',
    },
    en: {
      message: '“{value}” is written with an exponent and may have lost digits.',
      hint: 'Give the column a number format without exponent in the spreadsheet and save again.',
    },
  },
  'scaled-amount': {
    severity: 'error',
    sv: {
      message: '”{value}” är uttryckt i tusental eller miljoner.',
      hint: 'Skriv hela talet, till exempel 1 200 000 i stället för 1,2 mkr.',
    },
    en: {
      message: '“{value}” is given in thousands or millions.',
      hint: 'Write the whole number, for example 1 200 000 instead of 1,2 mkr.',
    },
  },
  'number-too-large': {
    severity: 'error',
    sv: {
      message: '”{value}” är orimligt stort.',
      hint: 'Kontrollera att talet inte klistrats ihop med något annat.',
    },
    en: {
      message: '“{value}” is unreasonably large.',
      hint: 'Check that the number is not glued together with something else.',
    },
  },
  negative: {
    severity: 'error',
    sv: {
      message: '”{value}” är negativt.',
      hint: 'Här kan värdet inte vara mindre än 0.',
    },
    en: {
      message: '“{value}” is negative.',
      hint: 'The value cannot be below 0 here.',
    },
  },
  'below-minimum': {
    severity: 'error',
    sv: {
      message: '”{value}” är mindre än {minimum}.',
      hint: 'Minsta tillåtna värde är {minimum}.',
    },
    en: {
      message: '“{value}” is less than {minimum}.',
      hint: 'The smallest value allowed is {minimum}.',
    },
  },
  'above-maximum': {
    severity: 'error',
    sv: {
      message: '”{value}” är större än {maximum}.',
      hint: 'Största tillåtna värde är {maximum}.',
    },
    en: {
      message: '“{value}” is more than {maximum}.',
      hint: 'The largest value allowed is {maximum}.',
    },
  },
  'decimal-mark-assumed': {
    severity: 'warning',
    sv: {
      message: '”{value}” kan läsas på två sätt; tecknet ”{mark}” lästes som decimaltecken i hela kolumnen.',
      hint: 'Stämmer det inte, skriv talen utan tusentalstecken. Stämmer det behöver inget göras.',
    },
    en: {
      message:
        '“{value}” can be read in two ways; “{mark}” was read as the decimal mark in the whole column.',
      hint: 'If that is wrong, write the numbers without thousands marks. If it is right, nothing needs to be done.',
    },
  },
  'thousands-mark-assumed': {
    severity: 'warning',
    sv: {
      message:
        '”{value}” kan läsas på två sätt; tecknet ”{mark}” lästes som tusentalstecken i hela kolumnen.',
      hint: 'Stämmer det inte, skriv talen med två decimaler. Stämmer det behöver inget göras.',
    },
    en: {
      message:
        '“{value}” can be read in two ways; “{mark}” was read as the thousands mark in the whole column.',
      hint: 'If that is wrong, write the numbers with two decimals. If it is right, nothing needs to be done.',
    },
  },

  'with-vat': {
    severity: 'error',
    sv: { message: 'Beloppen är med moms: ”{value}”.', hint: 'Lämna beloppen utan moms.' },
    en: { message: 'The amounts include VAT: “{value}”.', hint: 'Hand in the amounts without VAT.' },
  },
  'accumulated-figures': {
    severity: 'error',
    sv: {
      message: 'Talen är ackumulerade: ”{value}”.',
      hint: 'Lämna varje månads eget tal; summor över året räknas ut av systemet.',
    },
    en: {
      message: 'The figures are accumulated: “{value}”.',
      hint: 'Hand in the figure of each month by itself; sums over the year are computed by the system.',
    },
  },
  'other-period-length': {
    severity: 'error',
    sv: {
      message: 'Talen gäller en längre tid än raden: ”{value}”.',
      hint: 'Lämna tal för just den period som raden anger.',
    },
    en: {
      message: 'The figures are for a longer time than the row: “{value}”.',
      hint: 'Hand in figures for the very period that the row names.',
    },
  },
  'other-scale': {
    severity: 'error',
    sv: {
      message: 'Skalan är en annan än kolumnens {minimum}–{maximum}: ”{value}”.',
      hint: 'Räkna om värdena till skalan {minimum}–{maximum}.',
    },
    en: {
      message: 'The scale is another than that of the column, {minimum}–{maximum}: “{value}”.',
      hint: 'Convert the values to the scale {minimum}–{maximum}.',
    },
  },
  'other-unit-of-measure': {
    severity: 'error',
    sv: {
      message: 'Talen är i en annan måttenhet än kolumnens: ”{value}”.',
      hint: 'Räkna om talen; vad kolumnen anges i står i mallens förklaring.',
    },
    en: {
      message: 'The figures are in another unit of measure than the column: “{value}”.',
      hint: 'Convert them; the template explains what the column is given in.',
    },
  },
  'qualifier-not-understood': {
    severity: 'warning',
    sv: {
      message: 'Tillägget ”{words}” vid ”{column}” förstås inte. Talen lästes som om det inte stod där.',
      hint: 'Betyder det något annat än kolumnens förklaring säger, räkna om talen och lämna filen igen.',
    },
    en: {
      message:
        'The words “{words}” beside “{column}” are not understood. The figures were read as if they were not there.',
      hint: 'If they mean something else than the column’s explanation says, convert the figures and hand the file in again.',
    },
  },
  'shown-divided': {
    severity: 'warning',
    sv: {
      message: 'Cellen visar {shown} men innehåller {stored}. Det som cellen innehåller räknades.',
      hint: 'Stämmer det inte, ta bort talformatet som visar tusental eller miljoner och skriv hela talet.',
    },
    en: {
      message: 'The cell shows {shown} but holds {stored}. What it holds was counted.',
      hint: 'If that is wrong, remove the number format that shows thousands or millions and write the whole number.',
    },
  },
  'shown-without-minus': {
    severity: 'warning',
    sv: {
      message: 'Cellen visar {shown} utan minus men innehåller {stored}. Det som cellen innehåller räknades.',
      hint: 'Stämmer det inte, skriv talet på nytt. Ge annars cellen ett talformat som visar minus.',
    },
    en: {
      message: 'The cell shows {shown} without a minus but holds {stored}. What it holds was counted.',
      hint: 'If that is wrong, write the number anew. Otherwise give the cell a number format that shows the minus.',
    },
  },
  'shown-empty': {
    severity: 'warning',
    sv: {
      message: 'Cellen ser tom ut men innehåller {stored}, som räknades.',
      hint: 'Saknas uppgiften, töm cellen. Annars behöver inget göras.',
    },
    en: {
      message: 'The cell looks empty but holds {stored}, which was counted.',
      hint: 'If the figure is missing, clear the cell. Otherwise nothing needs to be done.',
    },
  },
} as const satisfies Problems;
