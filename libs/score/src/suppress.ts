import { Period } from '#core';
import { type Catalogue, childrenIn, rootUnit } from '#catalogue';
import { ANSWER_COLUMNS, areAlike, respondentsOf } from './answers.js';
import { type Fact, gives, matches } from './facts.js';
import { groupedBy } from './grouped-by.js';
import { KeptShelters, cellOf } from './kept-shelters.js';
import { type MonthSpan, monthText } from './months.js';
import { type ShelterCells } from './shelter-cells.js';
import { type SidePlan, type Where, planOf } from './sides.js';

/** So many respondents may be told to have answered alike (domain.md, section 8). */
export const ALIKE_FROM = 10;

/** What one side of a measure asks of surveys. */
interface Asked {
  readonly where: Where;
  /** The answers that are on its scale. */
  readonly columns: readonly string[];
}

/** What the measures, in all their versions, ask of surveys: answers that all of these take alike are never told apart. */
export function askedOfSurveys(catalogue: Catalogue): Asked[] {
  const versions = [...catalogue.measures.values()].flatMap((measure) => measure.versions);
  return versions.flatMap(({ formula, validFrom }) => {
    const { numerator, denominator, answers } = planOf(formula, Period.of(validFrom.slice(0, 4)));
    return [numerator, denominator]
      .filter(({ source }) => source === 'survey')
      .map(({ where, add }) => ({ where, columns: answers ? Object.keys(add) : ANSWER_COLUMNS }));
  });
}

/** Where answers of one wave are: a unit with all below it, its own people, or those that answered on one system. */
interface Place {
  readonly id: string;
  /** Nobody asks for it by itself: to hide it costs nothing. */
  readonly unasked: boolean;
  readonly parts: readonly Place[];
  readonly facts: readonly Fact[];
  readonly people: number;
}

/** Answers that are only shown together. */
type Shelter = readonly Place[];

/** Whether enough people stand behind some answers. */
type Enough = (facts: readonly Fact[]) => boolean;

/**
 * Small groups (domain.md, section 8; docs/adr/0008). All answers of a wave are put into shelters, each of enough people,
 * and a sum is shown only when it takes every shelter whole or not at all. Then whatever is added to or subtracted from
 * what is shown, over units, periods, questions or systems, treats the answers of a shelter alike: nothing smaller than a
 * shelter can be solved for.
 *
 * A group that answered all alike is too small below ten people, for its mean tells what each of them answered.
 *
 * A group that is too small waits for others on the way up the tree, and the first unit that has enough people gives it
 * company: those that are not shown by themselves, those that were hidden before in the same year, or else the fewest.
 * A wave is settled by itself and those before it, so that a later one never changes what was shown. What finds no company
 * in its own wave waits for the city's next; at the end of the year it stays hidden.
 *
 * What an edition has shown is kept (docs/adr/0044): its shelters are never formed anew. Answers that come to such a wave
 * afterwards find company among each other only, since whoever has both editions sees their sum.
 */
export class Shelters {
  /** `null` for answers that found no company. */
  private readonly shelters = new Map<Fact, readonly Fact[] | null>();
  private readonly formed: (readonly Fact[])[] = [];
  private readonly kept: KeptShelters;

  constructor(
    private readonly catalogue: Catalogue,
    survey: readonly Fact[],
    kept: readonly ShelterCells[] = [],
  ) {
    this.kept = new KeptShelters(catalogue, kept);
    const asked = askedOfSurveys(catalogue);
    const answered = survey.filter((fact) => respondentsOf([fact]) > 0);
    const alike = groupedBy(answered, (fact) =>
      [yearOf(fact), ...asked.map(({ where }) => matches(fact, where))].join(' '),
    );
    const tooFew = new Set<Fact>();
    for (const facts of alike.values()) {
      const askers = asked.filter(({ where }) => facts.every((fact) => matches(fact, where)));
      const counted = ANSWER_COLUMNS.filter((column) =>
        askers.every(({ columns }) => columns.includes(column)),
      );
      const areEnough: Enough = (group) => {
        const people = respondentsOf(group, counted);
        return people >= catalogue.rules.suppressBelow && (people >= ALIKE_FROM || !areAlike(group, counted));
      };
      this.settleYear(
        facts.filter((fact) => !this.kept.holds(fact)),
        areEnough,
      );
      for (const { facts: held } of this.kept.gathered(facts)) {
        if (!areEnough(held)) for (const fact of held) tooFew.add(fact);
      }
    }
    for (const { facts, isWhole } of this.kept.gathered(answered)) {
      const shelter = isWhole && !facts.some((fact) => tooFew.has(fact)) ? facts : null;
      for (const fact of facts) this.shelters.set(fact, shelter);
    }
  }

  /** The shelters that no edition has shown before, of waves that end in some months. */
  formedIn(spans: readonly MonthSpan[]): ShelterCells[] {
    const isIn = ({ months }: Fact): boolean =>
      spans.some(({ first, last }) => months.last >= first && months.last <= last);
    const formed = this.formed.filter((facts) => facts.some(isIn));
    return formed.map((facts) => [...new Set(facts.map(cellOf))].sort());
  }

