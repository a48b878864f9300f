import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DATASETS } from '#core';
import { SMALL_CITY, schemaOf } from '../../../test/fixtures/intake/small-city.js';
import { DEFAULT_LIMITS } from './limits.js';
import { readUpload } from './read-upload.js';
import { reportOf } from './report.js';

const FOLDER = 'test/fixtures/intake';
/** Small enough that a mutated size costs nothing. */
const LIMITS = { ...DEFAULT_LIMITS, maxRows: 5000, maxUnpackedBytes: 16 * 1024 * 1024 };

/** One of each reader's files, and of each way of writing them. */
const FIXTURES = readdirSync(FOLDER)
  .filter((name) => /\.(?:csv|txt|json|xlsx|se|si|sie)$/.test(name) && !name.endsWith('.expected.json'))
  .map((name) => ({ name, bytes: readFileSync(join(FOLDER, name)) }));

/** What happens to a file on its way: bytes change, are lost, come twice, or belong to another file. */
interface Damage {
  readonly at: number;
  readonly kind: 'byte' | 'cut' | 'lose' | 'repeat' | 'graft';
  readonly byte: number;
  readonly length: number;
}

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom<Damage['kind']>('byte', 'byte', 'cut', 'lose', 'repeat', 'graft'),
  byte: fc.oneof(fc.constantFrom(0, 0x0a, 0x22, 0x3b, 0x2c, 0x3c, 0x7b, 0x7d, 0xff), fc.nat(255)),
  length: fc.integer({ min: 1, max: 300 }),
});

function damaged(bytes: Uint8Array, { at, kind, byte, length }: Damage, other: Uint8Array): Uint8Array {
  const place = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (kind) {
    case 'byte':
      return Buffer.concat([before, Buffer.from([byte]), after.subarray(1)]);
    case 'cut':
      return before;
    case 'lose':
      return Buffer.concat([before, after.subarray(length)]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 'graft':
      return Buffer.concat([before, other.subarray(0, length), after]);
  }
}

describe('files that are damaged byte by byte', () => {
  it.each(FIXTURES)('$name is answered with a report', ({ name, bytes }) => {
    const other = fc.constantFrom(...FIXTURES);
    const dataset = DATASETS.find((id) => name.startsWith(`${id}.`)) ?? 'cost';
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), other, (damages, graft) => {
        const broken = damages.reduce<Uint8Array>((file, each) => damaged(file, each, graft.bytes), bytes);
        const read = readUpload({
          bytes: broken,
          fileName: name,
          dataset: schemaOf(dataset),
          catalogue: SMALL_CITY,
          source: 'manual',
          mayHandInFor: () => true,
          language: 'sv',
          limits: LIMITS,
        });
        const report = reportOf(read, () => null);
        expect(report.accepted).toBe(report.problems.every(({ severity }) => severity !== 'error'));
        expect(report.problems.every(({ message, hint }) => message !== '' && hint !== '')).toBe(true);
        if (!report.accepted) expect(report.slices).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
