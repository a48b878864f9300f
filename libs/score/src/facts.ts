import {
  type AcceptedDeviation,
  type AvailabilitySum,
  type DatasetId,
  type ObservationSum,
  type Outage,
} from '#core';
import { type Catalogue, type FactSource } from '#catalogue';
import { groupedBy } from './grouped-by.js';
import { type Month, type MonthSpan, monthsOfText } from './months.js';
import { probeFacts } from './probe-facts.js';
import { type Where } from './sides.js';

/** Everything that scores are computed from: what was asked by `questionsFor`. */
export interface Facts {
  readonly observations: ReadonlyMap<DatasetId, readonly ObservationSum[]>;
  /** Sums over days or months of the city. */
  readonly availability: readonly AvailabilitySum[];
  /** Those that touch the interval that was asked for. */
  readonly outages: readonly Outage[];
  /** None unless they are given. */
  readonly deviations?: readonly AcceptedDeviation[];
}

/** A sum of observations, or of a system's month of roll-ups, with the months that it is about. */
export interface Fact extends ObservationSum {
  readonly months: MonthSpan;
}

/** Facts in canonical order, with those of each unit that handed them in (or owns the system). */
export interface FactList {
  readonly facts: readonly Fact[];
  readonly byUnit: ReadonlyMap<string, readonly Fact[]>;
}

/** Orders facts by what they are, so that no sum depends on the order in which rows came. */
function canonicalKey({ unit, period, system, project, labels }: ObservationSum): string {
  const named = Object.entries(labels).sort(([a], [b]) => compare(a, b));
  return [period, unit, system ?? '', project ?? '', ...named.flat()].join('\u0000');
}

/** Sums as facts, in an order that does not depend on the one in which they came. */
export function inOrder(sums: readonly ObservationSum[]): Fact[] {
  return sums
    .map((sum) => ({ key: canonicalKey(sum), fact: { ...sum, months: monthsOfText(sum.period) } }))
    .sort((a, b) => compare(a.key, b.key) || compare(canonicalSums(a.fact), canonicalSums(b.fact)))
    .map(({ fact }) => fact);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Tells facts apart that are alike in all else. */
function canonicalSums({ sums, count }: ObservationSum): string {
  return JSON.stringify([count, ...Object.entries(sums).sort(([a], [b]) => compare(a, b))]);
}

export function factList(facts: readonly Fact[]): FactList {
  return { facts, byUnit: groupedBy(facts, (fact) => fact.unit) };
}

/** Whether a fact's labels are among the accepted ones. */
export function matches({ labels }: Fact, where: Where): boolean {
  for (const column in where) {
    const label = labels[column];
    if (label === undefined || !where[column]?.includes(label)) return false;
  }
  return true;
}

/** Facts by source and month, and the answers to what was asked of them before. */
export class FactIndex {
  private readonly sources = new Map<FactSource, Map<Month, Fact[]>>();
  private readonly answers = new Map<string, FactList>();

  constructor(catalogue: Catalogue, facts: Facts) {
    for (const [dataset, sums] of facts.observations) this.add(dataset, sums);
    this.add('probes', probeFacts(catalogue, facts));
  }

  private add(source: FactSource, sums: readonly ObservationSum[]): void {
    const byMonth = new Map<Month, Fact[]>();
    for (const fact of inOrder(sums)) {
      const month = byMonth.get(fact.months.last);
      if (month) month.push(fact);
      else byMonth.set(fact.months.last, [fact]);
    }
    this.sources.set(source, byMonth);
  }

  /** All facts of a source. */
  all(source: FactSource): readonly Fact[] {
    return [...(this.sources.get(source)?.values() ?? [])].flat();
  }

  /** The facts of a source whose last month lies in a span and whose labels are accepted. */
  matching(source: FactSource, { first, last }: MonthSpan, where: Where): FactList {
    const key = JSON.stringify([source, first, last, where]);
    const known = this.answers.get(key);
    if (known) return known;
    const facts: Fact[] = [];
    for (let month = first; month <= last; month++) {
      for (const fact of this.sources.get(source)?.get(month) ?? []) {
        if (matches(fact, where)) facts.push(fact);
      }
    }
    const list = factList(facts);
    this.answers.set(key, list);
    return list;
  }
}
