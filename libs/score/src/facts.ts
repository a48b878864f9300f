import {
  type AcceptedDeviation,
  type AvailabilitySum,
  type DatasetId,
  type Interval,
  type ObservationSum,
  type Outage,
} from '#core';
import { type System } from '#catalogue';
import { groupedBy } from './grouped-by.js';
import { type ShelterCells } from './shelter-cells.js';
import { type MonthSpan, monthsOfText } from './months.js';
import { type SidePlan, type Where } from './sides.js';

/** What was to be measured: whether or not anything was (domain.md, section 6). */
export interface Monitoring {
  /** The months that were asked for. */
  readonly months: readonly Interval[];
  /** Agreed service time of a system in a month, without announced maintenance, up to now; in milliseconds. */
  readonly agreedMs: (system: System, month: Interval) => number;
}

/** Everything that scores are computed from: what was asked by `questionsFor`. */
export interface Facts {
  /** When they were asked for: a period that ends later is still open. */
  readonly askedAtMs: number;
  readonly observations: ReadonlyMap<DatasetId, readonly ObservationSum[]>;
  /** Sums over days or months of the city. */
  readonly availability: readonly AvailabilitySum[];
  readonly monitoring: Monitoring;
  /** Those that touch the interval that was asked for. */
  readonly outages: readonly Outage[];
  /** None unless they are given. */
  readonly deviations?: readonly AcceptedDeviation[];
  /** Shelters that editions have shown; none unless they are given. */
  readonly shelters?: readonly ShelterCells[];
}

/** A sum of observations, or of a system's month of roll-ups, with the months that it is about. */
export interface Fact extends ObservationSum {
  readonly months: MonthSpan;
  /** The unit whose slice holds it, when that is another than the one that it belongs to. */
  readonly sliceUnit?: string;
}

/** Facts of one unit, ordered by their last month, and which months they are about: one span for each last month. */
export interface UnitFacts {
  readonly facts: readonly Fact[];
  readonly spans: readonly MonthSpan[];
}

/** Facts in canonical order, by their last month first, with those of each unit that handed them in (or owns the system). */
export interface FactList {
  readonly facts: readonly Fact[];
  readonly byUnit: ReadonlyMap<string, UnitFacts>;
}

const labelTexts = new WeakMap<ObservationSum['labels'], string>();

/** The labels as one text, in an order of their own; written once for rows that share them. */
function labelText(labels: ObservationSum['labels']): string {
  const known = labelTexts.get(labels);
  if (known !== undefined) return known;
  const named = Object.entries(labels).sort(([a], [b]) => compare(a, b));
  const text = named.flat().join('\u0000');
  labelTexts.set(labels, text);
  return text;
}

/** Orders facts by what they are, so that no sum depends on the order in which rows came. */
function byWhatTheyAre(a: ObservationSum, b: ObservationSum): number {
  return (
    compare(a.period, b.period) ||
    compare(a.unit, b.unit) ||
    compare(a.system ?? '', b.system ?? '') ||
    compare(a.project ?? '', b.project ?? '') ||
    (a.labels === b.labels ? 0 : compare(labelText(a.labels), labelText(b.labels))) ||
    compare(canonicalSums(a), canonicalSums(b))
  );
}

/** Sums as facts, in an order that does not depend on the one in which they came. */
export function inOrder(sums: readonly (ObservationSum & Pick<Fact, 'sliceUnit'>)[]): Fact[] {
  return sums.toSorted(byWhatTheyAre).map((sum) => ({
    unit: sum.unit,
    period: sum.period,
    months: monthsOfText(sum.period),
    system: sum.system,
    project: sum.project,
    labels: sum.labels,
    sums: sum.sums,
    count: sum.count,
    notApplicable: sum.notApplicable,
    ...(sum.sliceUnit === undefined ? {} : { sliceUnit: sum.sliceUnit }),
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Tells facts apart that are alike in all else. */
function canonicalSums({ sums, count }: ObservationSum): string {
  return JSON.stringify([count, ...Object.entries(sums).sort(([a], [b]) => compare(a, b))]);
}

/** Facts of one unit that are in order already. */
export function unitFacts(facts: readonly Fact[]): UnitFacts {
  const spans: MonthSpan[] = [];
  for (const { months } of facts) {
    const span = spans.at(-1);
    if (span?.last !== months.last) spans.push(months);
    else if (months.first < span.first) spans.splice(-1, 1, months);
  }
  return { facts, spans };
}

/** A list of facts that are in order already. */
export function factList(facts: readonly Fact[]): FactList {
  const byUnit = groupedBy(facts, (fact) => fact.unit);
  return { facts, byUnit: new Map([...byUnit].map(([unit, own]) => [unit, unitFacts(own)])) };
}

/** Whether a fact's labels are among the accepted ones. */
export function matches({ labels }: Fact, where: Where): boolean {
  for (const column in where) {
    const label = labels[column];
    if (label === undefined || !where[column]?.includes(label)) return false;
  }
  return true;
}

/** The columns that are added up, by their factors. */
type Adding = Pick<SidePlan, 'add'>;

/** Whether a fact gives any of the columns that a side adds up. */
export function gives({ sums }: Fact, { add }: Adding): boolean {
  for (const column in add) if (sums[column] !== undefined) return true;
  return false;
}

/** Whether a fact says that the side makes no sense for its unit. */
export function marksNotApplicable({ notApplicable }: Fact, { add }: Adding): boolean {
  return notApplicable.some((column) => add[column] !== undefined);
}
