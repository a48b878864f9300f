export { type LedgerCopied, copyLedger } from './copy-ledger.js';
export * from './influxdb/influx-db-place.js';
export * from './ledger.js';
export * from './open-store.js';
export { type Membership, type Term, TERM_MS } from './postgres/membership.js';
export * from './scorecard-series.js';
export { isOutOfReach, isOvertaken } from './store-error-codes.js';
export * from './time-series.js';
