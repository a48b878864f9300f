import { type Problems } from './problem.js';

/** What is said of a row, and of rows together. */
export const ROW_PROBLEMS = {
  'too-many-cells': {
    severity: 'error',
    sv: {
      message: 'Raden har fler celler än rubriken.',
      hint: 'Ofta är det ett decimaltecken eller en text som innehåller avgränsaren; sätt cellen inom citattecken.',
    },
    en: {
      message: 'The row has more cells than the header.',
      hint: 'Often a decimal mark or a text holds the delimiter; put the cell in quotation marks.',
    },
  },
  'active-above-assigned': {
    severity: 'error',
    sv: {
      message: 'Fler licenser används ({value}) än vad som är tilldelade ({limit}).',
      hint: 'Använda kan vara högst så många som tilldelade.',
    },
    en: {
      message: 'More licences are in use ({value}) than assigned ({limit}).',
      hint: 'At most as many can be active as are assigned.',
    },
  },
  'assigned-above-purchased': {
    severity: 'error',
    sv: {
      message: 'Fler licenser är tilldelade ({value}) än köpta ({limit}).',
      hint: 'Tilldelade kan vara högst så många som köpta.',
    },
    en: {
      message: 'More licences are assigned ({value}) than purchased ({limit}).',
      hint: 'At most as many can be assigned as are purchased.',
    },
  },
  'completed-above-started': {
    severity: 'error',
    sv: {
      message: 'Fler ärenden är slutförda ({value}) än påbörjade ({limit}).',
      hint: 'Slutförda kan vara högst så många som påbörjade; lämna påbörjade tomt om det inte mäts.',
    },
    en: {
      message: 'More cases are completed ({value}) than started ({limit}).',
      hint: 'At most as many can be completed as are started; leave started empty if it is not measured.',
    },
  },
  'within-target-above-closed': {
    severity: 'error',
    sv: {
      message: 'Fler ärenden är klara inom måltid ({value}) än avslutade ({limit}).',
      hint: 'Inom måltid kan vara högst så många som avslutade.',
    },
    en: {
      message: 'More cases are within target ({value}) than closed ({limit}).',
      hint: 'At most as many can be within target as are closed.',
    },
  },
  'scale-reversed': {
    severity: 'error',
    sv: {
      message: 'Skalans lägsta värde är inte lägre än dess högsta ({limit}).',
      hint: 'Byt plats på dem.',
    },
    en: {
      message: 'The lowest value of the scale is not below its highest ({limit}).',
      hint: 'Swap them.',
    },
  },
  'answer-outside-scale': {
    severity: 'error',
    sv: {
      message: '{value} svar på ett värde utanför skalan {minimum}–{maximum}.',
      hint: 'Lämna cellen tom, eller rätta skalan.',
    },
    en: {
      message: '{value} answers to a value outside the scale {minimum}–{maximum}.',
      hint: 'Leave the cell empty, or correct the scale.',
    },
  },
  'end-before-start': {
    severity: 'error',
    sv: {
      message: 'Slutdatum {value} ligger före startdatum {start}.',
      hint: 'Rätta datumen.',
    },
    en: {
      message: 'The end date {value} is before the start date {start}.',
      hint: 'Correct the dates.',
    },
  },
  'duplicate-row': {
    severity: 'error',
    sv: {
      message: 'Raden gäller samma sak som rad {first}.',
      hint: 'Ta bort den ena eller slå ihop dem.',
    },
    en: {
      message: 'The row is about the same thing as row {first}.',
      hint: 'Remove one of them or merge them.',
    },
  },
  'equal-row': {
    severity: 'warning',
    sv: {
      message: 'Raden är likadan som rad {first}. Båda räknas.',
      hint: 'Är det samma post två gånger, ta bort den ena. Är det två poster, kan en beskrivning skilja dem åt.',
    },
    en: {
      message: 'The row is the same as row {first}. Both count.',
      hint: 'If it is one entry twice, remove one of them. If there are two, a description may tell them apart.',
    },
  },
  'more-answers-than-invited': {
    severity: 'warning',
    sv: {
      message: 'Fler har svarat ({answers}) än bjudits in ({value}).',
      hint: 'Kontrollera antalet inbjudna.',
    },
    en: {
      message: 'More people have answered ({answers}) than were invited ({value}).',
      hint: 'Check the number of invited.',
    },
  },
  'change-claimed-twice': {
    severity: 'warning',
    sv: {
      message: 'Förändringen ”{value}” räknas hem av två projekt: {project} och {other} (rad {first}).',
      hint: 'Samma förändring räknas en gång; det projekt som registrerades först behåller den.',
    },
    en: {
      message: 'The change “{value}” is claimed by two projects: {project} and {other} (row {first}).',
      hint: 'A change is counted once; the project that registered first keeps it.',
    },
  },
  'change-claimed-before': {
    severity: 'warning',
    sv: {
      message:
        '{project} räknar hem förändringen ”{value}” för {unit} {period}. Det gör redan {other} för {otherPeriod}, i filen ”{file}” som lämnades in {day}.',
      hint: 'Samma förändring räknas en gång; det projekt som registrerades först behåller den.',
    },
    en: {
      message:
        '{project} claims the change “{value}” for {unit} {period}. {other} already does for {otherPeriod}, in the file “{file}” of {day}.',
      hint: 'A change is counted once; the project that registered first keeps it.',
    },
  },
  'change-claimed-for-longer': {
    severity: 'warning',
    sv: {
      message:
        '{project} räknar hem förändringen ”{value}” för {unit} både för {period} och för {otherPeriod}.',
      hint: 'Den längre perioden gäller, och den kortare inuti den räknas inte. Ta bort den ena.',
    },
    en: {
      message: '{project} claims the change “{value}” for {unit} both for {period} and for {otherPeriod}.',
      hint: 'The longer period stands, and the shorter one inside it does not count. Remove one of them.',
    },
  },
  'change-claimed-above-or-below': {
    severity: 'warning',
    sv: {
      message:
        'Förändringen ”{value}” räknas hem både av {unit} ({project}, {period}) och av {otherUnit} ({other}, {otherPeriod}), som hör till samma gren av organisationen.',
      hint: 'Bevaka att samma verksamhetsförändring inte räknas hem flera gånger. Båda räknas tills den ena tas bort.',
    },
    en: {
      message:
        'The change “{value}” is claimed both by {unit} ({project}, {period}) and by {otherUnit} ({other}, {otherPeriod}), one of which is above the other.',
      hint: 'See to it that the same change is not counted several times. Both count until one is removed.',
    },
  },
} as const satisfies Problems;
