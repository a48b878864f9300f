import {
  type AuditVerification,
  type BackupReport,
  type ChainReport,
  type CollectorOverview,
  type CollectorRun,
  type DeliveryState,
  type EditionDiff,
  type EditionSummary,
  type FreezePreview,
  type ExportRecord,
  type Explanation,
  type MaintenancePlanned,
  type OutageRecord,
  type OutageSummary,
  type ProbeState,
  type RebuildReport,
  type Receipt,
  type ReorganisationPreview,
  type Scorecard,
  type UploadReport,
} from '#core';
import { type AlertAnswer } from '#alert';
import { type Reorganisation } from '#catalogue';
import { type ReportFile, type ReportForm, type ReportKind } from '#pipeline';
import { type RemarkDesk } from './remark-desk.js';
import { type SurveyDesk } from './survey-desk.js';

/** A file and what to do with it. */
export interface Errand {
  readonly dataset: string;
  readonly path: string;
  readonly period?: string | undefined;
  /** It may change what is frozen. */
  readonly restate?: boolean | undefined;
}

/** Which outages. */
export interface OutagesAsked {
  /** ISO 8601 with offset. */
  readonly from: string;
  readonly system?: string;
  readonly ongoing?: boolean;
}

export interface OutagesTold {
  readonly items: readonly OutageRecord[];
  readonly summary: OutageSummary;
}

/** How a system is now, as the API tells it. */
export interface SystemStateTold {
  readonly system: string;
  readonly state: ProbeState;
  readonly since: string | null;
}

/** Work that is to be planned, as the API takes it. */
export interface MaintenanceAsked {
  readonly systems: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly repeats?: string;
  readonly note: string;
}

/** An export with the bytes of its files. */
export interface ExportTold {
  readonly record: ExportRecord;
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
}

/** Which report is wanted. */
export interface ReportAsked {
  readonly report: ReportKind;
  /** `unit:city` */
  readonly subject: string;
  readonly period: string;
  readonly form: ReportForm;
  readonly edition?: string | undefined;
}

/** Which run of a collector is wanted. */
export interface CollectorRunAsked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly dryRun?: boolean;
  readonly full?: boolean;
  /** What would be held back is taken. */
  readonly accept?: boolean;
}

/** What is to be made anew. */
export interface RebuildAsked {
  readonly from?: string;
  readonly to?: string;
  /** Only what boards show. */
  readonly boards?: boolean;
}

/** Where the cli has its errands done: at the monitor that runs, or on the files when none does. */
export interface Desk {
  /** Says which of the two it is. */
  readonly name: string;
  /** The surveys that we ask ourselves. */
  readonly surveys: SurveyDesk;
  /** What is said beside the figures, and to citizens. */
  readonly remarks: RemarkDesk;
  check(errand: Errand): Promise<UploadReport>;
  handIn(errand: Errand): Promise<Receipt | UploadReport>;
  scorecard(subject: string, period: string): Promise<Scorecard>;
  explanation(measure: string, subject: string, period: string): Promise<Explanation>;
  /** Freezes a period; with a reason, once more. */
  freeze(period: string, restate: { readonly reason: string } | undefined): Promise<EditionSummary>;
  /** What freezing it, or restating it, would keep; stores nothing. */
  previewFreeze(period: string, restate: boolean): Promise<FreezePreview>;
  /** Exports the indicators of a period to the steering system; a dry run stores nothing. */
  exportIls(period: string, how: { readonly dryRun: boolean }): Promise<ExportTold>;
  report(asked: ReportAsked): Promise<Pick<ReportFile, 'name' | 'content'>>;
  verifyEditions(): Promise<ChainReport>;
  /** What differs between two editions of a period, or an edition and what is live. */
  diff(period: string, between: { readonly from: string; readonly to: string }): Promise<EditionDiff>;
  /** What is owed for a period, and how each delivery stands. */
  deliveries(period: string): Promise<readonly DeliveryState[]>;
  /** How every system is now; only a monitor knows. */
  states(): Promise<readonly SystemStateTold[]>;
  /** Whether the audit log is as it was written. */
  verifyAudit(): Promise<AuditVerification>;
  /** Into a new folder in one that is named by its absolute path. */
  backUp(folder: string): Promise<BackupReport>;
  collectors(): Promise<readonly CollectorOverview[]>;
  /** Runs a collector to its end. */
  runCollector(id: string, asked: CollectorRunAsked): Promise<CollectorRun>;
  /** What a reorganisation would write and do to figures, of one period or of those around it; writes nothing. */
  previewReorganisation(asked: Reorganisation, period: string | undefined): Promise<ReorganisationPreview>;
  /** Of some periods, or of all. */
  rebuild(asked: RebuildAsked): Promise<RebuildReport>;
  /** Of a time that ends now; newest first. */
  outages(query: OutagesAsked): Promise<OutagesTold>;
  annotateOutage(id: string, text: string): Promise<void>;
  maintenancePlans(): Promise<readonly MaintenancePlanned[]>;
  planMaintenance(order: MaintenanceAsked): Promise<readonly MaintenancePlanned[]>;
  /** From now on. */
  withdrawMaintenance(id: string): Promise<MaintenancePlanned>;
  /** Those that last, and those that ended within a day; newest first. */
  alerts(): Promise<readonly AlertAnswer[]>;
  acknowledge(id: string, note?: string): Promise<AlertAnswer>;
  close(): Promise<void>;
}
