import { type ChartMark } from '#core';

/** Text in which some words stand out. */
export type Run = string | { readonly strong: string };

/** A column of a table in a report. */
export interface ReportColumn {
  readonly head: string;
  readonly isNumber?: boolean;
}

/** What a report says, one thing after the other; how that looks is the renderer's. */
export type ReportBlock =
  | {
      readonly kind: 'heading';
      readonly level: 2 | 3;
      readonly text: string;
      /** On paper it begins a page. */
      readonly onNewPage: boolean;
    }
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly isBig: boolean }
  | {
      readonly kind: 'facts';
      readonly pairs: readonly { readonly name: string; readonly text: string }[];
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly ReportColumn[];
      /** The first cell of each names its row. */
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'chart';
      readonly caption: string;
      /** What the chart shows, for those who cannot see it. */
      readonly alternative: string;
      readonly marks: readonly ChartMark[];
    };

/** A report in Swedish: as a page and on paper it says the same. */
export interface ReportDocument {
  readonly title: string;
  readonly city: string;
  /** ISO 8601 with offset, when the period was frozen: the only clock in the document. `null`: it has none. */
  readonly frozenAt: string | null;
  readonly blocks: readonly ReportBlock[];
}

export function heading(level: 2 | 3, text: string, onNewPage = false): ReportBlock {
  return { kind: 'heading', level, text, onNewPage };
}

export function paragraph(...runs: readonly Run[]): ReportBlock {
  return { kind: 'paragraph', runs, isBig: false };
}

/** What is to be seen first. */
export function lead(...runs: readonly Run[]): ReportBlock {
  return { kind: 'paragraph', runs, isBig: true };
}

export function facts(pairs: readonly (readonly [name: string, text: string])[]): ReportBlock {
  return { kind: 'facts', pairs: pairs.map(([name, text]) => ({ name, text })) };
}
