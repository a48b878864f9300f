import { type RollUp } from '#core';
import { type SampleLine } from './write-samples.js';

/** Work that is acknowledged as soon as it lies in the spool. */
export type SpooledWork =
  /** Lines of samples that are not to be looked for. */
  | { readonly kind: 'own'; readonly lines: readonly string[] }
  | { readonly kind: 'samples'; readonly samples: readonly SampleLine[] }
  /** From an earlier version of this program, which kept roll-ups in InfluxDB. */
  | { readonly kind: 'roll-ups'; readonly rollUps: readonly RollUp[] }
  /** Likewise; the ledger has what it held. */
  | { readonly kind: 'slices' };

const OWN = '{"kind":"own"}\n';

/** A line of JSON; behind it lines of line protocol, where these are all. */
export function encodeWork(work: SpooledWork): Buffer {
  return Buffer.from(work.kind === 'own' ? `${OWN}${work.lines.join('\n')}` : `${JSON.stringify(work)}\n`);
}

export function decodeWork(payload: Buffer): SpooledWork {
  const headEnds = payload.indexOf('\n') + 1;
  const head = payload.toString('utf8', 0, headEnds);
  if (head === OWN) return { kind: 'own', lines: payload.toString('utf8', headEnds).split('\n') };
  return JSON.parse(head) as SpooledWork;
}
