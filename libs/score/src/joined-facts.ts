import { type Fact, type FactList, type UnitFacts } from './facts.js';

/** Lists one after the other, each of later months than the one before. */
export class JoinedFacts implements FactList {
  readonly byUnit: ReadonlyMap<string, UnitFacts>;
  private all: readonly Fact[] | undefined;

  constructor(private readonly lists: readonly FactList[]) {
    const byUnit = new Map<string, UnitFacts[]>();
    for (const list of lists) {
      for (const [unit, own] of list.byUnit) {
        const known = byUnit.get(unit);
        if (known) known.push(own);
        else byUnit.set(unit, [own]);
      }
    }
    this.byUnit = new Map([...byUnit].map(([unit, own]) => [unit, joinedOf(own)]));
  }

  /** Joined when somebody asks: most look at units one by one. */
  get facts(): readonly Fact[] {
    this.all ??= joined(this.lists.map(({ facts }) => facts));
    return this.all;
  }

  /** The same of other lists; itself when they are no others. */
  mapped(toOther: (list: FactList) => FactList): JoinedFacts {
    const others = this.lists.map(toOther);
    return others.every((other, i) => other === this.lists[i]) ? this : new JoinedFacts(others);
  }
}

function joinedOf(parts: readonly UnitFacts[]): UnitFacts {
  return { facts: joined(parts.map(({ facts }) => facts)), spans: joined(parts.map(({ spans }) => spans)) };
}

/** `concat` copies lists whole, where `flat` and `push` go through them. */
function joined<T>(lists: readonly (readonly T[])[]): T[] {
  return new Array<T>().concat(...lists);
}
