import { type Problems } from './problem.js';

/** What is said of dates and periods. */
export const PERIOD_PROBLEMS = {
  'not-a-date': {
    severity: 'error',
    sv: {
      message: '”{value}” är inte ett datum.',
      hint: 'Skriv 2026-09-30.',
    },
    en: {
      message: '“{value}” is not a date.',
      hint: 'Write 2026-09-30.',
    },
  },
  'not-a-period': {
    severity: 'error',
    sv: {
      message: '”{value}” är inte en period.',
      hint: 'Skriv till exempel {examples}.',
    },
    en: {
      message: '“{value}” is not a period.',
      hint: 'Write {examples}, for example.',
    },
  },
  'wrong-period-type': {
    severity: 'error',
    sv: {
      message: '”{value}” är fel sorts period för den här datamängden.',
      hint: 'Skriv till exempel {examples}.',
    },
    en: {
      message: '“{value}” is the wrong kind of period for this data set.',
      hint: 'Write {examples}, for example.',
    },
  },
  'period-outside-claimed': {
    severity: 'error',
    sv: {
      message: 'Perioden {period} ligger utanför {claimed}, som inlämningen gäller.',
      hint: 'Rätta perioden, eller lämna in raden för sig.',
    },
    en: {
      message: 'The period {period} lies outside {claimed}, which this upload is for.',
      hint: 'Correct the period, or hand in the row by itself.',
    },
  },
  'period-as-number': {
    severity: 'error',
    sv: {
      message: '”{value}” är ett tal: det kan vara både månad {digit} och månad {digit}0 {year}.',
      hint: 'Skriv perioden som text, {year}-10 eller {year}-01, eller ge kolumnen formatet Text innan du skriver.',
    },
    en: {
      message: '“{value}” is a number: it may be month {digit} and month {digit}0 of {year} alike.',
      hint: 'Write the period as text, {year}-10 or {year}-01, or give the column the format Text before you write.',
    },
  },
  'day-before-month': {
    severity: 'warning',
    sv: {
      message: '”{value}” lästes med dagen före månaden, som {read}, men kan vara menad som {other}.',
      hint: 'Stämmer det inte, skriv perioden eller datumet med året först, till exempel 2026-09.',
    },
    en: {
      message: '“{value}” was read with the day before the month, as {read}, but {other} may be meant.',
      hint: 'If that is wrong, write the period or the date with the year first, 2026-09 for example.',
    },
  },
  'time-near-midnight': {
    severity: 'warning',
    sv: {
      message:
        'Tiden ”{value}” ligger strax före midnatt. Den lästes som {read}, men kan vara menad som {other}.',
      hint: 'Stämmer det inte, skriv datumet utan klockslag.',
    },
    en: {
      message:
        'The time “{value}” is shortly before midnight. It was read as {read}, but {other} may be meant.',
      hint: 'If that is wrong, write the date without a time.',
    },
  },
  'period-far-ahead': {
    severity: 'warning',
    sv: {
      message: 'Perioden {period} har inte börjat än.',
      hint: 'Kontrollera året. Stämmer det behöver inget göras.',
    },
    en: {
      message: 'The period {period} has not begun yet.',
      hint: 'Check the year. If it is right, nothing needs to be done.',
    },
  },
  'period-too-far-ahead': {
    severity: 'error',
    sv: { message: 'Perioden {period} ligger för långt fram i tiden.', hint: 'Rätta året.' },
    en: { message: 'The period {period} is too far ahead.', hint: 'Correct the year.' },
  },
  'period-far-back': {
    severity: 'warning',
    sv: {
      message: 'Perioden {period} ligger långt tillbaka i tiden.',
      hint: 'Kontrollera året. Stämmer det behöver inget göras.',
    },
    en: {
      message: 'The period {period} is long ago.',
      hint: 'Check the year. If it is right, nothing needs to be done.',
    },
  },
  'period-too-far-back': {
    severity: 'error',
    sv: { message: 'Perioden {period} ligger för långt tillbaka i tiden.', hint: 'Rätta året.' },
    en: { message: 'The period {period} is too long ago.', hint: 'Correct the year.' },
  },
} as const satisfies Problems;
