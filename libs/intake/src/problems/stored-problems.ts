import { type Problems } from './problem.js';

/** What is said of a file against what is stored. */
export const STORED_PROBLEMS = {
  'total-jump': {
    severity: 'warning',
    sv: {
      message: 'Summan för {unit} {period} ändras från {previous} till {total}.',
      hint: 'Kontrollera att inget tecken eller tusental blivit fel, och att alla rader är med.',
    },
    en: {
      message: 'The total of {unit} {period} goes from {previous} to {total}.',
      hint: 'Check that no sign or thousands mark went wrong, and that all rows are there.',
    },
  },
  'period-frozen': {
    severity: 'error',
    sv: {
      message: '{period} hör till en fastställd period ({frozen}).',
      hint: 'En fastställd period ändras inte av misstag. Be uppföljningsgruppen att lämna rättelsen med restate=true och fastställa perioden på nytt.',
    },
    en: {
      message: '{period} belongs to a frozen period ({frozen}).',
      hint: 'A frozen period is not changed by mistake. Ask the follow-up team to hand the correction in with restate=true, and to freeze the period anew.',
    },
  },
  'period-restated': {
    severity: 'warning',
    sv: {
      message:
        'En fastställd period ({frozen}) bygger på {period}, och kommer nu att skilja sig från sin utgåva.',
      hint: 'Fastställ perioden på nytt, med skäl, när alla rättelser är inne. Den första utgåvan finns kvar.',
    },
    en: {
      message: 'A frozen period ({frozen}) stands on {period}, and will now differ from its edition.',
      hint: 'Freeze the period anew, with a reason, when all corrections are in. The first edition remains.',
    },
  },
  'systems-stay': {
    severity: 'notice',
    sv: {
      message: 'Det som är lagrat för {systems} i {period} ligger kvar: filen säger inget om dem.',
      hint: 'Ska det bort, ta tillbaka leveransen eller skriv ej aktuellt för systemet.',
    },
    en: {
      message: 'What is stored of {systems} for {period} stays: the file says nothing of them.',
      hint: 'To remove it, take the delivery back, or write N/A for the system.',
    },
  },
  'stored-replaced-whole': {
    severity: 'warning',
    sv: {
      message:
        'Det som är lagrat för {unit}, {period} (summa {total}) lämnades innan slag och sätt skildes åt. Hela ersätts av filen.',
      hint: 'Fanns där annat än det som filen har, till exempel budget eller löner, lämna det igen.',
    },
    en: {
      message:
        'What is stored for {unit}, {period} (total {total}) was handed in before kinds and ways were told apart. The file takes the place of all of it.',
      hint: 'If it held something else than the file does, such as a budget or salaries, hand that in again.',
    },
  },
  'stored-gone': {
    severity: 'warning',
    sv: {
      message: 'Lagrat för {unit}, {period}, men inte i filen: {values}. Det försvinner när filen lämnas in.',
      hint: 'En fil ersätter allt som förut lämnats på samma sätt. Ska det finnas kvar, ta med det i filen.',
    },
    en: {
      message:
        'Stored for {unit}, {period}, but not in the file: {values}. It is gone when the file is handed in.',
      hint: 'A file replaces all that was handed in in the same way. If it is to remain, put it into the file, too.',
    },
  },
  'slice-left-behind': {
    severity: 'warning',
    sv: {
      message:
        'När samma fil lämnades förut gav den också uppgifter för {unit}, {period} (summa {total}). Nu gör den inte det, och de ligger kvar.',
      hint: 'Ska de inte gälla längre, återställ den förra leveransen innan filen lämnas på nytt.',
    },
    en: {
      message:
        'When the same file was handed in before, it also gave figures for {unit}, {period} (total {total}). Now it does not, and they remain.',
      hint: 'If they are no longer to hold, take the earlier delivery back before the file is handed in again.',
    },
  },
} as const satisfies Problems;
