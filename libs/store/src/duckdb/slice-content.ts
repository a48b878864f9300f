import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Observation, type SliceContent, type SliceKey, PerspektivError } from '#core';

/** Lines that are made between two turns of the event loop. */
const LINES_A_TURN = 2000;

/** A slice's key as text, to tell slices apart in maps. */
export function sliceText(key: SliceKey): string {
  return JSON.stringify([key.dataset, key.unit, key.period, key.source]);
}

/** Throws `store/wrong-slice` when an observation does not belong to the slice that it comes in. */
export function checkSlice({ key, observations }: SliceContent): void {
  const stray = observations.find(({ unit, period }) => unit !== key.unit || period !== key.period);
  if (!stray) return;
  throw new PerspektivError(
    'store/wrong-slice',
    `The slice of ${key.unit} for ${key.period} brings an observation of ${stray.unit} for ${stray.period}`,
  );
}

function* lines(observations: readonly Observation[]): Generator<string> {
  for (let from = 0; from < observations.length; from += LINES_A_TURN) {
    const part = observations.slice(from, from + LINES_A_TURN);
    yield part.map((observation) => `${JSON.stringify(observation)}\n`).join('');
  }
}

/** Observations as JSON lines under gzip: small, and readable without us. */
export async function pack(observations: readonly Observation[]): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  const collect = new Writable({
    write(part: Buffer, _encoding, done) {
      parts.push(part);
      done();
    },
  });
  await pipeline(Readable.from(lines(observations)), createGzip({ level: 1 }), collect);
  return Buffer.concat(parts);
}

export async function unpack(content: Uint8Array): Promise<Observation[]> {
  const observations: Observation[] = [];
  await pipeline(Readable.from([content]), createGunzip(), async (plain: AsyncIterable<Uint8Array>) => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const part of plain) {
      const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) observations.push(JSON.parse(line) as Observation);
    }
  });
  return observations;
}
