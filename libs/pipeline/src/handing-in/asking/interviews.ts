import { type SurveyInterview } from '#core';
import { type Scales } from './tally.js';

/** A group that is interviewed together is no larger. */
const LARGEST_GROUP = 500;
const LONGEST_VENUE = 200;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_GROUP;
}

/** What is wrong with the counts of a question; `null` when nothing is. */
function countsFault(
  counts: unknown,
  { question, alternatives, present }: { question: string; alternatives: number; present: number },
): string | null {
  if (!Array.isArray(counts) || counts.length !== alternatives || !counts.every(isCount)) {
    return `counts.${question}: skriv ${alternatives} antal, ett för varje svarsalternativ.`;
  }
  const answers = counts.reduce((total, each) => total + each, 0);
  return answers > present ? `counts.${question}: ${answers} svar, men bara ${present} i gruppen.` : null;
}

/** What is wrong with the answers of a group, in Swedish; `null` when nothing is. */
export function checkGroup(
  { present, date, venue, counts }: SurveyInterview,
  { scales, from, today }: { scales: Scales; from: string; today: string },
): string | null {
  if (!isCount(present) || present < 1) return `present: skriv hur många som var med, 1–${LARGEST_GROUP}.`;
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || date < from || date > today) {
    return `date: skriv intervjuns dag, från ${from} till idag.`;
  }
  if (venue.trim() === '' || venue.length > LONGEST_VENUE) return 'venue: skriv var intervjun var.';
  const unknown = Object.keys(counts).find((question) => !Object.hasOwn(scales, question));
  if (unknown !== undefined) return `counts: frågan ${unknown} finns inte i enkäten.`;
  const asked = Object.entries(counts);
  if (asked.length === 0) return 'counts: skriv svaren på minst en fråga.';
  for (const [question, given] of asked) {
    const scale = scales[question];
    const alternatives = scale ? scale.max - scale.min + 1 : 0;
    const fault = countsFault(given, { question, alternatives, present });
    if (fault !== null) return fault;
  }
  return asked.every(([, given]) => given.every((count) => count === 0)) ? 'counts: ingen har svarat.' : null;
}
