export { takeProbe, type ProbeSettings } from './probes/take-probe.js';
export { type Outcome, type Timings } from './probes/outcome.js';
export {
  ProbeRunner,
  type ConfirmedState,
  type ProbeRunnerOptions,
  type ProbeTarget,
} from './runner/probe-runner.js';
export { SYSTEM_CLOCK, type Clock } from './runner/clock.js';
export { parseSamples, type ParsedSamples, type Precision, type PushRules } from './push/parse-samples.js';
