/** The four things a value can be (domain.md, section 3). Missing is never 0, and never 100 %. */
export const VALUE_KINDS = ['number', 'not-applicable', 'not-provided', 'suppressed'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** Bounds of a 95 % interval, in the measure's unit. */
export interface ConfidenceInterval {
  readonly low: number;
  readonly high: number;
}

/** A number with what it was computed from. */
export interface NumberValue {
  readonly kind: 'number';
  readonly number: number;
  readonly numerator: number;
  readonly denominator: number;
  /** How many facts stand behind it: respondents of a survey, samples of a probe, otherwise observations. */
  readonly n: number;
  readonly interval: ConfidenceInterval | null;
}

/** The reason that there is no number to show; nothing beside the kind is told. */
export interface NoValue {
  readonly kind: Exclude<ValueKind, 'number'>;
  readonly number: null;
  readonly numerator: null;
  readonly denominator: null;
  readonly n: null;
  readonly interval: null;
}

export type Value = NumberValue | NoValue;

/** A value that is not a number. */
export function noValue(kind: NoValue['kind']): NoValue {
  return { kind, number: null, numerator: null, denominator: null, n: null, interval: null };
}
