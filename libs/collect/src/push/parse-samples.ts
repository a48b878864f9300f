import { type JsonFault, failed, jsonFaultIn, ok, type Result, type Sample } from '#core';
import { Temporal } from 'temporal-polyfill';
import { parsePoint, pointLines } from './line-protocol.js';
import { checkSample, type PushBounds, type SampleProblem, type SampleRecord } from './sample-record.js';

/** How a timestamp of line protocol counts: nano-, micro-, milliseconds or seconds since the epoch. */
export type Precision = 'ns' | 'us' | 'ms' | 's';

/** How and what may be handed in. */
export interface PushRules extends PushBounds {
  /** Of line protocol; default `ms`. */
  readonly precision?: Precision | undefined;
}

/** What a push holds: the good samples, and what was wrong with the others. */
export interface ParsedSamples {
  readonly samples: readonly Sample[];
  /** The first hundred; `index` counts samples (not lines) from 0, and is `null` when the whole body is meant. */
  readonly problems: readonly ({ readonly index: number | null } & SampleProblem)[];
  /** How many samples were refused, listed or not. */
  readonly refused: number;
  /** Where the body stops being JSON, though it says that it is; absent when it is JSON. */
  readonly malformedAt?: JsonFault;
}

const MAX_PROBLEMS_TOLD = 100;
const TIME_HINT = 'Write ISO 8601 with offset: 2026-09-01T12:00:00+02:00.';

/** JSON's names in line protocol: tags stay, fields have underscores (formats.md, section 3). */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  state: 'state',
  totalMs: 'total_ms',
  dnsMs: 'dns_ms',
  connectMs: 'connect_ms',
  tlsMs: 'tls_ms',
  ttfbMs: 'ttfb_ms',
  statusCode: 'status_code',
  reason: 'reason',
  certDays: 'cert_days',
};

type Read = Result<SampleRecord, SampleProblem>;
/** What is wrong with a body as a whole. */
type BodyProblem = SampleProblem & { readonly malformedAt?: JsonFault };

/**
 * Reads the body of `POST /api/v1/samples` (formats.md, section 4): a JSON list, as text or already parsed, or Influx
 * line protocol for any other content type that is text. Never throws; each sample stands or falls for itself.
 */
export function parseSamples(body: unknown, contentType: string, rules: PushRules): ParsedSamples {
  const records = readRecords(body, contentType, rules.precision ?? 'ms');
  if (!records.ok) {
    const { malformedAt, ...problem } = records.problem;
    const malformed = malformedAt === undefined ? {} : { malformedAt };
    return { samples: [], problems: [{ index: null, ...problem }], refused: 0, ...malformed };
  }
  const samples: Sample[] = [];
  const problems: ParsedSamples['problems'][number][] = [];
  let refused = 0;
  records.value.forEach((read, index) => {
    const checked = read.ok ? checkSample(read.value, rules) : read;
    if (checked.ok) samples.push(checked.value);
    else if (++refused <= MAX_PROBLEMS_TOLD) problems.push({ index, ...checked.problem });
  });
  return { samples, problems, refused };
}

function readRecords(body: unknown, contentType: string, precision: Precision): Result<Read[], BodyProblem> {
  const isJson = /^\s*application\/(?:[\w.+-]*\+)?json\b/i.test(contentType) || typeof body !== 'string';
  if (!isJson) return ok(pointLines(body).map((line) => recordOfLine(line, precision)));
  const list = typeof body === 'string' ? parseJson(body) : ok(body);
  if (!list.ok) return list;
  if (Array.isArray(list.value)) return ok(list.value.map((item: unknown) => recordOfJson(item)));
  return failed({ message: 'the body is not a list', hint: 'Send a JSON list of samples: [{…}, {…}].' });
}

function parseJson(text: string): Result<unknown, BodyProblem> {
  try {
    return ok(JSON.parse(text));
  } catch {
    const hint = 'Send JSON, or line protocol as text/plain.';
    return failed({ message: 'the body is not JSON', hint, malformedAt: jsonFaultIn(text) });
  }
}

function recordOfJson(item: unknown): Read {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return failed({ message: 'it is not an object', hint: 'Write {"target": …, "vantage": …, "time": …}.' });
  }
  const parts = new Map<string, unknown>(Object.entries(item));
  const time = parts.get('time');
  if (typeof time !== 'string') return failed({ message: 'time is not a text', hint: TIME_HINT });
  try {
    const { epochMilliseconds: timeMs } = Temporal.Instant.from(time);
    return ok({ timeMs, part: (name) => parts.get(name) });
  } catch {
    return failed({ message: `"${time.slice(0, 80)}" is no time with an offset`, hint: TIME_HINT });
  }
}

function recordOfLine(line: string, precision: Precision): Read {
  const point = parsePoint(line);
  if (!point.ok)
    return failed({ message: point.problem, hint: 'Write line protocol: name,tag=… field=… time.' });
  const { measurement, tags, fields, timestamp } = point.value;
  if (measurement !== 'probe') {
    return failed({
      message: `"${measurement.slice(0, 80)}" is not probe`,
      hint: 'Name the measurement probe.',
    });
  }
  if (timestamp === null) {
    return failed({ message: 'there is no timestamp', hint: 'Say when each sample was due.' });
  }
  const timeMs = toMs(timestamp, precision);
  return ok({ timeMs, part: (name) => tags.get(name) ?? fields.get(FIELD_NAMES[name] ?? '') });
}

/** Exact also for nanoseconds, which are more than a number can hold. */
function toMs(timestamp: bigint, precision: Precision): number {
  switch (precision) {
    case 'ns':
      return Number(timestamp / 1_000_000n);
    case 'us':
      return Number(timestamp / 1_000n);
    case 'ms':
      return Number(timestamp);
    case 's':
      return Number(timestamp * 1_000n);
  }
}
