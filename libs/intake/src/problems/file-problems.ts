import { type Problems } from './problem.js';

/** What is said of a file as a whole. */
export const FILE_PROBLEMS = {
  'empty-file': {
    severity: 'error',
    sv: {
      message: 'Filen är tom.',
      hint: 'Spara filen igen med rubrikrad och uppgifter, eller utgå från mallen.',
    },
    en: {
      message: 'The file is empty.',
      hint: 'Save it again with a header and figures, or start from the template.',
    },
  },
  'file-too-large': {
    severity: 'error',
    sv: {
      message: 'Filen är större än {maxMiB} MiB.',
      hint: 'Dela upp den, till exempel en fil per period.',
    },
    en: {
      message: 'The file is larger than {maxMiB} MiB.',
      hint: 'Split it, for example into one file per period.',
    },
  },
  'file-too-demanding': {
    severity: 'error',
    sv: {
      message: 'Filen kräver mer än {maxMiB} MiB minne för att läsas.',
      hint: 'Dela upp den, till exempel en fil per period, eller spara den som CSV, som kräver minst.',
    },
    en: {
      message: 'The file takes more than {maxMiB} MiB of memory to read.',
      hint: 'Split it, for example into one file per period, or save it as CSV, which takes least.',
    },
  },
  'reading-too-slow': {
    severity: 'error',
    sv: {
      message: 'Filen var inte läst efter {seconds} sekunder.',
      hint: 'Dela upp den, till exempel en fil per period, eller spara den som CSV, som går snabbast.',
    },
    en: {
      message: 'The file was not read after {seconds} seconds.',
      hint: 'Split it, for example into one file per period, or save it as CSV, which is fastest.',
    },
  },
  'reading-failed': {
    severity: 'error',
    sv: {
      message: 'Läsningen av filen avbröts av ett fel hos oss. Ingenting sparades.',
      hint: 'Försök igen. Om felet upprepas, skicka filen till uppföljningsgruppen.',
    },
    en: {
      message: 'The reading of the file was cut short by a fault of ours. Nothing was stored.',
      hint: 'Try again. If it comes back, send the file to the follow-up team.',
    },
  },
  'file-not-text': {
    severity: 'error',
    sv: {
      message: 'Filen går inte att läsa som text.',
      hint: 'Lämna en CSV-fil eller JSON-rader. UTF-8, UTF-16 (med BOM) och Windows-1252 går bra.',
    },
    en: {
      message: 'The file cannot be read as text.',
      hint: 'Hand in CSV or JSON rows. UTF-8, UTF-16 (with BOM) and Windows-1252 are fine.',
    },
  },
  'unclosed-quote': {
    severity: 'error',
    sv: {
      message:
        'Ett citattecken som öppnas på den här raden stängs aldrig, så resten av filen kan inte läsas.',
      hint: 'Stäng citattecknet, ta bort det, eller skriv det dubbelt ("") om det hör till texten. Kontrollera också att hela filen kom med.',
    },
    en: {
      message:
        'A quotation mark that opens on this row is never closed, so the rest of the file cannot be read.',
      hint: 'Close it, remove it, or write it twice ("") if it belongs to the text. Check too that the whole file came along.',
    },
  },
  'malformed-json': {
    severity: 'error',
    sv: {
      message: 'Filen är inte giltig JSON från och med rad {line}, tecken {place}.',
      hint: 'Rätta det som står där, och kontrollera att hela filen kom med. Den ska vara en lista med ett objekt per rad.',
    },
    en: {
      message: 'The file is not valid JSON from line {line}, character {place} on.',
      hint: 'Mend what stands there, and check that the whole file came along. It must be a list with one object per row.',
    },
  },
  'json-not-rows': {
    severity: 'error',
    sv: {
      message: 'JSON-filen är inte en lista med rader.',
      hint: 'Skriv [{"kolumn": värde, …}, …] eller {"rows": […]}.',
    },
    en: {
      message: 'The JSON file is not a list of rows.',
      hint: 'Write [{"column": value, …}, …] or {"rows": […]}.',
    },
  },
  'too-many-rows': {
    severity: 'error',
    sv: {
      message: 'Filen har fler än {max} rader.',
      hint: 'Dela upp den, till exempel en fil per period.',
    },
    en: {
      message: 'The file has more than {max} rows.',
      hint: 'Split it, for example into one file per period.',
    },
  },
  'too-many-columns': {
    severity: 'error',
    sv: {
      message: 'Filen har fler kolumner än vad som kan läsas ({max}).',
      hint: 'Ta bort kolumner som inte hör till datamängden.',
    },
    en: {
      message: 'The file has more columns than can be read ({max}).',
      hint: 'Remove the columns that do not belong to the data set.',
    },
  },
  'no-rows': {
    severity: 'error',
    sv: {
      message: 'Filen har en rubrikrad men inga uppgifter.',
      hint: 'Fyll i minst en rad under rubriken.',
    },
    en: {
      message: 'The file has a header but no figures.',
      hint: 'Fill in at least one row below the header.',
    },
  },
  'read-as-csv': {
    severity: 'notice',
    sv: {
      message: 'Läst som CSV: teckenkodning {encoding}, avgränsare ”{delimiter}”, radslut {lineEnding}.',
      hint: 'Ser å, ä och ö eller kolumnerna fel ut, spara om filen som CSV UTF-8.',
    },
    en: {
      message: 'Read as CSV: encoding {encoding}, delimiter “{delimiter}”, line ending {lineEnding}.',
      hint: 'If å, ä and ö or the columns look wrong, save the file as CSV UTF-8.',
    },
  },
  'read-as-json': {
    severity: 'notice',
    sv: {
      message: 'Läst som JSON-rader: teckenkodning {encoding}.',
      hint: 'Raderna räknas från 1.',
    },
    en: {
      message: 'Read as JSON rows: encoding {encoding}.',
      hint: 'Rows are counted from 1.',
    },
  },
  'empty-rows-skipped': {
    severity: 'notice',
    sv: {
      message: 'Tomma rader hoppades över: {count}.',
      hint: 'Inget behöver göras.',
    },
    en: {
      message: 'Empty rows were skipped: {count}.',
      hint: 'Nothing needs to be done.',
    },
  },

  'stray-bytes': {
    severity: 'warning',
    sv: {
      message:
        'Tecken som är skrivna i en annan teckenkodning än resten av filen lästes som Windows-1252: {count}.',
      hint: 'Kontrollera å, ä och ö på den här raden, och spara gärna om filen som CSV UTF-8.',
    },
    en: {
      message: 'Characters in another encoding than the rest of the file were read as Windows-1252: {count}.',
      hint: 'Check å, ä and ö on this row, and preferably save the file as CSV UTF-8.',
    },
  },
} as const satisfies Problems;
