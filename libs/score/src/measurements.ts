import {
  type Completeness,
  NOTHING_EXPECTED,
  type NoValue,
  type Period,
  type Subject,
  type Value,
  noValue,
  sumCompleteness,
} from '#core';
import { type Catalogue, type MeasureDefinition, membersIn } from '#catalogue';
import { type Contribution, type Contributions, contributionsOf } from './contributions.js';
import { type Composition, compositionOf } from './explain/composition.js';
import { FactIndex } from './fact-index.js';
import { type Facts } from './facts.js';
import { isThere } from './families.js';
import { type Membership, membershipOf } from './membership.js';
import { type Month, type MonthSpan, monthText, monthsOf } from './months.js';
import { type ShelterCells } from './shelter-cells.js';
import { remembered } from './remembered.js';
import { type Scope, scopeOf } from './scope.js';
import { type FormulaPlan, planOf, windowOf } from './sides.js';
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

/** How complete the units are that belong to a subject, in the months in which they do; all of them for `null`. */
function completenessWithin(
  { completeness, completenessIn }: Contributions,
  within: Membership | null,
): Completeness[] {
  if (!within) return [...completeness.values()];
  const partly = [...within.sometimes].filter((unit) => completeness.has(unit));
  return [
    ...[...within.always].flatMap((unit) => completeness.get(unit) ?? []),
    ...partly.map((unit) => completenessIn(unit, (month) => within.isIn(unit, month))),
  ];
}

/** Why the units that belong to a subject have nothing to add; all of them for `null`. */
function standingsWithin({ without }: Contributions, within: Membership | null): NoValue['kind'][] {
  if (!within) return [...without.values()];
  return [...within.always, ...within.sometimes].flatMap((unit) => without.get(unit) ?? []);
}

/** Where the contributions of each unit stand. */
function placesByUnit(parts: readonly Contribution[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { units }] of parts.entries()) {
    for (const unit of units) {
      const known = places.get(unit);
      if (known) known.push(place);
      else places.set(unit, [place]);
    }
  }
  return places;
}

/** The values of all measures, for every subject and period that the facts are about; nothing is computed twice. */
export class Measurements {
  private readonly index: FactIndex;
  private readonly contributions = new Map<string, Contributions>();
  private readonly measured = new Map<string, Measured>();
  private readonly places = new Map<Contributions, ReadonlyMap<string, readonly number[]>>();
  private readonly windows = new Map<string, MonthSpan>();
  private readonly memberships = new Map<string, Membership>();
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
    const within = this.membership(definition, subject, period);
    const parts = within ? this.partsWithin(all, within) : all.parts;
    const completeness = sumCompleteness(completenessWithin(all, within));
    const nothing = { completeness, latestMonth: null };
    if (parts.length === 0) return { value: noValue(missingKind(standingsWithin(all, within))), ...nothing };
    if (within && !this.hasItsMonths(all.plan, subject.id))
      return { value: noValue('not-provided'), ...nothing };
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
      scope: this.scopeOf(definition, subject, period),
      unit: subject.kind === 'unit' ? subject.id : null,
      within: this.membership(definition, subject, period),
      value: this.of(definition, subject, period).value,
      valueOfUnit: (id) => this.of(definition, { kind: 'unit', id }, period).value,
      mayShow: (parts) => this.mayShow(contributions.plan, parts),
    });
  }

  /** Which units are a unit's in the months that a measure looks at; `null` for subjects of other kinds. */
  private membership(
    definition: MeasureDefinition,
    { kind, id }: Subject,
    period: Period,
  ): Membership | null {
    if (kind !== 'unit') return null;
    const window = remembered(this.windows, measureKey(definition, period), () => {
      const { numerator, denominator } = planOf(definition.formula, period);
      return windowOf(numerator, denominator);
    });
    return remembered(this.memberships, `${window.first} ${window.last} ${id}`, () =>
      membershipOf(this.catalogue, id, window),
    );
  }

  /** The contributions of some units, in the order of all: found by unit, since there is a subtree for every unit. */
  private partsWithin(all: Contributions, { always, sometimes, isIn }: Membership): Contribution[] {
    const places = remembered(this.places, all, () => placesByUnit(all.parts));
    const found = [...always, ...sometimes].flatMap((unit) => places.get(unit) ?? []);
    return [...new Set(found)]
      .sort((a, b) => a - b)
      .flatMap((place) => {
        const part = all.parts[place];
        if (!part) return [];
        return part.units.every((unit) => always.has(unit)) ? [part] : (part.portion(isIn) ?? []);
      });
  }

  /** Whether a unit, or those that it took over from, existed in every month of a window that needs them all. */
  private hasItsMonths({ numerator, denominator }: FormulaPlan, unitId: string): boolean {
    if (!numerator.needsAllMonths && !denominator.needsAllMonths) return true;
    const { first, last } = windowOf(numerator, denominator);
    for (let month = first; month <= last; month++) {
      const members = [...membersIn(this.catalogue, unitId, monthText(month))];
      if (!members.some((id) => isThere(this.catalogue, id, month))) return false;
    }
    return true;
  }

  private contributionsTo(definition: MeasureDefinition, subject: Subject, period: Period): Contributions {
    const takesOver = this.membership(definition, subject, period)?.takesOver ?? false;
    const name = subject.kind === 'unit' && !takesOver ? 'unit' : `${subject.kind}:${subject.id}`;
    return remembered(this.contributions, `${measureKey(definition, period)} ${name}`, () =>
      contributionsOf({
        catalogue: this.catalogue,
        index: this.index,
        definition,
        period,
        scope: this.scopeOf(definition, subject, period),
      }),
    );
  }

  /** A unit that took over from others within a window is looked at by itself: of what was divided others have a part, too. */
  private scopeOf(definition: MeasureDefinition, subject: Subject, period: Period): Scope {
    const scope = scopeOf(this.catalogue, subject, period);
    const within = this.membership(definition, subject, period);
    if (!within?.takesOver) return scope;
    const units = new Set([...within.always, ...within.sometimes]);
    return { ...scope, units, isWhole: false, admits: ({ unit, months }) => within.isIn(unit, months.last) };
  }
}

function measureKey(definition: MeasureDefinition, period: Period): string {
  return `${definition.id} ${definition.version} ${period.toString()}`;
}
