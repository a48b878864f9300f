import { type SystemFileTexts } from './problem-text.js';

/** What is said of ledgers, bills and survey exports. */
export const ENGLISH_SYSTEM_FILES: SystemFileTexts = {
  'currency-not-sek': {
    message: 'The amounts are in {value}, but costs are handed in in Swedish kronor.',
    hint: 'Convert the amounts to SEK, or let the supplier bill in SEK.',
  },
  'read-as-sie': {
    message:
      'Read as a ledger (SIE type {type}): {company}, accounting year {year}, the months’ amounts from {records}, encoding {encoding}.',
    hint: 'Check that it is the right company and year.',
  },
  'sie-only-cost': {
    message: 'The file is a ledger (SIE) and can be handed in as IT costs only.',
    hint: 'Choose the data set IT costs (cost).',
  },
  'sie-truncated': {
    message: 'The file is cut short: its end is missing.',
    hint: 'Export the SIE file again and check that all of it comes along.',
  },
  'sie-without-months': {
    message: 'The file has no amounts by month.',
    hint: 'Export a SIE file of type 2, 3 or 4. Type 1 has the sums of the year only.',
  },
  'sie-for-import': {
    message:
      'The file is for import into a ledger (SIE type 4I) and has its own vouchers only, not the ledger.',
    hint: 'Export a SIE file of type 2, 3 or 4E if all costs are to be handed in.',
  },
  'no-account-map': {
    message: 'No account map is in force for {month}, so the accounts cannot be read as IT costs.',
    hint: 'Ask the follow-up team to add one to config/accounts/.',
  },
  'unmapped-account': {
    message:
      'Account {account} {name} is not counted: the map does not say what is bought on it. Actual SEK {actual}, budget SEK {budget}.',
    hint: 'If it is an IT cost, ask the follow-up team to add the account to config/accounts/ and hand the file in again.',
  },
  'unmapped-cost-centre': {
    message:
      'IT costs of cost centre {costCentre} are not counted: it belongs to no known unit. Actual SEK {actual}, budget SEK {budget}.',
    hint: 'Ask the follow-up team to add the cost centre to config/accounts/ if it is a unit’s.',
  },
  'no-cost-centre': {
    message:
      'IT costs without a cost centre are not counted: nobody can tell which unit’s they are. Actual SEK {actual}, budget SEK {budget}.',
    hint: 'Book them on a cost centre, or hand them in in a file of their own.',
  },
  'accounts-not-it': {
    message:
      'Accounts that the map knows not to be IT were left out. Actual SEK {actual}, budget SEK {budget}.',
    hint: 'Nothing needs to be done.',
  },
  'months-outside-claimed': {
    message: 'Months outside the period that the file is handed in for were left out: {months}.',
    hint: 'Nothing needs to be done.',
  },
  'other-years': {
    message: 'Amounts of other accounting years were left out: {count}.',
    hint: 'Nothing needs to be done. An earlier year is handed in with its own SIE file.',
  },
  'months-differ-from-year': {
    message:
      'The months do not add up to the year’s balance on {count} accounts, {account} among them: SEK {months} against SEK {year} (#RES).',
    hint: 'Check that all periods came along when the file was exported.',
  },
  'read-as-focus': {
    message:
      'Read as a bill of cloud services (FOCUS): {lines} lines added up to {rows} by month, unit and service. The amount is {cost}.',
    hint: 'Check the total in the report against the invoice.',
  },
  'tax-left-out': {
    message: 'Lines of tax were left out: {count}, SEK {sum} in all.',
    hint: 'Nothing needs to be done; costs are handed in without VAT.',
  },
  'read-as-limesurvey': {
    message: 'Read as answers from LimeSurvey by “{map}”. Complete answers: {count}.',
    hint: 'Only counts per answer, question and unit were read; nothing else of the answers remains.',
  },
  'incomplete-answers': {
    message: 'Incomplete answers, which were never submitted, are not counted: {count}.',
    hint: 'Nothing needs to be done.',
  },
  'columns-never-read': {
    message: 'Columns that are not questions of the survey were never read: {count}.',
    hint: 'Nothing needs to be done. Better still, leave personal data and free text out of the export.',
  },
  'no-survey-map': {
    message: 'No question of the file is known, so the answers cannot be read.',
    hint: 'Known surveys: {known}. Ask the follow-up team to add the survey to config/surveys/.',
  },
  'no-survey-answers': {
    message: 'The file has no complete answers.',
    hint: 'Export the answers again when the survey has been answered.',
  },
  'survey-questions-missing': {
    message: 'Questions of the survey “{map}” are missing in the file: {codes}.',
    hint: 'Export all questions, if they were asked.',
  },
  'answers-not-understood': {
    message: '{count} answers to “{column}” are not on the scale {minimum}–{maximum} and cannot be counted.',
    hint: 'Export answer codes instead of texts, or ask the follow-up team to add the answers to config/surveys/.',
  },
  'answers-of-no-unit': {
    message: '{count} answers are not counted: they belong to no known unit.',
    hint: 'Hand in as the unit that the survey is about, or ask the follow-up team to name the unit in config/surveys/.',
  },
  'answers-of-no-wave': {
    message:
      '{count} answers are not counted: they have no day of submission, so nobody can tell which wave they belong to.',
    hint: 'Say which period the file is handed in for.',
  },
};
