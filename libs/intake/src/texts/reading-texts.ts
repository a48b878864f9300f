import { type Language } from '#core';
import { type ProblemTexts } from './problem-text.js';

/** What is said of files whose reading was cut short. */
export const READING_TEXTS: Readonly<
  Record<Language, Pick<ProblemTexts, 'file-too-demanding' | 'reading-too-slow' | 'reading-failed'>>
> = {
  sv: {
    'file-too-demanding': {
      message: 'Filen kräver mer än {maxMiB} MiB minne för att läsas.',
      hint: 'Dela upp den, till exempel en fil per period, eller spara den som CSV, som kräver minst.',
    },
    'reading-too-slow': {
      message: 'Filen var inte läst efter {seconds} sekunder.',
      hint: 'Dela upp den, till exempel en fil per period, eller spara den som CSV, som går snabbast.',
    },
    'reading-failed': {
      message: 'Läsningen av filen avbröts av ett fel hos oss ({reason}). Ingenting sparades.',
      hint: 'Försök igen. Om felet upprepas, skicka filen till uppföljningsgruppen.',
    },
  },
  en: {
    'file-too-demanding': {
      message: 'The file takes more than {maxMiB} MiB of memory to read.',
      hint: 'Split it, for example into one file per period, or save it as CSV, which takes least.',
    },
    'reading-too-slow': {
      message: 'The file was not read after {seconds} seconds.',
      hint: 'Split it, for example into one file per period, or save it as CSV, which is fastest.',
    },
    'reading-failed': {
      message: 'The reading of the file was cut short by a fault of ours ({reason}). Nothing was stored.',
      hint: 'Try again. If it comes back, send the file to the follow-up team.',
    },
  },
};
