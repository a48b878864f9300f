import { describe, expect, it } from '@jest/globals';
import { type Observation, type SliceKey, packObservations } from '#core';
import fc from 'fast-check';
import { observationsIn } from './slice-content.js';

const key: SliceKey = { dataset: 'cost', unit: 'a', period: '2026-09', source: 'manual', part: '' };

const observation = fc.record({
  unit: fc.constant(key.unit),
  period: fc.constant(key.period),
  system: fc.option(fc.string()),
  project: fc.constant(null),
  labels: fc.dictionary(
    fc.constantFrom('kind', 'description'),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
  ),
  numbers: fc.dictionary(fc.constantFrom('amount'), fc.integer()),
  notApplicable: fc.constant([]),
});

async function unpacked(content: Uint8Array): Promise<Observation[]> {
  const observations: Observation[] = [];
  for await (const part of observationsIn({ key, content })) observations.push(...part);
  return observations;
}

describe('a packed slice', () => {
  it('gives the same observations back, in however many members it was packed', async () => {
    const members = fc.array(fc.array(observation, { maxLength: 20 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(members, fc.integer({ min: 1, max: 40 }), async (parts, times) => {
        const repeated = parts.flatMap((part) => Array.from({ length: times }, () => part));
        const content = Buffer.concat(repeated.map(packObservations));
        expect(await unpacked(content)).toEqual(repeated.flat());
      }),
      { numRuns: 30 },
    );
  });

  it('is refused when it brings what belongs to another', async () => {
    const [stranger] = fc.sample(observation, 1);
    if (!stranger) throw new Error('There is none');
    const content = packObservations([{ ...stranger, unit: 'b' }]);
    await expect(unpacked(content)).rejects.toMatchObject({ code: 'store/wrong-slice' });
  });
});
