import { type MeasureReading } from './edition.js';
import { type Subject } from './scorecard.js';

/** A line of a config file that changes; `null` where there is none before or after. */
interface ChangedConfigLine {
  readonly line: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** A measure of a subject that reads otherwise after a reorganisation; `null` where the subject is not there. */
export interface ReorganisedValue {
  readonly subject: Subject & { readonly name: string };
  readonly period: string;
  readonly measure: string;
  readonly before: MeasureReading | null;
  readonly after: MeasureReading | null;
}

/** What a reorganisation would write, and do to figures; nothing is written. */
export interface ReorganisationPreview {
  /** The config folder, as an absolute path. */
  readonly folder: string;
  /** Files of the config folder, whole, and what of them changes. */
  readonly files: readonly {
    readonly file: string;
    readonly content: string;
    readonly lines: readonly ChangedConfigLine[];
  }[];
  /** The periods that were computed before and after. */
  readonly periods: readonly string[];
  readonly values: readonly ReorganisedValue[];
}
