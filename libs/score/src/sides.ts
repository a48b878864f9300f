import { type Period } from '#core';
import {
  type AnswerMeanFormula,
  type FactSource,
  type Formula,
  type RatioFormula,
  type Side,
} from '#catalogue';
import { type MonthSpan, monthsOf, windowMonths } from './months.js';

/** Label column → accepted values. */
export type Where = Readonly<Record<string, readonly string[]>>;

/** One side of a formula in one period: what to add up, of which facts, and how months are folded together. */
export interface SidePlan {
  readonly source: FactSource;
  /** Column → factor. */
  readonly add: Readonly<Record<string, number>>;
  readonly where: Where;
  readonly months: MonthSpan;
  /** The sum of the months, the last month that has data, or the mean of the months that have. */
  readonly fold: 'sum' | 'last' | 'mean';
  /** Without every month there is no value. */
  readonly needsAllMonths: boolean;
}

/** A formula in one period. */
export interface FormulaPlan {
  readonly numerator: SidePlan;
  readonly denominator: SidePlan;
  readonly scale: number;
  readonly pairBy: 'unit' | 'system';
  readonly weightBySystem: boolean;
  readonly oncePerChange: boolean;
  /** Of answers on a scale: the lowest and the highest answer. */
  readonly answers: { readonly min: number; readonly max: number } | null;
}

const FOLD: Readonly<Record<NonNullable<Side['window']>, SidePlan['fold']>> = {
  period: 'sum',
  'year-to-date': 'sum',
  'rolling-12-months': 'sum',
  'last-month': 'last',
  'mean-of-months': 'mean',
};

function sidePlan(side: Side, formula: RatioFormula, period: Period): SidePlan {
  const window = side.window ?? formula.window;
  const rolling = 'rolling-12-months';
  return {
    source: side.from,
    add: side.add,
    where: side.where,
    months: windowMonths(window, period, formula.window),
    fold: FOLD[window],
    needsAllMonths: window === rolling || (window === 'mean-of-months' && formula.window === rolling),
  };
}

/** Name of the column that counts an answer. */
export function answerColumn(answer: number): string {
  return `n_${answer}`;
}

/** A mean of answers is the points above the lowest answer, of the points that could be had. */
function answerPlan(
  { questions, audiences, min, max }: AnswerMeanFormula,
  period: Period,
): Pick<FormulaPlan, 'numerator' | 'denominator' | 'answers'> {
  const answers = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  const counting = (points: (answer: number) => number): SidePlan => ({
    source: 'survey',
    add: Object.fromEntries(answers.map((answer) => [answerColumn(answer), points(answer)])),
    where: { question: questions, audience: audiences },
    months: monthsOf(period),
    fold: 'sum',
    needsAllMonths: false,
  });
  return {
    numerator: counting((answer) => answer - min),
    denominator: counting(() => max - min),
    answers: { min, max },
  };
}

/** The last assessment of the last twelve months, weighted by the period's FTE (see `assessed-level.ts`). */
function assessedPlan(period: Period): Pick<FormulaPlan, 'numerator' | 'denominator'> {
  const common = { where: {}, needsAllMonths: false };
  return {
    numerator: {
      ...common,
      source: 'maturity',
      add: { level: 1 },
      months: windowMonths('rolling-12-months', period),
      fold: 'last',
    },
    denominator: {
      ...common,
      source: 'base-figures',
      add: { fte: 1 },
      months: monthsOf(period),
      fold: 'mean',
    },
  };
}

/** What a formula takes from where in a period. */
export function planOf(formula: Formula, period: Period): FormulaPlan {
  const usual = {
    scale: 1,
    pairBy: 'unit',
    weightBySystem: false,
    oncePerChange: false,
    answers: null,
  } as const;
  switch (formula.kind) {
    case 'ratio': {
      const { scale, pairBy, weightBySystem, oncePerChange } = formula;
      const numerator = sidePlan(formula.numerator, formula, period);
      const denominator = sidePlan(formula.denominator, formula, period);
      return { ...usual, scale, pairBy, weightBySystem, oncePerChange, numerator, denominator };
    }
    case 'answer-mean':
      return { ...usual, ...answerPlan(formula, period), scale: 100 };
    case 'assessed-level':
      return { ...usual, ...assessedPlan(period) };
  }
}

/** From the first month that either side looks at to the last. */
export function windowOf({ months: a }: SidePlan, { months: b }: SidePlan): MonthSpan {
  return { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) };
}
