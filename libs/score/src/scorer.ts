import {
  type Comparison,
  type DataQuality,
  type MeasurePoint,
  type MeasureScore,
  NOTHING_EXPECTED,
  PERSPECTIVES,
  type Period,
  type PerspectiveScore,
  type Result,
  type Scorecard,
  type Subject,
  cityTime,
  failed,
  noValue,
  ok,
} from '#core';
import {
  type Catalogue,
  type Formula,
  type MeasureDefinition,
  type TargetLevels,
  measureInForce,
  measureNamed,
  measuresInForce,
  subjectName,
  targetInForce,
} from '#catalogue';
import { deviationInForce, statusWithAcceptance } from './accepted.js';
import { fteDefinition } from './bases.js';
import { type ComparisonQuestion, type JudgedSubject, compare } from './comparison.js';
import { dataQuality } from './data-quality.js';
import { type Explained, explained } from './explain/derivation.js';
import { type Facts } from './facts.js';
import { type TrendSide, scoreAt, scoreOf, statusOf, trendOf } from './judge.js';
import { type ShelterCells } from './shelter-cells.js';
import { Measurements } from './measurements.js';
import { type Month, monthsOf } from './months.js';
import { type WeighedMeasure, perspectiveScore } from './perspective.js';
import { remembered } from './remembered.js';
import { type Reorganisation, reorganisationsOf } from './reorganisations.js';
import { planOf, windowOf } from './sides.js';

/** Judges subjects by the facts it was made from. */
export interface Scorer {
  /** A subject in a period from five perspectives; fails with a sentence when the catalogue does not know the subject. */
  scorecard(subject: Subject, period: Period, options: { readonly computedAtMs: number }): Result<Scorecard>;
  /** A measure over periods; those in which it was not yet defined are left out. Fails for what the catalogue does not know. */
  series(measureId: string, subject: Subject, periods: readonly Period[]): Result<MeasurePoint[]>;
  /** Why a measure's value is what it is. Fails for what the catalogue does not know, or had not defined yet. */
  explain(measureId: string, subject: Subject, period: Period): Result<Explained>;
  /** A measure of all subjects of a kind side by side. Fails for a measure, or a base of it, that is not known then. */
  comparison(measureId: string, question: ComparisonQuestion): Result<Comparison>;
  /** The shelters of answers that an edition of a period would be the first to show: they are stored with it. */
  sheltersFormed(period: Period): ShelterCells[];
}

/** What is computed from the facts as they are now; a period that is closed has editions with other names. */
const LIVE_EDITION = 'live';

/**
 * A scorer for a catalogue and the facts that `questionsFor` led to. It keeps what it computes: make a new one when the
 * facts change.
 */
export function createScorer(catalogue: Catalogue, facts: Facts): Scorer {
  return new CachingScorer(catalogue, facts);
}

