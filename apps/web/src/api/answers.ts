import type { LocalizedText, PerspectiveId } from '#core';

/** A catalogue list: it comes whole. */
export interface List<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A node of the organisation tree; the root has no parent. */
export interface UnitAnswer {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: string;
  readonly parent?: string | null;
}

export interface PerspectiveAnswer {
  readonly id: PerspectiveId;
  readonly name: LocalizedText;
  readonly question: LocalizedText;
}

/** What the page needs of a measure's definition in force. */
export interface MeasureAnswer {
  readonly id: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly unitOfMeasure: LocalizedText;
  readonly better: 'higher' | 'lower';
  readonly decimals: number;
}

/** What went wrong, as RFC 9457 tells it. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
}
