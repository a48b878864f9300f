import { type DatasetId, type Interval, type ObservationQuery, Period } from '#core';
import { type Catalogue, type Formula, measuresInForce } from '#catalogue';
import { ANSWER_COLUMNS } from './answers.js';
import { fteFormula } from './bases.js';
import { type MonthSpan, monthText } from './months.js';
import { type SidePlan, planOf } from './sides.js';
import { surveyFilters } from './suppress.js';

/** What to ask the store for. */
export interface Questions {
  readonly observations: readonly ObservationQuery[];
  /** Daily rows that begin in it, and outages that touch it; empty when no measure takes anything from probes. */
  readonly probes: Interval;
}

interface Need {
  months: MonthSpan;
  readonly columns: Set<string>;
  readonly labels: Set<string>;
}

/** Label columns that a side needs beside those that it filters by. */
function labelsBeside(formula: Formula, source: SidePlan['source']): readonly string[] {
  if (source === 'survey') return ['question', 'audience'];
  if (source === 'maturity') return ['dimension'];
  return formula.kind === 'ratio' && formula.oncePerChange ? ['change_id'] : [];
}

function addNeed(needs: Map<SidePlan['source'], Need>, formula: Formula, side: SidePlan): void {
  const { source, months } = side;
  const need = needs.get(source) ?? { months, columns: new Set(), labels: new Set() };
  needs.set(source, need);
  need.months = {
    first: Math.min(need.months.first, months.first),
    last: Math.max(need.months.last, months.last),
  };
  for (const column of Object.keys(side.add)) need.columns.add(column);
  if (source === 'survey') for (const column of [...ANSWER_COLUMNS, 'invited']) need.columns.add(column);
  for (const label of [...Object.keys(side.where), ...labelsBeside(formula, source)]) need.labels.add(label);
}

/**
 * Which answers are shown together must not depend on what was asked for: whole years up to the last month, with every
 * label that tells answers apart (see `suppress.ts`).
 */
function widenForShelters(catalogue: Catalogue, survey: Need): void {
  survey.months = { ...survey.months, first: survey.months.first - (survey.months.first % 12) };
  for (const where of surveyFilters(catalogue))
    for (const label of Object.keys(where)) survey.labels.add(label);
}

/** A period is judged against the one before and the same one last year. */
function comparedPeriods(periods: readonly Period[]): Period[] {
  const all = periods.flatMap((period) => [period, period.previous(), period.sameLastYear()]);
  return [...new Map(all.map((period) => [period.toString(), period])).values()];
}

/**
 * What must be known to score these periods and the periods that they are compared with: with every window of every
 * measure in force, with the labels that deliveries tell apart, and with the employees that units are compared by.
 */
export function questionsFor(catalogue: Catalogue, periods: readonly Period[]): Questions {
  const needs = new Map<SidePlan['source'], Need>();
  for (const period of comparedPeriods(periods)) {
    for (const { formula } of measuresInForce(catalogue, period.lastDay)) {
      const { numerator, denominator } = planOf(formula, period);
      addNeed(needs, formula, numerator);
      addNeed(needs, formula, denominator);
      const perFte = fteFormula(formula);
      if (perFte) addNeed(needs, perFte, planOf(perFte, period).numerator);
    }
  }
  for (const { dataset, where } of catalogue.deliveries) {
    for (const label of Object.keys(where)) needs.get(dataset)?.labels.add(label);
  }
  const survey = needs.get('survey');
  if (survey) widenForShelters(catalogue, survey);
  const probes = needs.get('probes');
  needs.delete('probes');
  const handedIn = [...needs] as [DatasetId, Need][];
  return {
    observations: handedIn.map(([dataset, { months, columns, labels }]) => ({
      dataset,
      fromMonth: monthText(months.first),
      toMonth: monthText(months.last),
      columns: [...columns].sort(),
      labels: [...labels].sort(),
    })),
    probes: probes
      ? {
          startMs: Period.of(monthText(probes.months.first)).startMs,
          endMs: Period.of(monthText(probes.months.last)).endMs,
        }
      : { startMs: 0, endMs: 0 },
  };
}
