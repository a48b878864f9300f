export * from './process/access.js';
export { backUp } from './chores/backup/back-up.js';
export { restore } from './chores/backup/restore.js';
export { type ArrivingFile, ArrivingFiles } from './handing-in/arriving-files.js';
export * from './measuring/collect-cycle.js';
export { type CollectorRefusal } from './collecting/collector-runner.js';
export { type FreezeRefusal } from './closing/freeze.js';
export * from './handing-in/intake-cycle.js';
export { type DeliveryRefusal } from './leaving/deliveries.js';
export { type StoredFile } from './leaving/export-archive.js';
export { type ExportRefusal } from './leaving/ils-exports.js';
export {
  type Answered,
  FORM_FIELDS,
  type FormFault,
  type NothingAsked,
  type SurveyForm,
  placeName,
} from './handing-in/asking/answering.js';
export { surveyRefusalText, waveRefusalText } from './handing-in/asking/refusals.js';
export { type SurveyRefusal } from './handing-in/asking/asking.js';
export { type Wave, type WaveRefusal, nameOfPlace } from './handing-in/asking/waves.js';
export { type OpenDocument } from './leaving/open-data-shelf.js';
export { REPORT_FORMS, type ReportFile, type ReportForm, type ReportKind } from './leaving/report-files.js';
export { type NoReport } from './leaving/reports.js';
export { type LinkRefusal } from './handing-in/links.js';
export { type NotApplicableRefusal } from './handing-in/not-applicable.js';
export { type MigrationReport, migrateOver, migrateTo } from './chores/migrate.js';
export { verifyAudit } from './process/audit-chain.js';
export { type AuditedCall } from './process/audited-calls.js';
export * from './process/monitor-file.js';
export { ENCODINGS, type Encoding, type PackedDocument } from './status/packed-document.js';
export * from './open-perspektiv.js';
export * from './perspektiv.js';
export { type Edition } from './stage.js';
export { type Said } from './measuring/heartbeats.js';
export { type VantageState } from './measuring/present.js';
export { programCommand, programFolder } from './process/program.js';
export { noteUnknownIds, unknownIdText, unknownIds } from './chores/unknown-ids.js';
export { rebuild } from './chores/rebuild.js';
export { previewReorganisation } from './chores/reorganise.js';
export { type RevertRefusal } from './handing-in/revert.js';
export * from './schedule.js';
export * from './scoring/score-cycle.js';
export * from './process/settings.js';
export { unitOf } from './scoring/subjects.js';
