import { type LocalizedText, type SurveyInterview } from '#core';
import { type Scales } from './tally.js';

/** A group that is interviewed together is no larger. */
const LARGEST_GROUP = 500;
const LONGEST_VENUE = 200;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_GROUP;
}

/** What is wrong with the counts of a question; `null` when nothing is. */
function countsFault(
  counts: readonly number[],
  { question, alternatives, present }: { question: string; alternatives: number; present: number },
): LocalizedText | null {
  if (counts.length !== alternatives || !counts.every(isCount)) {
    return {
      sv: `counts.${question}: skriv ${alternatives} antal, ett för varje svarsalternativ.`,
      en: `counts.${question}: write ${alternatives} counts, one for each alternative.`,
    };
  }
  const answers = counts.reduce((total, each) => total + each, 0);
  if (answers <= present) return null;
  return {
    sv: `counts.${question}: ${answers} svar, men bara ${present} i gruppen.`,
    en: `counts.${question}: ${answers} answers, but only ${present} in the group.`,
  };
}

/** What is wrong with the answers of a group; `null` when nothing is. */
export function checkGroup(
  { present, date, venue, counts }: SurveyInterview,
  { scales, from, today }: { scales: Scales; from: string; today: string },
): LocalizedText | null {
  if (!isCount(present) || present < 1) {
    return {
      sv: `present: skriv hur många som var med, 1–${LARGEST_GROUP}.`,
      en: `present: write how many took part, 1–${LARGEST_GROUP}.`,
    };
  }
  if (date < from || date > today) {
    return {
      sv: `date: skriv intervjuns dag, från ${from} till idag.`,
      en: `date: write the day of the interview, from ${from} until today.`,
    };
  }
  if (venue.length > LONGEST_VENUE) {
    return { sv: 'venue: skriv kort var intervjun var.', en: 'venue: write in short where it was.' };
  }
  return checkCounts(counts, { present, scales });
}

function checkCounts(
  counts: SurveyInterview['counts'],
  { present, scales }: { present: number; scales: Scales },
): LocalizedText | null {
  for (const [question, given] of Object.entries(counts)) {
    const scale = scales[question];
    if (!scale) {
      return {
        sv: `counts: frågan ${question} finns inte i enkäten.`,
        en: `counts: the survey has no question ${question}.`,
      };
    }
    const fault = countsFault(given, { question, alternatives: scale.max - scale.min + 1, present });
    if (fault !== null) return fault;
  }
  const isEmpty = Object.values(counts).every((given) => given.every((count) => count === 0));
  if (!isEmpty) return null;
  return {
    sv: 'counts: skriv svaren på minst en fråga.',
    en: 'counts: write the answers to at least one question.',
  };
}
