import { type Sample } from '#core';
import { type InfluxDb } from './influx-db.js';
import { name, oneOf, within } from './influx-ql.js';
import { type Belonging, FIELDS, PHASES, PROBE } from './layout.js';
import { lineOf } from './line.js';
import { rowsOf } from './table.js';

/** What tells samples apart, and the line that is written of one. */
export interface SampleLine extends Pick<Sample, 'target' | 'vantage' | 'timeMs'> {
  readonly line: string;
}

/** Samples further apart than this are looked for separately. */
const LONGEST_GAP_MS = 600_000;

/** The lines of samples. Throws when one of them cannot be kept. */
export function sampleLines(samples: readonly Sample[], belonging: Belonging): SampleLine[] {
  return samples.map((sample) => {
    const { target, vantage, timeMs, state, reason, statusCode } = sample;
    const phases = Object.entries(PHASES).map(([field, phase]) => [field, sample[phase]]);
    const fields = { state, reason, status_code: statusCode, ...(Object.fromEntries(phases) as object) };
    const tags = { target, vantage, system: belonging.systemOf(target) };
    const point = { measurement: PROBE, timeMs, tags, fields };
    return { target, vantage, timeMs, line: lineOf(point, (field) => FIELDS[PROBE]?.[field]) };
  });
}

function keyOf({ target, vantage, timeMs }: Pick<Sample, 'target' | 'vantage' | 'timeMs'>): string {
  return JSON.stringify([timeMs, target, vantage]);
}

/**
 * The lines of those samples that are not there yet: the server would let the last of two stand, and we promise the
 * first.
 */
export async function newSamples(db: InfluxDb, samples: readonly SampleLine[]): Promise<string[]> {
  const lines = new Map<string, string>();
  for (const sample of samples) {
    const key = keyOf(sample);
    if (!lines.has(key)) lines.set(key, sample.line);
  }
  const answers = await db.askAll(clusters(samples).map(existing));
  for (const answer of answers) {
    for (const key of rowsOf(answer, (row) =>
      keyOf({ timeMs: row.timeMs, target: row.tag('target') ?? '', vantage: row.tag('vantage') ?? '' }),
    )) {
      lines.delete(key);
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

function existing(cluster: Cluster): string {
  const conditions = [...within(cluster), ...oneOf('target', [...cluster.targets])];
  return `SELECT "state" FROM ${name(PROBE)} WHERE ${conditions.join(' AND ')} GROUP BY "target", "vantage"`;
}
