export * from './ledger.js';
export * from './time-series.js';
