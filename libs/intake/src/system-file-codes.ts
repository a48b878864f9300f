/** What can be said of files that other systems write: code → severity. */
export const SYSTEM_FILE_SEVERITIES = {
  'currency-not-sek': 'error',
  // Ledgers (SIE)
  'read-as-sie': 'notice',
  'sie-only-cost': 'error',
  'sie-truncated': 'error',
  'sie-without-months': 'error',
  'sie-for-import': 'warning',
  'no-account-map': 'error',
  'unmapped-account': 'warning',
  'unmapped-cost-centre': 'warning',
  'no-cost-centre': 'warning',
  'accounts-not-it': 'notice',
  'months-outside-claimed': 'notice',
  'other-years': 'notice',
  'months-differ-from-year': 'warning',
  // Bills of cloud services (FOCUS)
  'read-as-focus': 'notice',
  'tax-left-out': 'notice',
  // Exports of a survey tool (LimeSurvey)
  'read-as-limesurvey': 'notice',
  'incomplete-answers': 'notice',
  'columns-never-read': 'notice',
  'no-survey-map': 'error',
  'no-survey-answers': 'error',
  'survey-questions-missing': 'warning',
  'answers-not-understood': 'error',
  'answers-of-no-unit': 'warning',
  'answers-of-no-wave': 'warning',
} as const;
