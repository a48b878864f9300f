import { createHash, randomUUID } from 'node:crypto';
import { type PackedSlice } from '#core';
import { type Delivered } from '#store';

/** Slices as an upload of their own, for tests that need no file. */
export function uploadOf(slices: readonly PackedSlice[]): Delivered {
  const id = randomUUID();
  return {
    receipt: {
      id,
      dataset: slices[0]?.key.dataset ?? 'cost',
      fileName: `${id}.csv`,
      sha256: createHash('sha256').update(id).digest('hex'),
      receivedAt: '2026-10-05T09:30:00.000+02:00',
      by: 'test',
      source: 'test',
      rows: slices.reduce((sum, { rows }) => sum + rows, 0),
      slices: slices.map(({ key: { unit, period }, rows }) => {
        return { unit, period, rows, total: null, previousTotal: null };
      }),
      warnings: [],
    },
    slices,
  };
}
