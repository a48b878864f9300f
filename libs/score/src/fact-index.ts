import { type ObservationSum } from '#core';
import { type Catalogue, type FactSource } from '#catalogue';
import { belonging } from './belonging.js';
import { type Fact, type FactList, type Facts, factList, gives, inOrder, matches } from './facts.js';
import { JoinedFacts } from './joined-facts.js';
import { type Month } from './months.js';
import { probeFacts } from './probe-facts.js';
import { remembered } from './remembered.js';
import { type SidePlan, type Where } from './sides.js';
import { zeroParts } from './zero-parts.js';

/** Tells of facts whether their labels are accepted; looked at once where rows share them. */
function acceptor(where: Where): (fact: Fact) => boolean {
  const known = new Map<Fact['labels'], boolean>();
  return (fact) => {
    const accepts = known.get(fact.labels) ?? matches(fact, where);
    known.set(fact.labels, accepts);
    return accepts;
  };
}

/** Facts by source and month, and the answers to what was asked of them before. */
export class FactIndex {
  private readonly sources = new Map<FactSource, Map<Month, Fact[]>>();
  /** What a filter lets through of each month: windows overlap, and each month is looked through once. */
  private readonly months = new Map<string, FactList>();
  private readonly windows = new Map<string, JoinedFacts>();
  /** By columns: what gives any of them, of each list. */
  private readonly givenOf = new Map<string, Map<FactList, FactList>>();

  constructor(
    private readonly catalogue: Catalogue,
    facts: Facts,
  ) {
    for (const [dataset, sums] of facts.observations) this.add(dataset, belonging(catalogue, dataset, sums));
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

  /** The facts of a source whose last month lies in a side's window and whose labels are accepted. */
  matching({ source, where, months: { first, last } }: SidePlan): JoinedFacts {
    const filter = JSON.stringify([source, where]);
    return remembered(this.windows, `${first} ${last} ${filter}`, () => {
      const months = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      return new JoinedFacts(
        months.map((month) =>
          remembered(this.months, `${month} ${filter}`, () => this.accepted(source, where, month)),
        ),
      );
    });
  }

  /** Those of them that give any of the columns that the side adds up. */
  giving(side: SidePlan): FactList {
    const given = remembered(
      this.givenOf,
      Object.keys(side.add).join(' '),
      () => new Map<FactList, FactList>(),
    );
    const all = this.matching(side);
    return remembered(given, all, () =>
      all.mapped((list) => remembered(given, list, () => keptOf(list, (fact) => gives(fact, side)))),
    );
  }

  private accepted(source: FactSource, where: Where, month: Month): FactList {
    const facts = this.sources.get(source)?.get(month) ?? [];
    return factList([
      ...facts.filter(acceptor(where)),
      ...zeroParts(this.catalogue, { source, where }, facts),
    ]);
  }
}

/** A list without what it need not have; itself when that is nothing. */
function keptOf(list: FactList, keep: (fact: Fact) => boolean): FactList {
  const kept = list.facts.filter(keep);
  return kept.length === list.facts.length ? list : factList(kept);
}
