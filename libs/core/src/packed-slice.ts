import { gunzipSync, gzipSync } from 'node:zlib';
import { type Observation, type SliceContent, type SliceKey } from './observation.js';

/**
 * A slice whose observations are packed: small enough to be handed from thread to thread and kept by any ledger, and
 * readable without us.
 */
export interface PackedSlice {
  readonly key: SliceKey;
  /** How many observations there are. */
  readonly rows: number;
  /** One JSON object on each line, UTF-8, under gzip; in one or several members that stand one after the other. */
  readonly content: Uint8Array;
}

/** Some observations as one member of a packed slice's content. */
export function packObservations(observations: readonly Observation[]): Uint8Array {
  return packLines(observations.map((observation) => `${JSON.stringify(observation)}\n`).join(''));
}

/** Lines of observations as one member of a packed slice's content. */
export function packLines(lines: string): Uint8Array {
  return gzipSync(lines, { level: 1 });
}

export function packSlice({ key, observations }: SliceContent): PackedSlice {
  return { key, rows: observations.length, content: packObservations(observations) };
}

/** All of a slice at once; who reads slices of any size unpacks them in parts. */
export function unpackSlice({ key, content }: Pick<PackedSlice, 'key' | 'content'>): SliceContent {
  const lines = gunzipSync(content).toString().split('\n');
  return { key, observations: lines.filter(Boolean).map((line) => JSON.parse(line) as Observation) };
}
