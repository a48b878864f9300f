export * from './status/badge.js';
export * from './status/feed.js';
export * from './status/page.js';
export * from './status/public-report.js';
export * from './status/status-report.js';
export { GUIDES, type GuideAddress, guidePage } from './guide/guide-page.js';
export { type IlsCell, placeOf } from './ils/ils-cells.js';
export { type RenderedFile, ilsExport } from './ils/ils-files.js';
export { type IlsSource } from './ils/ils-source.js';
export { ilsFile } from './ils/ils-file.js';
export { type PreFlightFault, preFlight } from './ils/pre-flight.js';
export {
  type CarriedValue,
  type Carrier,
  CarryFailure,
  type FileCarrier,
  type Parcel,
  type ValueCarrier,
} from './deliveries/carrier.js';
export { FileDrop } from './deliveries/file-drop.js';
export { HttpsPut } from './deliveries/https-put.js';
export { SftpDrop } from './deliveries/sftp.js';
export { StratsysApi } from './deliveries/stratsys-api.js';
export * from './surveys/survey-page.js';
export { OUR_SURVEY_WORDS } from './surveys/survey-words.js';
export { type ListedDataset, catalogueTriples } from './open-data/catalogue-triples.js';
export { dataPackage } from './open-data/data-package.js';
export { jsonStat } from './open-data/json-stat.js';
export { openDataPage } from './open-data/open-data-page.js';
export {
  type OpenDataset,
  type OpenValue,
  type Publication,
  modifiedAt,
  openTable,
} from './open-data/open-dataset.js';
export { openSlo } from './open-data/open-slo.js';
export { jsonLd, rdfXml, turtle } from './open-data/rdf-forms.js';
export { csvFile } from './tables/csv-file.js';
export { type Table } from './tables/table.js';
export { xlsxFile } from './tables/xlsx-file.js';
export { availabilityReport } from './reports/availability-report.js';
export { type AvailabilitySource, type MeasuredSystem } from './reports/availability-source.js';
export { availabilityTable } from './reports/availability-table.js';
export { type Paper, paperOf } from './reports/paper/paper.js';
export { type ReportDocument } from './reports/report-document.js';
export { reportPage } from './reports/report-page.js';
export { scorecardReport } from './reports/scorecard-report.js';
export { type ScorecardSource } from './reports/scorecard-source.js';
export { scorecardTable } from './reports/scorecard-table.js';
