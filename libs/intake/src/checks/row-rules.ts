import { type DatasetId } from '#core';
import { type Complaint, type ProblemCode } from '../problem-codes.js';
import { type RowReading } from './row-reading.js';

/** A complaint about one field of a row, in the light of others. */
export interface FieldComplaint extends Complaint {
  readonly field: string;
}

/** A rule across the cells of one row. Cells that were not provided or were at fault break no rule. */
export type RowRule = (reading: RowReading) => Iterable<FieldComplaint>;

/** Counts of which one is a part of the other. */
const PARTS: Partial<
  Record<DatasetId, readonly (readonly [part: string, whole: string, code: ProblemCode])[]>
> = {
  licences: [
    ['active', 'assigned', 'active-above-assigned'],
    ['assigned', 'purchased', 'assigned-above-purchased'],
  ],
  transactions: [['completed', 'started', 'completed-above-started']],
  cases: [['within_target', 'closed', 'within-target-above-closed']],
};

const ANSWER_COUNT = /^n_(\d+)$/;

/** The rules of a data set. */
export function rowRules(dataset: DatasetId): readonly RowRule[] {
  const parts = PARTS[dataset] ?? [];
  const rules: RowRule[] = parts.map(([part, whole, code]) => partOfWhole(part, whole, code));
  if (dataset === 'survey') rules.push(answersOnScale, answersOfInvited);
  if (dataset === 'projects') rules.push(endAfterStart);
  return rules;
}

function partOfWhole(part: string, whole: string, code: ProblemCode): RowRule {
  return ({ numbers }) => {
    const value = numbers[part];
    const limit = numbers[whole];
    if (value === undefined || limit === undefined || value <= limit) return [];
    return [{ code, field: part, details: { limit } }];
  };
}

function* answersOnScale(reading: RowReading): Iterable<FieldComplaint> {
  const minimum = numberIn(reading, 'scale_min');
  const maximum = numberIn(reading, 'scale_max');
  if (minimum !== undefined && maximum !== undefined && minimum >= maximum) {
    yield { code: 'scale-reversed', field: 'scale_min', details: { limit: maximum } };
    return;
  }
  for (const { field, answer, count } of answersIn(reading)) {
    if (count === 0 || (answer >= (minimum ?? 1) && answer <= (maximum ?? Infinity))) continue;
    yield {
      code: 'answer-outside-scale',
      field,
      details: { minimum: minimum ?? 1, maximum: maximum ?? 10 },
    };
  }
}

function* answersOfInvited(reading: RowReading): Iterable<FieldComplaint> {
  const invited = numberIn(reading, 'invited');
  const given = [...answersIn(reading)].reduce((sum, { count }) => sum + count, 0);
  if (invited !== undefined && given > invited) {
    yield { code: 'more-answers-than-invited', field: 'invited', details: { answers: given } };
  }
}

/** How many chose each alternative. */
export function* answersIn({
  numbers,
}: RowReading): Iterable<{ field: string; answer: number; count: number }> {
  for (const [field, count] of Object.entries(numbers)) {
    const answer = ANSWER_COUNT.exec(field)?.[1];
    if (answer !== undefined) yield { field, answer: Number(answer), count };
  }
}

function* endAfterStart({ labels }: RowReading): Iterable<FieldComplaint> {
  const { start, end } = labels;
  if (start !== undefined && end !== undefined && end < start) {
    yield { code: 'end-before-start', field: 'end', details: { start } };
  }
}

/** A number that the schema may count among the labels, to group by. */
export function numberIn({ numbers, labels }: RowReading, field: string): number | undefined {
  const label = labels[field];
  return numbers[field] ?? (label === undefined ? undefined : Number(label));
}
