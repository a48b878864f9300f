import { type Fact } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { answerColumn } from './sides.js';

const MOST_ANSWERS = 10;

/** The columns of the data set `survey` that count answers. */
export const ANSWER_COLUMNS: readonly string[] = Array.from({ length: MOST_ANSWERS }, (_, i) =>
  answerColumn(i + 1),
);

/** How many answered what: additive, so that the spread of a parent's answers is known. */
export interface AnswerCounts {
  /** By answer, from the lowest of the scale. */
  readonly counts: readonly number[];
  readonly respondents: number;
  /** How many were asked; `null` when some unit does not tell. */
  readonly invited: number | null;
}

function total(facts: readonly Fact[], columns: readonly string[]): number {
  let sum = 0;
  for (const { sums } of facts) for (const column of columns) sum += sums[column] ?? 0;
  return sum;
}

/** Each question of a unit's wave is put to the same people: the question that gives most tells how many they are. */
function people(facts: readonly Fact[], columns: readonly string[]): number {
  const waves = groupedBy(facts, ({ unit, period }) => `${unit} ${period}`);
  let sum = 0;
  for (const wave of waves.values()) {
    const questions = groupedBy(wave, ({ labels }) => labels.question ?? '');
    sum += Math.max(...[...questions.values()].map((question) => total(question, columns)));
  }
  return sum;
}

/** Respondents behind facts of the data set `survey`: the largest count of answers to a question, per unit and wave. */
export function respondentsOf(facts: readonly Fact[], columns = ANSWER_COLUMNS): number {
  return people(facts, columns);
}

/** When all that were asked gave the same answer, the mean tells what each of them answered. */
export function areAlike(facts: readonly Fact[], columns = ANSWER_COLUMNS): boolean {
  return columns.filter((column) => total(facts, [column]) > 0).length <= 1;
}

/** The answers from `min` to `max` in facts of the data set `survey`. */
export function answersOf(facts: readonly Fact[], { min, max }: { min: number; max: number }): AnswerCounts {
  const answers = Array.from({ length: max - min + 1 }, (_, i) => answerColumn(min + i));
  const tells = facts.every(({ sums }) => sums.invited !== undefined);
  return {
    counts: answers.map((column) => total(facts, [column])),
    respondents: respondentsOf(facts),
    invited: tells ? people(facts, ['invited']) : null,
  };
}

/** The answers of several units together. */
export function sumAnswers(parts: readonly AnswerCounts[]): AnswerCounts {
  const width = Math.max(0, ...parts.map(({ counts }) => counts.length));
  return {
    counts: Array.from({ length: width }, (_, i) =>
      parts.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0),
    ),
    respondents: parts.reduce((sum, part) => sum + part.respondents, 0),
    invited: parts.reduce<number | null>(
      (sum, part) => (sum === null || part.invited === null ? null : sum + part.invited),
      0,
    ),
  };
}
