import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Observation, type PackedSlice, type SliceKey, PerspektivError } from '#core';

/**
 * The observations of a slice, a part at a time, so that a slice of a million fits in memory. Throws `store/wrong-slice`
 * when an observation does not belong to the slice that it comes in.
 */
export async function* observationsIn({
  key,
  content,
}: Pick<PackedSlice, 'key' | 'content'>): AsyncGenerator<Observation[]> {
  const plain: AsyncIterable<Uint8Array> = Readable.from([content]).pipe(
    createGunzip({ chunkSize: PART_BYTES }),
  );
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of plain) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => observationOf(line, key));
  }
}

/** Some hundred observations: what is read between two turns of the event loop. */
const PART_BYTES = 128 * 1024;

function observationOf(line: string, { unit, period }: SliceKey): Observation {
  const observation = JSON.parse(line) as Observation;
  if (observation.unit === unit && observation.period === period) return observation;
  throw new PerspektivError(
    'store/wrong-slice',
    `The slice of ${unit} for ${period} brings an observation of ${observation.unit} for ${observation.period}`,
  );
}
