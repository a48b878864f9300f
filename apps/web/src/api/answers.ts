import type { DatasetId, LocalizedText, PerspectiveId, PeriodType } from '#core';

/** A list; catalogue lists come whole, others page by page. */
export interface List<T> {
  readonly items: readonly T[];
  /** Cursor of the next page; `null` at the end. */
  readonly next: string | null;
}

/** A node of the organisation tree; the root has no parent. */
export interface UnitAnswer {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kind: string;
  readonly parent?: string | null;
}

/** A portfolio with the frames that the council has set, by year. */
export interface PortfolioAnswer {
  readonly id: string;
  readonly name: LocalizedText;
  readonly frames: readonly { readonly year: number }[];
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

/** A column of a data set. */
export interface FieldAnswer {
  readonly name: string;
  readonly titles: LocalizedText;
  /** What its numbers are: `SEK`, `count` … */
  readonly measuredIn: string;
  readonly constraints: { readonly required: boolean };
}

/** What the page needs of a data set that is handed in. */
export interface DatasetAnswer {
  readonly name: DatasetId;
  readonly titles: LocalizedText;
  readonly help: LocalizedText;
  readonly periods: readonly PeriodType[];
  /** Numeric column whose sum describes a slice; absent: rows are counted only. */
  readonly total?: string;
  readonly fields: readonly FieldAnswer[];
}

/** Where the boards for Grafana are put up; `null` when nowhere. */
export interface BoardsAnswer {
  readonly address: string | null;
}

/** Whose token it is, and the units that it may hand in for. */
export interface MeAnswer {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly units: readonly string[];
}

/** Whether people can sign in at an id-portal, and whether this browser has. */
export interface SignInAnswer {
  /** `null` where only tokens are good. */
  readonly provider: SignInProvider | null;
  readonly signedIn: boolean;
}

export interface SignInProvider {
  readonly button: LocalizedText;
  /** Where the browser is sent, with `?return=` and the path to come back to. */
  readonly address: string;
}

/** What went wrong, as RFC 9457 tells it. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  /** Of HTTP; `null` when no answer came. */
  readonly status: number | null;
  /** Every single fault, where the API names several. */
  readonly problems?: readonly string[];
}
