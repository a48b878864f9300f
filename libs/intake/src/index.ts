export { besideSystems, isBySystem } from './beside-systems.js';
export { type SliceBeside } from './claims-beside.js';
export { type KnownNames } from './checks/check-context.js';
export { type ReadUpload, readUpload } from './read-upload.js';
export { type FrozenPeriods, frozenProblems, reportOf, sliceSummaries } from './report.js';
export { type FileOnDisk } from './reading/reading-errand.js';
export { ReadingRoom } from './reading/reading-room.js';
export { csvTemplate } from './template.js';
export { xlsxTemplate } from './xlsx-template.js';