  /** Whether the sum of some facts may be shown, as far as one side of a measure is concerned. */
  allow(side: SidePlan, summed: Iterable<Fact>): boolean {
    if (side.source !== 'survey') return true;
    const sum = new Set(summed);
    const kept = new Set([...sum].map((fact) => this.shelters.get(fact)));
    for (const shelter of kept) {
      if (shelter === undefined) continue; // nobody answered
      if (shelter?.every((fact) => sum.has(fact) || !gives(fact, side)) !== true) return false;
    }
    return true;
  }

  private settleYear(facts: readonly Fact[], areEnough: Enough): void {
    const waves = [...groupedBy(facts, ({ period }) => period).values()].sort(byWave);
    const root = rootUnit(this.catalogue).id;
    const hidden = new Set<string>();
    let waiting: Shelter = [];
    for (const wave of waves) {
      const isLate = wave.some(({ period }) => this.kept.hasShown(period));
      const byUnit = groupedBy(wave, ({ unit }) => unit);
      const month = monthText(wave[0]?.months.last ?? 0);
      const tops = [root, ...[...byUnit.keys()].filter((unit) => !this.catalogue.units.has(unit))];
      for (const top of tops) {
        const settling = new Wave(areEnough, hidden);
        const left = settling.settle(
          this.placeOf(top, byUnit, month),
          top === root && !isLate ? waiting : [],
        );
        if (top === root && !isLate) waiting = left;
        for (const shelter of settling.shelters()) this.keep(shelter);
        for (const { facts: exposed } of left) for (const fact of exposed) this.shelters.set(fact, null);
      }
    }
  }

  private keep(shelter: Shelter): void {
    const facts = shelter.flatMap((place) => place.facts);
    this.formed.push(facts);
    for (const fact of facts) this.shelters.set(fact, facts);
  }

  /** A unit as it stood in the month of a wave. */
  private placeOf(unit: string, byUnit: ReadonlyMap<string, readonly Fact[]>, month: string): Place {
    const own = groupedBy(byUnit.get(unit) ?? [], ({ system, project }) => JSON.stringify([system, project]));
    const tagged = [...own].map(([tag, facts]) => ({
      id: `${unit} ${tag}`,
      unasked: tag === '[null,null]',
      parts: [],
      facts,
      people: respondentsOf(facts),
    }));
    const below = childrenIn(this.catalogue, unit, month).map(({ id }) => this.placeOf(id, byUnit, month));
    const parts = below.filter(({ facts }) => facts.length > 0);
    if (tagged.length > 0) parts.unshift(gathered(`${unit} itself`, tagged));
    return { ...gathered(unit, parts), unasked: false };
  }
}

function gathered(id: string, parts: readonly Place[]): Place {
  const facts = parts.flatMap((part) => part.facts);
  return { id, unasked: true, parts, facts, people: respondentsOf(facts) };
}

function yearOf({ months }: Fact): number {
  return Math.floor(months.last / 12);
}

function byWave([a]: readonly Fact[], [b]: readonly Fact[]): number {
  if (!a || !b) return 0;
  return a.months.last - b.months.last || (a.period < b.period ? -1 : 1);
}

/** The shelters of one wave in the making. */
class Wave {
  private readonly shelterOf = new Map<Place, Shelter>();

  constructor(
    private readonly areEnough: Enough,
    /** Places that are not shown, in this wave or one before. */
    private readonly hidden: Set<string>,
  ) {}

  shelters(): ReadonlySet<Shelter> {
    return new Set(this.shelterOf.values());
  }

  /** Puts the answers of a place into shelters, with those that wait; returns what is still too small. */
  settle(place: Place, waiting: Shelter = []): Shelter {
    let group = [...waiting, ...(place.parts.length === 0 ? [place] : this.settleParts(place))];
    while (group.length > 0 && !this.areEnough(group.flatMap(({ facts }) => facts))) {
      const company = this.companyIn(place);
      if (!company) return group;
      for (const member of company) this.shelterOf.delete(member);
      group = [...group, ...company];
    }
    for (const member of group) this.shelterOf.set(member, group);
    return [];
  }

  private settleParts({ parts }: Place): Place[] {
    return parts.flatMap((part) => {
      const left = this.settle(part);
      if (left.length > 0) this.hidden.add(part.id);
      return left;
    });
  }

  /** The shelter below a place that costs least to open; the places on the way to it are hidden from now on. */
  private companyIn(place: Place): Shelter | null {
    if (place.parts.length === 0) return this.shelterOf.get(place) ?? null;
    for (const part of this.cheapestFirst(place.parts)) {
      const company = this.companyIn(part);
      if (company) {
        this.hidden.add(part.id);
        return company;
      }
    }
    return null;
  }

  private cheapestFirst(parts: readonly Place[]): Place[] {
    const cost = (part: Place): number => (part.unasked ? 0 : this.hidden.has(part.id) ? 1 : 2);
    return parts.toSorted((a, b) => cost(a) - cost(b) || a.people - b.people || (a.id < b.id ? -1 : 1));
  }
}
