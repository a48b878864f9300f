export * from './status/badge.js';
export * from './status/feed.js';
export * from './status/page.js';
export * from './status/public-report.js';
export * from './status/status-report.js';
export { type IlsCell, placeOf } from './ils/ils-cells.js';
export { type IlsExport, type RenderedFile, ilsExport } from './ils/ils-files.js';
export { type IlsSource } from './ils/ils-source.js';
export { clearingList, ilsFile } from './ils/ils-file.js';
export { PRE_FLIGHT_CODES, type PreFlightFault, preFlight } from './ils/pre-flight.js';
export {
  type CarriedFile,
  type CarriedValue,
  type Carrier,
  CarryFailure,
  type FileCarrier,
  type Parcel,
  type ValueCarrier,
} from './deliveries/carrier.js';
export { FileDrop } from './deliveries/file-drop.js';
export { HttpsPut } from './deliveries/https-put.js';
export { StratsysApi } from './deliveries/stratsys-api.js';
