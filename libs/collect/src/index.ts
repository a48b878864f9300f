export { takeProbe } from './probes/take-probe.js';
export { type CallsKnown } from './probes/heartbeat.js';
export { type Outcome } from './probes/outcome.js';
export { type TraceStep } from './probes/trace.js';
export { ProbeRunner, type ConfirmedState, type Punctuality } from './runner/probe-runner.js';
export { type ProbeTarget } from './runner/watch.js';
export { ProbeTaker } from './thread/probe-taker.js';
export { type ParsedSamples, type PushRules } from './push/parse-samples.js';
export { Asking, timedOut } from './sources/asking.js';
export { SOURCES, asCollector, collectorKinds } from './sources/registry.js';
export type {
  CollectContext,
  Collected,
  CollectedFile,
  CollectedRow,
  FileFate,
  SourceCollector,
} from './sources/source-collector.js';
export { SourceFailure, changedSource } from './sources/source-failure.js';
export { PushReader } from './push/push-reader.js';
export { PIECE } from './push/push-errand.js';
