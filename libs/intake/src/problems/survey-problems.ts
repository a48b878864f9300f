import { type Problems } from './problem.js';

/** What is said of exports of a survey tool (LimeSurvey). */
export const SURVEY_PROBLEMS = {
  'read-as-limesurvey': {
    severity: 'notice',
    sv: {
      message: 'Läst som enkätsvar ur LimeSurvey enligt ”{map}”. Fullständiga svar: {count}.',
      hint: 'Bara antal per svar, fråga och enhet har lästs; inget annat ur svaren finns kvar.',
    },
    en: {
      message: 'Read as answers from LimeSurvey by “{map}”. Complete answers: {count}.',
      hint: 'Only counts per answer, question and unit were read; nothing else of the answers remains.',
    },
  },
  'incomplete-answers': {
    severity: 'notice',
    sv: {
      message: 'Ofullständiga svar, som aldrig skickades in, räknas inte: {count}.',
      hint: 'Inget behöver göras.',
    },
    en: {
      message: 'Incomplete answers, which were never submitted, are not counted: {count}.',
      hint: 'Nothing needs to be done.',
    },
  },
  'columns-never-read': {
    severity: 'notice',
    sv: {
      message: 'Kolumner som inte hör till enkätens frågor lästes aldrig: {count}.',
      hint: 'Inget behöver göras. Ta gärna bort personuppgifter och fritext redan när svaren exporteras.',
    },
    en: {
      message: 'Columns that are not questions of the survey were never read: {count}.',
      hint: 'Nothing needs to be done. Better still, leave personal data and free text out of the export.',
    },
  },
  'no-survey-map': {
    severity: 'error',
    sv: {
      message: 'Ingen fråga i filen är känd, så svaren kan inte läsas.',
      hint: 'Kända enkäter: {known}. Be uppföljningsgruppen att lägga till enkäten i config/surveys/.',
    },
    en: {
      message: 'No question of the file is known, so the answers cannot be read.',
      hint: 'Known surveys: {known}. Ask the follow-up team to add the survey to config/surveys/.',
    },
  },
  'no-survey-answers': {
    severity: 'error',
    sv: {
      message: 'Filen har inga fullständiga svar.',
      hint: 'Exportera svaren på nytt när enkäten har besvarats.',
    },
    en: {
      message: 'The file has no complete answers.',
      hint: 'Export the answers again when the survey has been answered.',
    },
  },
  'survey-questions-missing': {
    severity: 'warning',
    sv: {
      message: 'Frågor i enkäten ”{map}” saknas i filen: {codes}.',
      hint: 'Exportera alla frågor, om de har ställts.',
    },
    en: {
      message: 'Questions of the survey “{map}” are missing in the file: {codes}.',
      hint: 'Export all questions, if they were asked.',
    },
  },
  'answers-not-understood': {
    severity: 'error',
    sv: {
      message: '{count} svar på ”{column}” ligger inte på skalan {minimum}–{maximum} och kan inte räknas.',
      hint: 'Exportera svarskoder i stället för svarstexter, eller be uppföljningsgruppen att lägga till svaren i config/surveys/.',
    },
    en: {
      message:
        '{count} answers to “{column}” are not on the scale {minimum}–{maximum} and cannot be counted.',
      hint: 'Export answer codes instead of texts, or ask the follow-up team to add the answers to config/surveys/.',
    },
  },
  'answers-of-no-unit': {
    severity: 'warning',
    sv: {
      message: '{count} svar räknas inte: de hör inte till någon känd enhet.',
      hint: 'Lämna in som den enhet som enkäten gäller, eller be uppföljningsgruppen att ange enheten i config/surveys/.',
    },
    en: {
      message: '{count} answers are not counted: they belong to no known unit.',
      hint: 'Hand in as the unit that the survey is about, or ask the follow-up team to name the unit in config/surveys/.',
    },
  },
  'answers-of-no-wave': {
    severity: 'warning',
    sv: {
      message:
        '{count} svar räknas inte: de saknar dag för inskick, så det går inte att se vilken omgång de hör till.',
      hint: 'Ange vilken period inlämningen gäller.',
    },
    en: {
      message:
        '{count} answers are not counted: they have no day of submission, so nobody can tell which wave they belong to.',
      hint: 'Say which period the file is handed in for.',
    },
  },
  'other-question-scale': {
    severity: 'error',
    sv: {
      message: 'Frågan ställs på skalan {minimum}–{maximum}, men filen anger {value}.',
      hint: 'Svar på en annan skala räknas inte om. Ställ frågan på sin egen skala, eller ge den ett eget id.',
    },
    en: {
      message: 'The question is put on the scale {minimum}–{maximum}, but the file says {value}.',
      hint: 'Answers on another scale are not converted. Put the question on its own scale, or give it an id of its own.',
    },
  },
  'alternatives-missing': {
    severity: 'warning',
    sv: {
      message:
        'Frågan ”{value}” ställs på en skala till {maximum}, men filens kolumner slutar vid {last}. De svar som finns räknades på frågans skala.',
      hint: 'Ställdes frågan på en kortare skala kan svaren inte räknas: ta bort dem. Annars, lägg till kolumnerna.',
    },
    en: {
      message:
        'The question “{value}” is put on a scale up to {maximum}, but the columns of the file end at {last}. The answers were counted on the scale of the question.',
      hint: 'If it was put on a shorter scale, the answers cannot be counted: remove them. Otherwise add the columns.',
    },
  },
  'question-of-no-measure': {
    severity: 'warning',
    sv: {
      message: 'Inget mätetal ställer frågan ”{value}”. Svaren sparas men räknas inte i något mätetal.',
      hint: 'Är det en egen fråga behöver inget göras.',
    },
    en: {
      message: 'No measure asks the question “{value}”. The answers are kept but counted in no measure.',
      hint: 'If it is a question of your own, nothing needs to be done.',
    },
  },
  'audience-of-no-measure': {
    severity: 'warning',
    sv: {
      message: 'Frågan räknas inte för målgruppen ”{value}” i något mätetal. Svaren sparas men räknas inte.',
      hint: 'Kontrollera målgruppen. Stämmer den behöver inget göras.',
    },
    en: {
      message:
        'No measure counts this question for the audience “{value}”. The answers are kept but not counted.',
      hint: 'Check the audience. If it is right, nothing needs to be done.',
    },
  },
  'answers-outside-wave': {
    severity: 'warning',
    sv: {
      message:
        'Svar som enligt sina egna datum, {first}–{last}, kom utanför {claimed} räknades i den: {count}.',
      hint: 'Gäller enkäten en annan omgång, välj den perioden och lämna filen igen.',
    },
    en: {
      message:
        'Answers that by their own dates, {first}–{last}, came outside {claimed} were counted in it: {count}.',
      hint: 'If the survey is of another wave, choose that period and hand the file in again.',
    },
  },
} as const satisfies Problems;