class CachingScorer implements Scorer {
  private readonly measurements: Measurements;
  private readonly definitions = new Map<string, readonly MeasureDefinition[]>();
  private readonly reorganised = new Map<string, readonly Reorganisation[]>();
  private readonly perspectives = new Map<string, readonly PerspectiveScore[]>();
  private readonly earlier = new Map<string, { readonly previous: Period; readonly sameLastYear: Period }>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly facts: Facts,
  ) {
    this.measurements = new Measurements(catalogue, facts);
  }

  scorecard(
    subject: Subject,
    period: Period,
    { computedAtMs }: { readonly computedAtMs: number },
  ): Result<Scorecard> {
    const name = subjectName(this.catalogue, subject);
    if (!name) return failed(unknownSubject(subject));
    const key = `${subject.kind} ${subject.id} ${period.toString()}`;
    const perspectives = this.perspectives.get(key) ?? this.perspectivesOf(subject, period);
    this.perspectives.set(key, perspectives);
    return ok({
      subject: { ...subject, name: name.sv },
      period: period.toString(),
      edition: LIVE_EDITION,
      computedAt: cityTime(computedAtMs),
      perspectives,
    });
  }

  sheltersFormed(period: Period): ShelterCells[] {
    return this.measurements.sheltersFormed(period);
  }

  private perspectivesOf(subject: Subject, period: Period): PerspectiveScore[] {
    const measures = this.definitionsIn(period).map((definition) => ({
      perspective: definition.perspective,
      ...this.weighed(definition, subject, period),
    }));
    return PERSPECTIVES.map((id) =>
      perspectiveScore(
        id,
        measures.filter((measure) => measure.perspective === id),
        this.catalogue.rules.preliminaryBelow,
      ),
    );
  }

  series(measureId: string, subject: Subject, periods: readonly Period[]): Result<MeasurePoint[]> {
    if (!subjectName(this.catalogue, subject)) return failed(unknownSubject(subject));
    const measure = measureNamed(this.catalogue, measureId);
    if (!measure) return failed(`There is no measure "${measureId}".`);
    return ok(
      periods.flatMap((period) => {
        const definition = this.definitionIn(period, measure.id);
        return definition ? [this.point(definition, subject, period)] : [];
      }),
    );
  }

  comparison(measureId: string, question: ComparisonQuestion): Result<Comparison> {
    const { catalogue, measurements } = this;
    const { kind, period } = question;
    const definition = measureInForce(catalogue, measureId, period.lastDay);
    if (!definition) return failed(`There is no measure "${measureId}" in ${period.toString()}.`);
    const fte = fteDefinition(definition);
    const measure = {
      catalogue,
      definition,
      breakInSeries: this.breaksAfter(definition, period),
      month: period.lastMonth.toString(),
      judge: (id: string) => this.judged(definition, { kind, id }, period),
      fteOf: (id: string) =>
        fte ? measurements.of(fte, { kind: 'unit', id }, period).value : noValue('not-applicable'),
    };
    return compare(measure, question);
  }

  explain(measureId: string, subject: Subject, period: Period): Result<Explained> {
    const { catalogue, measurements } = this;
    const name = subjectName(catalogue, subject);
    if (!name) return failed(unknownSubject(subject));
    const definition = measureInForce(catalogue, measureId, period.lastDay);
    if (!definition) return failed(`There is no measure "${measureId}" in ${period.toString()}.`);
    const measure = this.measureScore(definition, subject, period);
    const acceptance = { measure: definition.id, subject, day: period.lastDay };
    return ok(
      explained({
        ...{ catalogue, definition, period, measure },
        subject: { ...subject, name },
        accepted:
          measure.status === 'accepted' ? deviationInForce(this.facts.deviations ?? [], acceptance) : null,
        levels: this.targetOf(definition, subject, period),
        composition: measurements.composition(definition, subject, period),
        reorganisations: this.reorganisations(definition, subject, {
          after: this.firstMonth(definition, this.periodsBefore(period).previous),
          upTo: monthsOf(period).last,
        }),
      }),
    );
  }

  private point(definition: MeasureDefinition, subject: Subject, period: Period): MeasurePoint {
    const { nearTarget, ...judged } = this.judged(definition, subject, period);
    return {
      period: period.toString(),
      definitionVersion: definition.version,
      ...judged,
      breakInSeries:
        this.breaksAfter(definition, period) || this.isReorganisedIn(definition, subject, period),
    };
  }

  private judged(definition: MeasureDefinition, subject: Subject, period: Period): JudgedSubject {
    const { value, completeness } = this.measurements.of(definition, subject, period);
    const levels = this.targetOf(definition, subject, period);
    return {
      value,
      score: scoreOf(value, levels, definition),
      status: statusWithAcceptance(statusOf(value, levels, definition), this.facts.deviations ?? [], {
        measure: definition.id,
        subject,
        day: period.lastDay,
      }),
      target: levels?.target ?? null,
      nearTarget: levels?.nearTarget ?? null,
      completeness,
    };
  }

  /** Whether the period before was measured by another definition. */
  private breaksAfter(definition: MeasureDefinition, period: Period): boolean {
    const before = this.definitionIn(this.periodsBefore(period).previous, definition.id);
    return before !== undefined && before.version !== definition.version;
  }

  private weighed(definition: MeasureDefinition, subject: Subject, period: Period): WeighedMeasure {
    const levels = this.targetOf(definition, subject, period);
    return {
      measure: this.measureScore(definition, subject, period),
      weight: definition.weight,
      scoreAtNear: levels && scoreAt(levels.nearTarget, levels, definition.better),
    };
  }

  private measureScore(definition: MeasureDefinition, subject: Subject, period: Period): MeasureScore {
    const judged = this.judged(definition, subject, period);
    const before = this.periodsBefore(period);
    const previous = this.compared(definition, subject, { period: before.previous, with: period });
    const sameLastYear = this.compared(definition, subject, { period: before.sameLastYear, with: period });
    return {
      id: definition.id,
      definitionVersion: definition.version,
      ...judged,
      previous: previous.value,
      sameLastYear: sameLastYear.value,
      trend: trendOf(
        definition,
        { ...judged, redefined: false },
        { previous, sameLastYear },
        {
          preliminaryBelow: this.catalogue.rules.preliminaryBelow,
          open: period.endMs > this.facts.askedAtMs,
        },
      ),
      quality: this.qualityOf(definition, subject, period),
      breakInSeries: previous.newVersion || this.isReorganisedIn(definition, subject, period),
    };
  }

  private qualityOf(definition: MeasureDefinition, subject: Subject, period: Period): DataQuality | null {
    const { latestMonth, ...measured } = this.measurements.of(definition, subject, period);
    const monthsBehind = latestMonth === null ? 0 : monthsOf(period).last - latestMonth;
    return dataQuality({ ...measured, monthsBehind, method: definition.method });
  }

  /** The value by the definition that was in force then, and whether it is of something else than today's. */
  private compared(
    definition: MeasureDefinition,
    subject: Subject,
    { period, with: now }: { readonly period: Period; readonly with: Period },
  ): TrendSide & { readonly newVersion: boolean } {
    const then = this.definitionIn(period, definition.id);
    if (!then) {
      return {
        value: noValue('not-provided'),
        completeness: NOTHING_EXPECTED,
        redefined: false,
        newVersion: false,
      };
    }
    const { value, completeness } = this.measurements.of(then, subject, period);
    const newVersion = then.version !== definition.version;
    const between = { after: this.firstMonth(then, period), upTo: monthsOf(now).last };
    const redefined = newVersion || this.reorganisations(definition, subject, between).length > 0;
    return { value, completeness, redefined, newVersion };
  }

  /** The first month that a measure looks at in a period. */
  private firstMonth({ formula }: MeasureDefinition, period: Period): Month {
    const { numerator, denominator } = planOf(formula, period);
    return windowOf(numerator, denominator).first;
  }

  private isReorganisedIn(definition: MeasureDefinition, subject: Subject, period: Period): boolean {
    const { first, last } = monthsOf(period);
    return this.reorganisations(definition, subject, { after: first - 1, upTo: last }).length > 0;
  }

  /** What took figures into a unit, or out of it; subjects of other kinds are not reorganised. */
  private reorganisations(
    { formula }: MeasureDefinition,
    { kind, id }: Subject,
    months: { readonly after: Month; readonly upTo: Month },
  ): readonly Reorganisation[] {
    if (kind !== 'unit') return [];
    const bySystem = isBySystem(this.catalogue, formula);
    return remembered(this.reorganised, `${id} ${bySystem} ${months.after} ${months.upTo}`, () =>
      reorganisationsOf(this.catalogue, { unit: id, bySystem }, months),
    );
  }

  /** What a period is compared with; each made once, for the calendar is slow. */
  private periodsBefore(period: Period): { readonly previous: Period; readonly sameLastYear: Period } {
    const key = period.toString();
    const known = this.earlier.get(key) ?? {
      previous: period.previous(),
      sameLastYear: period.sameLastYear(),
    };
    this.earlier.set(key, known);
    return known;
  }

  private targetOf(definition: MeasureDefinition, subject: Subject, period: Period): TargetLevels | null {
    const unitKind = subject.kind === 'unit' ? this.catalogue.units.get(subject.id)?.kind : undefined;
    return targetInForce(this.catalogue, definition, { subject, unitKind, period });
  }

  private definitionIn(period: Period, measureId: string): MeasureDefinition | undefined {
    return this.definitionsIn(period).find(({ id }) => id === measureId);
  }

  private definitionsIn(period: Period): readonly MeasureDefinition[] {
    const key = period.toString();
    const known = this.definitions.get(key) ?? measuresInForce(this.catalogue, period.lastDay);
    this.definitions.set(key, known);
    return known;
  }
}

/** Whether a change of owners takes figures from one unit to another. */
function isBySystem({ datasets }: Catalogue, formula: Formula): boolean {
  if (formula.kind !== 'ratio') return false;
  const { numerator, denominator, pairBy } = formula;
  return [numerator, denominator].some(
    ({ from }) =>
      from === 'probes' ||
      pairBy === 'system' ||
      datasets.get(from)?.fields.every(({ role }) => role !== 'unit') === true,
  );
}

function unknownSubject({ kind, id }: Subject): string {
  return `There is no ${kind} "${id}".`;
}
