import { type DatasetId, type LocalizedText, type PerspectiveId } from '#core';
import { type DatasetSchema } from './datasets.js';
import {
  type Delivery,
  type MaintenanceEntry,
  type Portfolio,
  type Principal,
  type Project,
  type ServiceTimeEntry,
  type System,
  type Unit,
} from './entries.js';
import { type Measure, type TargetRow } from './measures.js';

/** A perspective's name and question, for people. */
export interface Perspective {
  readonly id: PerspectiveId;
  readonly name: LocalizedText;
  readonly question: LocalizedText;
}

/** Limits and shares that hold for the whole follow-up (`perspektiv.yaml`). */
export interface Rules {
  /** Fewer respondents than this are never shown; at least 5. */
  readonly suppressBelow: number;
  /** A perspective whose completeness is lower is preliminary; 0–1. */
  readonly preliminaryBelow: number;
  /** Raw samples are kept this many months. */
  readonly keepSamplesMonths: number;
  /** Whether scorecards and the catalogue may be read without a token. */
  readonly anonymousRead: boolean;
}

/** Everything that we follow up and how: loaded from `config/`, checked, and never changed afterwards. */
export interface Catalogue {
  readonly name: LocalizedText;
  readonly rules: Rules;
  readonly perspectives: readonly Perspective[];
  readonly units: ReadonlyMap<string, Unit>;
  readonly systems: ReadonlyMap<string, System>;
  readonly serviceTimes: ReadonlyMap<string, ServiceTimeEntry>;
  readonly maintenance: readonly MaintenanceEntry[];
  readonly portfolios: ReadonlyMap<string, Portfolio>;
  readonly projects: ReadonlyMap<string, Project>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly targets: readonly TargetRow[];
  readonly datasets: ReadonlyMap<DatasetId, DatasetSchema>;
  readonly deliveries: readonly Delivery[];
  readonly principals: ReadonlyMap<string, Principal>;
}
