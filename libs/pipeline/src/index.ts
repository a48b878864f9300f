export * from './access.js';
export * from './collect-cycle.js';
export * from './intake-cycle.js';
export * from './monitor-file.js';
export * from './perspektiv.js';
export * from './schedule.js';
export * from './score-cycle.js';
export * from './settings.js';
