import { type Explanation, type Receipt, type Scorecard, type UploadReport } from '#core';

/** A file and what to do with it. */
export interface Errand {
  readonly dataset: string;
  readonly path: string;
  readonly period?: string | undefined;
}

/** Where the cli has its errands done: at the monitor that runs, or on the files when none does. */
export interface Desk {
  /** Says which of the two it is. */
  readonly name: string;
  check(errand: Errand): Promise<UploadReport>;
  handIn(errand: Errand): Promise<Receipt | UploadReport>;
  scorecard(subject: string, period: string): Promise<Scorecard>;
  explanation(measure: string, subject: string, period: string): Promise<Explanation>;
  close(): Promise<void>;
}
