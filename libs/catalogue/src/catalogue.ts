import { type DatasetId, type LocalizedText } from '#core';
import { type AccountMap } from './account-maps.js';
import { type Backups } from './backups.js';
import { type Collector } from './collectors.js';
import { type DatasetSchema } from './datasets.js';
import {
  type Canaries,
  type Delivery,
  type MaintenanceEntry,
  type Portfolio,
  type Principal,
  type Project,
  type ServiceTimeEntry,
  type System,
  type Unit,
} from './entries.js';
import { type MaintenanceSeries } from './planned-work/maintenance-series.js';
import { type Ils } from './ils.js';
import { type Measure, type TargetRow } from './measures.js';
import { type Notifications } from './notifications.js';
import { type OpenData } from './open-data.js';
import { type Reminders } from './reminders.js';
import { type Perspective, type Rules } from './rules.js';
import { type StatusGroup } from './status-groups.js';
import { type SignIn } from './sign-in.js';
import { type Instrument, type SurveyLanguage } from './instruments.js';
import { type SurveyMap } from './survey-maps.js';

/** Everything that we follow up and how: loaded from `config/` and checked. No part ever changes; a process that runs replaces all of them (ADR 50). */
export interface Catalogue {
  readonly name: LocalizedText;
  readonly rules: Rules;
  readonly perspectives: readonly Perspective[];
  readonly units: ReadonlyMap<string, Unit>;
  readonly systems: ReadonlyMap<string, System>;
  readonly serviceTimes: ReadonlyMap<string, ServiceTimeEntry>;
  readonly maintenance: readonly MaintenanceEntry[];
  /** Work on a system as a calendar file has it. */
  readonly calendars: ReadonlyMap<string, readonly MaintenanceSeries[]>;
  readonly canaries: readonly Canaries[];
  readonly portfolios: ReadonlyMap<string, Portfolio>;
  readonly projects: ReadonlyMap<string, Project>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly targets: readonly TargetRow[];
  readonly datasets: ReadonlyMap<DatasetId, DatasetSchema>;
  /** How ledgers are read; none: SIE files cannot be handed in. */
  readonly accountMaps: ReadonlyMap<string, AccountMap>;
  /** How exports of a survey tool are read. */
  readonly surveyMaps: ReadonlyMap<string, SurveyMap>;
  /** What we ask ourselves, at `/enkat/<id>`. */
  readonly instruments: ReadonlyMap<string, Instrument>;
  /** What surveys may be asked in besides Swedish and English. */
  readonly surveyLanguages: ReadonlyMap<string, SurveyLanguage>;
  /** What is fetched by itself. */
  readonly collectors: ReadonlyMap<string, Collector>;
  /** Headings of the public status page; none: its services are listed without. */
  readonly statusGroups: readonly StatusGroup[];
  readonly deliveries: readonly Delivery[];
  readonly principals: ReadonlyMap<string, Principal>;
  readonly notifications: Notifications;
  readonly reminders: Reminders;
  /** What is sent to the steering system; absent: nothing is. */
  readonly ils?: Ils;
  /** What everybody may have of what is frozen; absent: nothing. */
  readonly openData?: OpenData;
  /** Backups that are made by themselves; absent: none are. */
  readonly backups?: Backups;
  /** Where people sign in; absent: nowhere, and tokens alone are good. */
  readonly signIn?: SignIn;
}
