import {
  failed,
  ok,
  PROBE_REASONS,
  PROBE_STATES,
  type ProbeReason,
  type ProbeState,
  type Result,
  type Sample,
} from '#core';

/** What may be handed in. */
export interface PushBounds {
  /** Ids of the probes that the caller may tell about. */
  readonly targets: ReadonlySet<string>;
  readonly nowMs: number;
  /** Raw samples are kept from then on: older ones are refused. */
  readonly keepFromMs: number;
}

/** What is wrong with a sample, and what to do about it. */
export interface SampleProblem {
  readonly message: string;
  readonly hint: string;
}

/** A sample as it was told, by the names that JSON has for its parts; nothing is checked but the time. */
export interface SampleRecord {
  readonly timeMs: number;
  readonly part: (name: string) => unknown;
}

/** Clocks differ; but what is further ahead is a mistake. */
const MAX_AHEAD_MS = 5 * 60_000;
const MAX_VANTAGE_LENGTH = 100;

type Checked<T> = Result<T, SampleProblem>;

function refuse(message: string, hint: string): { readonly ok: false; readonly problem: SampleProblem } {
  return failed({ message, hint });
}

/** As it was told, cut short. */
function quoted(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? `"${String(value).slice(0, 80)}"` : 'neither text nor number';
}

function isState(value: unknown): value is ProbeState {
  return PROBE_STATES.some((state) => state === value);
}

function isReason(value: unknown): value is ProbeReason {
  return PROBE_REASONS.some((reason) => reason === value);
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isStatusCode(value: unknown): value is number {
  return isWhole(value) && value >= 100 && value <= 999;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Checks what a sample is of: probe, place and time. */
function checkKey(
  record: SampleRecord,
  bounds: PushBounds,
): Checked<Pick<Sample, 'target' | 'vantage' | 'timeMs'>> {
  const target = record.part('target');
  const vantage = record.part('vantage');
  const { timeMs } = record;
  if (typeof target !== 'string' || !bounds.targets.has(target)) {
    return refuse(
      `${quoted(target)} is no probe that you may tell about`,
      'Name a probe of the catalogue as target.',
    );
  }
  if (typeof vantage !== 'string' || vantage === '' || vantage.length > MAX_VANTAGE_LENGTH) {
    return refuse(`${quoted(vantage)} is no vantage`, `Name the place in 1–${MAX_VANTAGE_LENGTH} signs.`);
  }
  if (timeMs > bounds.nowMs + MAX_AHEAD_MS) {
    return refuse('the time is more than five minutes ahead', 'Set the clock, and mind the precision.');
  }
  if (timeMs < bounds.keepFromMs) {
    return refuse('the time is before what is kept', 'Leave it out; mind the precision of the timestamps.');
  }
  return ok({ target, vantage, timeMs });
}

/** The parts that may be left out; remembers the first that is there and wrong. */
class OptionalParts {
  problem: SampleProblem | null = null;

  constructor(private readonly record: SampleRecord) {}

  read<T>(name: string, accepts: (value: unknown) => value is T, hint: string): T | undefined {
    const value = this.record.part(name) ?? undefined;
    if (value === undefined || accepts(value)) return value;
    this.problem ??= { message: `${name} is ${quoted(value)}`, hint };
    return undefined;
  }

  durationMs(name: string): number | undefined {
    return this.read(name, isDuration, 'Give milliseconds, zero or more, as a number, or leave it out.');
  }
}

/** The sample that a record tells of, if it may be told. */
export function checkSample(record: SampleRecord, bounds: PushBounds): Checked<Sample> {
  const key = checkKey(record, bounds);
  if (!key.ok) return key;
  const state = record.part('state');
  if (!isState(state)) return refuse(`${quoted(state)} is no state`, `One of ${PROBE_STATES.join(', ')}.`);
  const parts = new OptionalParts(record);
  const sample: Sample = {
    ...key.value,
    state,
    totalMs: parts.durationMs('totalMs'),
    dnsMs: parts.durationMs('dnsMs'),
    connectMs: parts.durationMs('connectMs'),
    tlsMs: parts.durationMs('tlsMs'),
    ttfbMs: parts.durationMs('ttfbMs'),
    statusCode: parts.read('statusCode', isStatusCode, 'Give a whole number, 100–999, or leave it out.'),
    reason: parts.read('reason', isReason, `One of ${PROBE_REASONS.join(', ')}, or leave it out.`),
    certDays: parts.read('certDays', isWhole, 'Give a whole number of days, or leave it out.'),
  };
  return parts.problem ? failed(parts.problem) : ok(sample);
}
