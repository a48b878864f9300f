export { type KnownNames } from './checks/check-context.js';
export { DEFAULT_LIMITS, type UploadLimits } from './limits.js';
export { type ReadUpload, type UploadRequest, readUpload } from './read-upload.js';
export { type PreviousTotals, reportOf, sliceSummaries } from './report.js';
export { csvTemplate } from './template.js';
