import { type Problems } from './problem.js';

/** What is said of a workbook as a whole. */
export const WORKBOOK_PROBLEMS = {
  'workbook-legacy': {
    severity: 'error',
    sv: {
      message: 'Filen är en arbetsbok av den gamla sorten (.xls, Excel 97–2003), som inte läses här.',
      hint: 'Öppna den i Excel, välj Spara som och ”Excel-arbetsbok (.xlsx)”, och lämna in den filen.',
    },
    en: {
      message: 'The file is a workbook of the old kind (.xls, Excel 97–2003), which is not read here.',
      hint: 'Open it in Excel, choose Save As and “Excel Workbook (.xlsx)”, and hand that file in.',
    },
  },
  'workbook-other-format': {
    severity: 'error',
    sv: {
      message: 'Filen är inte en Excel-arbetsbok (.xlsx) utan {format}.',
      hint: 'Öppna den i Excel eller LibreOffice, välj Spara som och ”Excel-arbetsbok (.xlsx)” eller ”CSV UTF-8”, och lämna in den filen.',
    },
    en: {
      message: 'The file is not an Excel workbook (.xlsx) but {format}.',
      hint: 'Open it in Excel or LibreOffice, choose Save As and “Excel Workbook (.xlsx)” or “CSV UTF-8”, and hand that file in.',
    },
  },
  'workbook-encrypted': {
    severity: 'error',
    sv: {
      message: 'Arbetsboken är skyddad med lösenord och kan inte läsas.',
      hint: 'Ta bort lösenordet (Arkiv – Info – Skydda arbetsbok – Kryptera med lösenord) och spara den igen.',
    },
    en: {
      message: 'The workbook is protected by a password and cannot be read.',
      hint: 'Remove the password (File – Info – Protect Workbook – Encrypt with Password) and save it again.',
    },
  },
  'workbook-damaged': {
    severity: 'error',
    sv: {
      message: 'Arbetsboken är skadad, eller så kom inte hela filen med.',
      hint: 'Öppna den i Excel, spara den på nytt och lämna in den igen. Går den inte att öppna, utgå från mallen. (För teknikern: {damage}.)',
    },
    en: {
      message: 'The workbook is damaged, or not all of the file came.',
      hint: 'Open it in Excel, save it anew and hand it in again. If it cannot be opened, start from the template. (For the technician: {damage}.)',
    },
  },
  'workbook-bomb': {
    severity: 'error',
    sv: {
      message:
        'Filen växer till mer än {ratio} gånger sin storlek när den packas upp, och läses därför inte.',
      hint: 'Öppna den i Excel, markera uppgifterna, klistra in dem i mallen och lämna in den. En vanlig arbetsbok är aldrig så tätt packad.',
    },
    en: {
      message:
        'The file grows to more than {ratio} times its size when it is unpacked, and is therefore not read.',
      hint: 'Open it in Excel, copy the figures into the template and hand that in. An ordinary workbook is never packed so tightly.',
    },
  },
  'workbook-too-large': {
    severity: 'error',
    sv: {
      message: 'Arbetsboken innehåller mer än {maxMiB} MiB uppackad.',
      hint: 'Spara bladet som CSV, där mycket mer får plats, eller dela upp boken, till exempel en fil per period.',
    },
    en: {
      message: 'The workbook holds more than {maxMiB} MiB unpacked.',
      hint: 'Save the sheet as CSV, which has room for much more, or split the workbook, one file per period for example.',
    },
  },
  'zip-without-workbook': {
    severity: 'error',
    sv: {
      message: 'Filen är ett zip-arkiv utan arbetsbok.',
      hint: 'Packa upp arkivet och lämna in filerna i det en och en.',
    },
    en: {
      message: 'The file is a zip archive without a workbook.',
      hint: 'Unpack the archive and hand in its files one by one.',
    },
  },
  'read-as-workbook': {
    severity: 'notice',
    sv: {
      message: 'Läst som arbetsbok: bladet ”{sheet}”, rubriker på rad {headerRow}.',
      hint: 'Ska ett annat blad läsas, lägg det först eller döp det till ”{title}”.',
    },
    en: {
      message: 'Read as a workbook: sheet “{sheet}”, headings in row {headerRow}.',
      hint: 'If another sheet is meant, put it first or name it “{title}”.',
    },
  },
  'cells-without-heading': {
    severity: 'notice',
    sv: {
      message: 'Celler i kolumner utan rubrik lästes inte: {count}, den första är {first}.',
      hint: 'Inget behöver göras om de bara är anteckningar. Ge annars kolumnen en rubrik.',
    },
    en: {
      message: 'Cells in columns without a heading were not read: {count}, the first is {first}.',
      hint: 'Nothing needs to be done if they are only notes. Otherwise give the column a heading.',
    },
  },
  'other-sheet': {
    severity: 'notice',
    sv: {
      message: 'Bladet ”{sheet}” lästes inte. Rader med tal i det: {count}.',
      hint: 'Ska de lämnas, ge bladet datamängdens rubriker och lämna det i en egen fil. Annars behöver inget göras.',
    },
    en: {
      message: 'The sheet “{sheet}” was not read. Its rows with numbers: {count}.',
      hint: 'If they are to be handed in, give the sheet the headings of the data set and hand it in in a file of its own. Otherwise nothing needs to be done.',
    },
  },
  'merged-cells-filled': {
    severity: 'notice',
    sv: {
      message:
        'Sammanfogade celler i kolumnen ”{column}” lästes som att de gäller var och en av sina rader. Rader som fick värdet uppifrån: {count}, den första är rad {first}.',
      hint: 'Stämmer det inte, dela cellerna och skriv värdet på varje rad.',
    },
    en: {
      message:
        'Merged cells of the column “{column}” were read as holding for each of their rows. Rows that got the value from above: {count}, the first is row {first}.',
      hint: 'If that is wrong, split the cells and write the value in each row.',
    },
  },
  'merged-figure': {
    severity: 'warning',
    sv: {
      message:
        'Ett tal i kolumnen ”{column}” står i en cell som är sammanfogad ner till rad {last}. Det räknades en gång, på sin första rad. Sådana tal: {count}.',
      hint: 'Gäller talet flera rader, dela cellen och skriv varje rads eget tal. Annars behöver inget göras.',
    },
    en: {
      message:
        'A number of the column “{column}” stands in a cell that is merged down to row {last}. It was counted once, in its first row. Such numbers: {count}.',
      hint: 'If it is of several rows, split the cell and write the number of each row. Otherwise nothing needs to be done.',
    },
  },
} as const satisfies Problems;
