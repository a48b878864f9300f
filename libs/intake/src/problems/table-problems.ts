import { type Problems } from './problem.js';

/** What is said of rows and sheets that do not belong to the table, or may not. */
export const TABLE_PROBLEMS = {
  'sum-row-left-out': {
    severity: 'warning',
    sv: {
      message: 'Raden ”{value}” summerar andra rader och räknades inte: {sum}.',
      hint: 'Är det ingen summarad, skriv något annat än ”{value}”. Ta annars gärna bort den.',
    },
    en: {
      message: 'The row “{value}” sums up other rows and was not counted: {sum}.',
      hint: 'If it is no sum, write something else than “{value}”. Otherwise it may as well be removed.',
    },
  },
  'sum-row': {
    severity: 'error',
    sv: {
      message: 'Raden ”{value}” ser ut att vara en summa, men stämmer inte med raderna ovanför: {sum}.',
      hint: 'Ta bort raden om den är en summa. Skriv annars något annat än ”{value}”. Kontrollera också att ingen rad saknas ovanför den.',
    },
    en: {
      message: 'The row “{value}” looks like a sum but does not agree with the rows above it: {sum}.',
      hint: 'Remove the row if it is a sum. Otherwise write something else than “{value}”. Check too that no row is missing above it.',
    },
  },
  'maybe-sum-row': {
    severity: 'warning',
    sv: {
      message:
        'Raden ”{value}” kan vara en summa, men stämmer inte med raderna ovanför. Den räknades: {sum}.',
      hint: 'Ta bort raden om den är en summa eller ett medelvärde. Är ”{value}” ett namn behöver inget göras.',
    },
    en: {
      message:
        'The row “{value}” may be a sum but does not agree with the rows above it. It was counted: {sum}.',
      hint: 'Remove the row if it is a sum or a mean. If “{value}” is a name, nothing needs to be done.',
    },
  },
  'like-a-sum': {
    severity: 'warning',
    sv: {
      message: 'Raden är lika med raderna {rows} tillsammans. Den räknades: {sum}.',
      hint: 'Ta bort raden om den är en summa. Annars behöver inget göras.',
    },
    en: {
      message: 'The row equals the rows {rows} together. It was counted: {sum}.',
      hint: 'Remove the row if it is a sum. Otherwise nothing needs to be done.',
    },
  },
  'maybe-part-row': {
    severity: 'warning',
    sv: {
      message: 'Raden ”{value}” ser ut att redan ingå i en annan rad. Den räknades: {sum}.',
      hint: 'Ta bort raden om den ingår i en rad som också finns med. Annars behöver inget göras.',
    },
    en: {
      message: 'The row “{value}” looks like a part of another row. It was counted: {sum}.',
      hint: 'Remove the row if it is a part of a row that is there as well. Otherwise nothing needs to be done.',
    },
  },
  'second-table': {
    severity: 'error',
    sv: {
      message:
        'Här börjar en andra tabell, med andra rubriker än den första. Den kan inte läsas tillsammans med den första.',
      hint: 'Lämna tabellerna var för sig, eller flytta raderna till den första tabellens kolumner.',
    },
    en: {
      message:
        'A second table begins here, with other headings than the first. It cannot be read together with the first.',
      hint: 'Hand the tables in one by one, or move the rows to the columns of the first table.',
    },
  },
  'table-above': {
    severity: 'error',
    sv: {
      message: 'Ovanför rubrikerna står en tabell till, med egna rubriker. Rader i den: {count}.',
      hint: 'Lämna tabellerna var för sig, eller flytta raderna till samma kolumner.',
    },
    en: {
      message: 'Above the headings is another table, with headings of its own. Its rows: {count}.',
      hint: 'Hand the tables in one by one, or move the rows to the same columns.',
    },
  },
  'rows-above-headings': {
    severity: 'warning',
    sv: {
      message: 'Ovanför rubrikerna finns rader med tal, som inte räknades: {count}.',
      hint: 'Är de uppgifter som ska lämnas, flytta dem under rubrikerna. Annars behöver inget göras.',
    },
    en: {
      message: 'Above the headings are rows with figures, which were not counted: {count}.',
      hint: 'If they are to be handed in, move them below the headings. Otherwise nothing needs to be done.',
    },
  },
  'repeated-headings': {
    severity: 'notice',
    sv: {
      message: 'Rubriker som upprepas bland raderna hoppades över: {count}.',
      hint: 'Inget behöver göras.',
    },
    en: {
      message: 'Headings that are repeated among the rows were skipped: {count}.',
      hint: 'Nothing needs to be done.',
    },
  },
  'title-not-understood': {
    severity: 'warning',
    sv: {
      message: 'Ovanför tabellen står ”{value}”. Talen lästes som om det inte stod där.',
      hint: 'Gäller talen något annat än kolumnernas förklaringar säger, räkna om dem och lämna filen igen.',
    },
    en: {
      message: 'Above the table stands “{value}”. The figures were read as if it were not there.',
      hint: 'If the figures are something else than the explanations of the columns say, convert them and hand the file in again.',
    },
  },
  'hidden-rows': {
    severity: 'warning',
    sv: {
      message: 'Dolda eller bortfiltrerade rader räknades med: {count}, summa {sum}.',
      hint: 'Ska de inte lämnas, ta bort dem ur bladet. Annars behöver inget göras.',
    },
    en: {
      message: 'Hidden or filtered rows were counted: {count}, sum {sum}.',
      hint: 'If they are not to be handed in, delete them from the sheet. Otherwise nothing needs to be done.',
    },
  },
  'hidden-column': {
    severity: 'warning',
    sv: {
      message: 'Kolumnen ”{column}” är dold i bladet och lästes.',
      hint: 'Kontrollera att den gäller. Annars ta bort den.',
    },
    en: {
      message: 'The column “{column}” is hidden in the sheet, and was read.',
      hint: 'Check that it holds. Otherwise delete it.',
    },
  },
  'second-sheet': {
    severity: 'warning',
    sv: {
      message: 'Bladet ”{sheet}” har samma rubriker men räknades inte. Rader: {count}, summa {sum}.',
      hint: 'Ska de lämnas, flytta raderna till bladet ”{read}” eller lämna bladet i en egen fil.',
    },
    en: {
      message: 'The sheet “{sheet}” has the same headings but was not counted. Rows: {count}, sum {sum}.',
      hint: 'If they are to be handed in, move the rows to the sheet “{read}” or hand the sheet in in a file of its own.',
    },
  },
  'figures-without-heading': {
    severity: 'warning',
    sv: {
      message: 'Tal i kolumner utan rubrik räknades inte: {count}, summa {sum}, det första i {first}.',
      hint: 'Ge kolumnen en rubrik om talen ska lämnas. Annars behöver inget göras.',
    },
    en: {
      message:
        'Figures in columns without a heading were not counted: {count}, sum {sum}, the first in {first}.',
      hint: 'Give the column a heading if they are to be handed in. Otherwise nothing needs to be done.',
    },
  },
} as const satisfies Problems;
