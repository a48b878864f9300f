import { escape } from '@influxdata/influxdb-client';
import { PerspektivError, type Sample } from '#core';
import { type InfluxDb } from './influx-db.js';
import { tagText } from './influx-ql.js';
import { type Belonging, PHASES, PROBE } from './layout.js';
import { readSamples } from './read-samples.js';

/** What tells samples apart, and the line that is written of one. */
export interface SampleLine extends Pick<Sample, 'target' | 'vantage' | 'timeMs'> {
  readonly line: string;
}

/** Samples further apart than this are looked for separately. */
const LONGEST_GAP_MS = 600_000;

/** So many heads of lines are remembered; a city has as many as it has probes and vantages. */
const MOST_HEADS = 200_000;

/** Makes the lines of samples. The same probes come again each minute, so what begins their lines is remembered. */
export class SampleLines {
  private readonly heads = new Map<string, string>();

  constructor(private readonly belonging: Belonging) {}

  /** A line for each sample. Throws `store/not-a-number` when one of them cannot be kept. */
  of(samples: readonly Sample[]): SampleLine[] {
    return samples.map((sample) => {
      const { target, vantage, timeMs } = sample;
      return { target, vantage, timeMs, line: `${this.headOf(sample)} ${tailOf(sample)}` };
    });
  }

  /** Measurement and tags. */
  private headOf({ target, vantage }: Sample): string {
    const whose = `${target}\n${vantage}`;
    const known = this.heads.get(whose);
    if (known !== undefined) return known;
    const tags = { system: this.belonging.systemOf(target), target, vantage };
    const told = Object.entries(tags).flatMap(([tag, text]) =>
      text ? [`,${tag}=${escape.tag(tagText(text))}`] : [],
    );
    const head = `${PROBE}${told.join('')}`;
    if (this.heads.size >= MOST_HEADS) this.heads.clear();
    this.heads.set(whose, head);
    return head;
  }
}

/** Fields and time; of two samples of one target, vantage and time that say the same, the same. */
function tailOf(sample: Sample): string {
  const { state, reason, statusCode, timeMs } = sample;
  if (!Number.isSafeInteger(timeMs)) throw notANumber('time', timeMs);
  let fields = `state="${state}"`;
  if (reason !== undefined) fields += `,reason="${reason}"`;
  if (statusCode !== undefined) fields += `,status_code=${finite('status_code', Math.trunc(statusCode))}i`;
  for (const [field, phase] of PHASE_FIELDS) {
    const number = sample[phase];
    if (number !== undefined) fields += `,${field}=${finite(field, number)}`;
  }
  return `${fields} ${timeMs}`;
}

function finite(field: string, number: number): number {
  if (Number.isFinite(number)) return number;
  throw notANumber(field, number);
}

function notANumber(field: string, number: number): PerspektivError {
  return new PerspektivError('store/not-a-number', `The ${field} of a ${PROBE} is ${number}`);
}

const PHASE_FIELDS = Object.entries(PHASES);

function keyOf({ target, vantage, timeMs }: Pick<Sample, 'target' | 'vantage' | 'timeMs'>): string {
  return JSON.stringify([timeMs, target, vantage]);
}

/**
 * The lines of those samples that may be written: the server would let the last of two stand, and we promise the first. One
 * that is there just as it would be written is written again, for the server may know it from memory only.
 */
export async function newSamples(db: InfluxDb, samples: readonly SampleLine[]): Promise<string[]> {
  const lines = new Map<string, string>();
  for (const sample of samples) {
    const key = keyOf(sample);
    if (!lines.has(key)) lines.set(key, sample.line);
  }
  for (const { targets, ...window } of clusters(samples)) {
    for (const held of await readSamples(db, { ...window, targets: [...targets] })) {
      const key = keyOf(held);
      if (lines.get(key)?.endsWith(` ${tailOf(held)}`) === false) lines.delete(key);
    }
  }
  return [...lines.values()];
}

interface Cluster {
  readonly startMs: number;
  endMs: number;
  readonly targets: Set<string>;
}

/** Stretches of time without long gaps, so that one late sample does not make all between be looked at. */
function clusters(samples: readonly SampleLine[]): Cluster[] {
  const found: Cluster[] = [];
  for (const { timeMs, target } of samples.toSorted((a, b) => a.timeMs - b.timeMs)) {
    const last = found.at(-1);
    if (last && timeMs - last.endMs <= LONGEST_GAP_MS) {
      last.endMs = timeMs + 1;
      last.targets.add(target);
    } else found.push({ startMs: timeMs, endMs: timeMs + 1, targets: new Set([target]) });
  }
  return found;
}
