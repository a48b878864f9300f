export { type KnownRollUp, type SystemRollUp, rollUpSystem } from './availability/roll-up-system.js';
export { type TimelineRollUp, rollUpTimeline } from './availability/roll-up-timeline.js';
export { NO_SAMPLES, type SampleCounts } from './availability/sample-counts.js';
export { type SettlePlan, settleWindow } from './availability/settle.js';
export { type StateSegment } from './availability/state-timeline.js';
export { type AvailabilitySummary, summarise } from './availability/summary.js';
