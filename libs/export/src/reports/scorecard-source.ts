import { type MeasureDefinition, type Perspective } from '#catalogue';
import {
  type AcceptedDeviation,
  type Comment,
  type LocalizedText,
  type MeasurePoint,
  type MeasureScore,
  type Period,
  type Scorecard,
} from '#core';
import { type MeasuredSystem } from './availability-source.js';

/** What a scorecard report is drawn from: all of one edition and those before it, or all live. */
export interface ScorecardSource {
  readonly city: LocalizedText;
  readonly period: Period;
  /** Whether it is not over. */
  readonly isOpen: boolean;
  /** Of the edition, `original`, `restated-2` …; `null` when it is drawn from what is live. */
  readonly edition: string | null;
  /** ISO 8601 with offset, when that edition was frozen. */
  readonly frozenAt: string | null;
  readonly card: Scorecard;
  /** The subject's scorecards of earlier periods of the same type, oldest first, as they were known then. */
  readonly earlier: readonly Scorecard[];
  readonly perspectives: readonly Perspective[];
  /** In force on the period's last day. */
  readonly definitions: readonly MeasureDefinition[];
  /** On the subject, in the period. */
  readonly comments: readonly Comment[];
  /** Of the subject, in force on the period's last day. */
  readonly deviations: readonly AcceptedDeviation[];
  /** The subject's systems with their outages; `null` when the edition has kept none. */
  readonly systems: readonly MeasuredSystem[] | null;
}

/** The series of a measure up to the period: what earlier scorecards have, and else what this one is compared with. */
export function pointsOf({ card, earlier, period }: ScorecardSource, measure: MeasureScore): MeasurePoint[] {
  const points = new Map<string, MeasurePoint>();
  const compared = [
    [samePeriodLastYear(period), measure.sameLastYear],
    [period.previous().toString(), measure.previous],
  ] as const;
  for (const [name, value] of compared) {
    if (value.kind === 'number') points.set(name, { ...bare(measure), period: name, value });
  }
  for (const each of [...earlier, card]) {
    const found = measuresOn(each).find(({ id }) => id === measure.id);
    if (found) points.set(each.period, pointOf(found, each.period));
  }
  return [...points.values()].sort((a, b) => (a.period < b.period ? -1 : 1));
}

export function measuresOn({ perspectives }: Scorecard): MeasureScore[] {
  return perspectives.flatMap(({ measures }) => measures);
}

function samePeriodLastYear(period: Period): string {
  return period.toString().replace(/^\d{4}/, (year) => String(Number(year) - 1).padStart(4, '0'));
}

function pointOf(measure: MeasureScore, period: string): MeasurePoint {
  const { definitionVersion, value, score, status, target, completeness, breakInSeries } = measure;
  return { period, definitionVersion, value, score, status, target, completeness, breakInSeries };
}

/** Of a value that is only known because this scorecard is compared with it. */
function bare({ definitionVersion }: MeasureScore): Omit<MeasurePoint, 'period' | 'value'> {
  return {
    definitionVersion,
    score: null,
    status: 'informative',
    target: null,
    completeness: { actual: 0, expected: 0 },
    breakInSeries: false,
  };
}
