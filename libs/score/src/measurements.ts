import {
  type Completeness,
  NOTHING_EXPECTED,
  type Period,
  type Subject,
  type Value,
  noValue,
  sumCompleteness,
} from '#core';
import { type Catalogue, type MeasureDefinition, subtreeOf } from '#catalogue';
import { type Contribution, type Contributions, contributionsOf } from './contributions.js';
import { type Composition, compositionOf } from './explain/composition.js';
import { FactIndex } from './fact-index.js';
import { type Facts } from './facts.js';
import { type ShelterCells } from './shelter-cells.js';
import { type Month, monthsOf } from './months.js';
import { remembered } from './remembered.js';
import { scopeOf } from './scope.js';
import { type FormulaPlan } from './sides.js';
import { Shelters } from './suppress.js';
import { missingKind, valueOf } from './value.js';

/** A measure's value as it may be shown, and how much of what it should stand on came in. */
export interface Measured {
  readonly value: Value;
  readonly completeness: Completeness;
  /** The last month with data, of the side that has the older; `null` without a number. */
  readonly latestMonth: Month | null;
}

const NOT_APPLICABLE: Measured = {
  value: noValue('not-applicable'),
  completeness: NOTHING_EXPECTED,
  latestMonth: null,
};

/** The last month that one side of contributions has facts for; the facts of each are ordered by it. */
function lastMonthOf(parts: readonly Contribution[], side: keyof Contribution['taken']): Month {
  return parts.reduce(
    (last, { taken }) => Math.max(last, taken[side].at(-1)?.months.last ?? -Infinity),
    -Infinity,
  );
}

function latestMonthOf(parts: readonly Contribution[]): Month {
  return Math.min(lastMonthOf(parts, 'numerator'), lastMonthOf(parts, 'denominator'));
}

/** What some units have; what all have for `null`. */
function chosen<T>(byUnit: ReadonlyMap<string, T>, units: ReadonlySet<string> | null): T[] {
  return units ? [...units].flatMap((unit) => byUnit.get(unit) ?? []) : [...byUnit.values()];
}

/** Where the contributions of each unit stand. */
function placesByUnit(parts: readonly Contribution[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { unit }] of parts.entries()) {
    const known = places.get(unit);
    if (known) known.push(place);
    else places.set(unit, [place]);
  }
  return places;
}

/** The values of all measures, for every subject and period that the facts are about; nothing is computed twice. */
export class Measurements {
  private readonly index: FactIndex;
  private readonly contributions = new Map<string, Contributions>();
  private readonly measured = new Map<string, Measured>();
  private readonly places = new Map<Contributions, ReadonlyMap<string, readonly number[]>>();
  private readonly subtrees = new Map<string, Set<string>>();
  private readonly shelters: Shelters;

  constructor(
    private readonly catalogue: Catalogue,
    facts: Facts,
  ) {
    this.index = new FactIndex(catalogue, facts);
    this.shelters = new Shelters(catalogue, this.index.all('survey'), facts.shelters);
  }

  /** The value of a measure as it is defined in the period. Suppressed when few people stand behind it. */
  of(definition: MeasureDefinition, subject: Subject, period: Period): Measured {
    if (!definition.subjects.includes(subject.kind)) return NOT_APPLICABLE;
    return remembered(this.measured, `${measureKey(definition, period)} ${subject.kind} ${subject.id}`, () =>
      this.measure(definition, subject, period),
    );
  }

  private measure(definition: MeasureDefinition, subject: Subject, period: Period): Measured {
    const all = this.contributionsTo(definition, subject, period);
    const within = this.unitsWithin(subject);
    const parts = within ? this.partsWithin(all, within) : all.parts;
    const completeness = sumCompleteness(chosen(all.completeness, within));
    const nothing = { completeness, latestMonth: null };
    if (parts.length === 0) return { value: noValue(missingKind(chosen(all.without, within))), ...nothing };
    const value = valueOf(definition, parts);
    if (value.kind !== 'number') return { value, ...nothing };
    if (!this.mayShow(all.plan, parts)) return { value: noValue('suppressed'), ...nothing };
    return { value, completeness, latestMonth: latestMonthOf(parts) };
  }

  /** Whether the sums of some contributions may leave: those of a subject, or any others that somebody wants to tell of. */
  mayShow(plan: FormulaPlan, parts: readonly Pick<Contribution, 'taken'>[]): boolean {
    return (['numerator', 'denominator'] as const).every(
      (side) =>
        plan[side].source !== 'survey' ||
        this.shelters.allow(
          plan[side],
          parts.flatMap(({ taken }) => taken[side]),
        ),
    );
  }

  /** The shelters of answers that an edition of a period, with what it is compared with, is the first to show. */
  sheltersFormed(period: Period): ShelterCells[] {
    return this.shelters.formedIn([period, period.previous(), period.sameLastYear()].map(monthsOf));
  }

  /** What a value is made of, as far as it may be shown; `null` for subjects that the measure has no meaning for. */
  composition(definition: MeasureDefinition, subject: Subject, period: Period): Composition | null {
    if (!definition.subjects.includes(subject.kind)) return null;
    const { catalogue, index } = this;
    const contributions = this.contributionsTo(definition, subject, period);
    return compositionOf({
      ...{ catalogue, index, definition, period, contributions },
      scope: scopeOf(catalogue, subject, period),
      unit: subject.kind === 'unit' ? subject.id : null,
      within: this.unitsWithin(subject),
      value: this.of(definition, subject, period).value,
      valueOfUnit: (id) => this.of(definition, { kind: 'unit', id }, period).value,
      mayShow: (parts) => this.mayShow(contributions.plan, parts),
    });
  }

  /** The units of a subtree; `null` for subjects of other kinds. */
  private unitsWithin({ kind, id }: Subject): ReadonlySet<string> | null {
    return kind === 'unit' ? remembered(this.subtrees, id, () => subtreeOf(this.catalogue, id)) : null;
  }

  /** The contributions of some units, in the order of all: found by unit, since there is a subtree for every unit. */
  private partsWithin(all: Contributions, units: ReadonlySet<string>): Contribution[] {
    const places = remembered(this.places, all, () => placesByUnit(all.parts));
    const within = [...units].flatMap((unit) => places.get(unit) ?? []).sort((a, b) => a - b);
    return within.flatMap((place) => all.parts[place] ?? []);
  }

  private contributionsTo(definition: MeasureDefinition, subject: Subject, period: Period): Contributions {
    const name = subject.kind === 'unit' ? 'unit' : `${subject.kind}:${subject.id}`;
    return remembered(this.contributions, `${measureKey(definition, period)} ${name}`, () =>
      contributionsOf({
        catalogue: this.catalogue,
        index: this.index,
        definition,
        period,
        scope: scopeOf(this.catalogue, subject, period),
      }),
    );
  }
}

function measureKey(definition: MeasureDefinition, period: Period): string {
  return `${definition.id} ${definition.version} ${period.toString()}`;
}
