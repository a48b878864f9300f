import { type LocalizedText } from '#core';
import { type SurveyRefusal } from './asking.js';
import { type WaveRefusal } from './waves.js';

/** Why no wave was opened, and what to do. */
export function waveRefusalText(problem: WaveRefusal): LocalizedText {
  if (typeof problem === 'string') return WAVE_REFUSALS[problem];
  return {
    sv: `Enkäten frågar inte om "${problem.unknownPlace}". Välj enheter, eller e-tjänster om den handlar om dem.`,
    en: `The survey does not ask about "${problem.unknownPlace}". Choose units, or e-services if it is about those.`,
  };
}

const WAVE_REFUSALS: Readonly<Record<Extract<WaveRefusal, string>, LocalizedText>> = {
  'unknown-survey': {
    sv: 'Det finns ingen sådan enkät i config/surveys.',
    en: 'There is no such survey in config/surveys.',
  },
  continuous: {
    sv: 'Enkäten är alltid öppen, och har inga andra omgångar.',
    en: 'The survey is always open, and has no other waves.',
  },
  'no-version': {
    sv: 'Enkäten har ingen version som gäller den första dagen.',
    en: 'The survey has no version that holds on the first day.',
  },
  'wrong-days': {
    sv: 'from ska vara före eller lika med to, och to tidigast idag.',
    en: 'from must not be after to, and to not before today.',
  },
  'wrong-period': {
    sv: 'Enkätsvar lämnas inte för en sådan period.',
    en: 'Survey answers are not handed in for such a period.',
  },
  taken: {
    sv: 'Enkäten har redan en omgång för perioden.',
    en: 'The survey has a wave for this period already.',
  },
  'meets-another': {
    sv: 'En annan omgång av enkäten är öppen under de dagarna.',
    en: 'Another wave of the survey is open on these days.',
  },
};

/** Why something that was asked for a wave was not done. */
export function surveyRefusalText(problem: SurveyRefusal): LocalizedText {
  if (typeof problem === 'string') return SURVEY_REFUSALS[problem];
  if ('fault' in problem) return problem.fault;
  return {
    sv: `"${problem.notAnAddress}" är ingen e-postadress. Skriv en adress per rad, utan namn.`,
    en: `"${problem.notAnAddress}" is no address of mail. Write one address a line, without names.`,
  };
}

const SURVEY_REFUSALS: Readonly<Record<Extract<SurveyRefusal, string>, LocalizedText>> = {
  'unknown-place': { sv: 'Omgången frågar inte om det.', en: 'The wave does not ask about it.' },
  'not-open': { sv: 'Omgången är inte öppen.', en: 'The wave is not open.' },
  closed: { sv: 'Omgången stängdes just.', en: 'The wave has just closed.' },
  'not-by-links': {
    sv: 'Omgången besvaras med en öppen länk; engångslänkar finns inte i den.',
    en: 'The wave is answered by an open link; it has no one-time links.',
  },
  'no-mail': {
    sv: 'Brev kan inte skickas: notifications.yaml nämner ingen e-postserver, eller PERSPEKTIV_PUBLIC_ADDRESS saknas.',
    en: 'Letters cannot be sent: notifications.yaml names no mail server, or PERSPEKTIV_PUBLIC_ADDRESS is missing.',
  },
  'too-many-links': {
    sv: 'Så många länkar ryms inte i en omgång.',
    en: 'A wave has no room for so many links.',
  },
};
