import { type DatasetId, type Interval, type ObservationQuery, Period } from '#core';
import { type Catalogue, type Formula, measureInForce, measuresInForce } from '#catalogue';
import { ANSWER_COLUMNS } from './answers.js';
import { fteFormula } from './bases.js';
import { type MonthSpan, monthText } from './months.js';
import { type SidePlan, planOf } from './sides.js';
import { askedOfSurveys } from './suppress.js';

/** What to ask the store for. */
export interface Questions {
  readonly observations: readonly ObservationQuery[];
  /** Months whose roll-ups are added up, oldest first; none when no measure takes anything from probes. */
  readonly probedMonths: readonly Interval[];
  /** Outages that touch it; empty when no measure counts any. */
  readonly outages: Interval;
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
  return formula.kind === 'ratio' && formula.oncePerChange ? ['change_id', 'qualitative'] : [];
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
  for (const { where } of askedOfSurveys(catalogue))
    for (const label of Object.keys(where)) survey.labels.add(label);
}

/** A period is judged against the one before and the same one last year. */
function comparedPeriods(periods: readonly Period[]): Period[] {
  const all = periods.flatMap((period) => [period, period.previous(), period.sameLastYear()]);
  return [...new Map(all.map((period) => [period.toString(), period])).values()];
}

/** The formula of one measure; of surveys with all the others, for it takes them all to know what may be shown. */
function formulasBehind(catalogue: Catalogue, measure: string, period: Period): Formula[] {
  const asked = measureInForce(catalogue, measure, period.lastDay);
  if (!asked) return [];
  if (!takesFromSurvey(asked.formula, period)) return [asked.formula];
  const all = measuresInForce(catalogue, period.lastDay).map(({ formula }) => formula);
  return all.filter((formula) => takesFromSurvey(formula, period));
}

/** The measures of a period that count answers of surveys. */
export function measuresFromSurveys(catalogue: Catalogue, period: Period): ReadonlySet<string> {
  const inForce = measuresInForce(catalogue, period.lastDay);
  return new Set(inForce.filter(({ formula }) => takesFromSurvey(formula, period)).map(({ id }) => id));
}

function takesFromSurvey(formula: Formula, period: Period): boolean {
  const { numerator, denominator } = planOf(formula, period);
  return [numerator, denominator].some(({ source }) => source === 'survey');
}

function monthsIn({ first, last }: MonthSpan): Interval[] {
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const { startMs, endMs } = Period.of(monthText(first + i));
    return { startMs, endMs };
  });
}

const NO_TIME: Interval = { startMs: 0, endMs: 0 };

/** From the first to the last of some spans in order. */
function hull(spans: readonly Interval[]): Interval {
  return { startMs: spans[0]?.startMs ?? 0, endMs: spans.at(-1)?.endMs ?? 0 };
}

/** What the measures in force take; with the employees that units are compared by. */
function addScorecard(needs: Map<SidePlan['source'], Need>, catalogue: Catalogue, period: Period): void {
  for (const { formula } of measuresInForce(catalogue, period.lastDay)) {
    addFormula(needs, formula, period);
    const perFte = fteFormula(formula);
    if (perFte) addNeed(needs, perFte, planOf(perFte, period).numerator);
  }
}

function addFormula(needs: Map<SidePlan['source'], Need>, formula: Formula, period: Period): void {
  const { numerator, denominator } = planOf(formula, period);
  addNeed(needs, formula, numerator);
  addNeed(needs, formula, denominator);
}

/** The months of each data set that a period's own values stand on: with every window of the measures in force. */
export function monthsBehind(
  catalogue: Catalogue,
  period: Period,
): ReadonlyMap<DatasetId, { readonly fromMonth: string; readonly toMonth: string }> {
  const needs = new Map<SidePlan['source'], Need>();
  for (const { formula } of measuresInForce(catalogue, period.lastDay)) addFormula(needs, formula, period);
  needs.delete('probes');
  const handedIn = [...needs] as [DatasetId, Need][];
  return new Map(
    handedIn.map(([dataset, { months }]) => [
      dataset,
      { fromMonth: monthText(months.first), toMonth: monthText(months.last) },
    ]),
  );
}

/**
 * What must be known to score these periods and the periods that they are compared with: with every window of every
 * measure in force, and with the labels that deliveries tell apart. For the series of one measure its own facts will do.
 */
export function questionsFor(
  catalogue: Catalogue,
  periods: readonly Period[],
  { seriesOf }: { readonly seriesOf?: string | undefined } = {},
): Questions {
  const needs = new Map<SidePlan['source'], Need>();
  if (seriesOf === undefined) {
    for (const period of comparedPeriods(periods)) addScorecard(needs, catalogue, period);
  } else {
    for (const period of periods) {
      for (const formula of formulasBehind(catalogue, seriesOf, period)) addFormula(needs, formula, period);
    }
  }
  for (const { dataset, where } of catalogue.deliveries) {
    for (const label of Object.keys(where)) needs.get(dataset)?.labels.add(label);
  }
  const survey = needs.get('survey');
  if (survey) widenForShelters(catalogue, survey);
  const probes = needs.get('probes');
  needs.delete('probes');
  const probedMonths = probes ? monthsIn(probes.months) : [];
  const handedIn = [...needs] as [DatasetId, Need][];
  return {
    observations: handedIn.map(([dataset, { months, columns, labels }]) => ({
      dataset,
      fromMonth: monthText(months.first),
      toMonth: monthText(months.last),
      columns: [...columns].sort(),
      labels: [...labels].sort(),
    })),
    probedMonths,
    outages: probes?.columns.has('outages') ? hull(probedMonths) : NO_TIME,
  };
}
