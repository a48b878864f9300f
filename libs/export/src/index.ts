export * from './status/badge.js';
export * from './status/feed.js';
export * from './status/page.js';
export * from './status/public-report.js';
export * from './status/status-report.js';
