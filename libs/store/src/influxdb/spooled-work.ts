import { type PackedSlice, type RollUp, type SliceKey } from '#core';
import { type SampleLine } from './write-samples.js';

/** Work for the server that is acknowledged as soon as it lies in the spool. */
export type SpooledWork =
  | { readonly kind: 'samples'; readonly samples: readonly SampleLine[] }
  | { readonly kind: 'roll-ups'; readonly rollUps: readonly RollUp[] }
  | { readonly kind: 'slices'; readonly slices: readonly PackedSlice[] };

interface SliceHead {
  readonly key: SliceKey;
  readonly rows: number;
  readonly bytes: number;
}

/** A line of JSON, and behind it the packed content of slices. */
export function encodeWork(work: SpooledWork): Buffer {
  if (work.kind !== 'slices') return Buffer.from(`${JSON.stringify(work)}\n`);
  const heads = work.slices.map(({ key, rows, content }) => ({ key, rows, bytes: content.byteLength }));
  const head = Buffer.from(`${JSON.stringify({ kind: work.kind, slices: heads })}\n`);
  return Buffer.concat([head, ...work.slices.map(({ content }) => content)]);
}

export function decodeWork(payload: Buffer): SpooledWork {
  const headEnds = payload.indexOf('\n');
  const head = JSON.parse(payload.toString('utf8', 0, headEnds)) as SpooledWork;
  if (head.kind !== 'slices') return head;
  let at = headEnds + 1;
  const slices = (head.slices as unknown as readonly SliceHead[]).map(({ key, rows, bytes }) => {
    const content = payload.subarray(at, at + bytes);
    at += bytes;
    return { key, rows, content };
  });
  return { kind: 'slices', slices };
}
