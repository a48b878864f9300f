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
} as const satisfies Problems;
