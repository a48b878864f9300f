import { describe, expect, it } from '@jest/globals';
import { type ListedValues, type Receipt, type SliceKey, type UploadProblem } from '#core';
import { type ReadUpload } from '#intake';
import { type Ledger, type SliceState } from '#store';
import { supersededBy } from './before-parts.js';

const PLACE = { dataset: 'cost', unit: 'a', period: '2026-09', source: 'manual' } as const;

function stored(
  key: Partial<SliceKey>,
  given: ListedValues | null,
  more: Partial<SliceState> = {},
): SliceState {
  const notApplicable = given === null ? { kind: ['actual'] } : null;
  return {
    key: { ...PLACE, part: '', ...key },
    version: 1,
    current: true,
    uploadId: 'old',
    revision: 1,
    receivedAtMs: 0,
    rows: 2,
    total: 100,
    holds: { given, notApplicable },
    ...more,
  };
}

function brought(part: string): Pick<ReadUpload, 'slices'> {
  const holds = { given: { kind: [part.split('/')[0] ?? ''] }, notApplicable: null };
  return { slices: [{ key: { ...PLACE, part }, rows: 1, total: 1, holds, content: new Uint8Array() }] };
}

/** A ledger in which the upload that is stored was said this of. */
function saying(code: string): Pick<Ledger, 'receipts'> {
  const warnings = [{ code } as UploadProblem];
  return { receipts: () => Promise.resolve([{ id: 'old', warnings } as unknown as Receipt]) };
}

describe('a slice of costs from before parts were told apart', () => {
  it.each<[string, string, ListedValues | null, string, boolean]>([
    ['of a table goes with a table of its kind', 'read-as-csv', { kind: ['actual'] }, 'actual/table', true],
    ['of two kinds goes with either', 'read-as-csv', { kind: ['actual', 'budget'] }, 'budget/table', true],
    ['of another kind stays', 'read-as-csv', { kind: ['budget'] }, 'actual/table', false],
    ['of a ledger stays beside a table', 'read-as-sie', { kind: ['actual'] }, 'actual/table', false],
    ['of a ledger goes with a ledger', 'read-as-sie', { kind: ['actual'] }, 'actual/ledger', true],
    ['of a bill goes with a bill', 'read-as-focus', { kind: ['actual'] }, 'actual/cloud-bill', true],
  ])('%s', async (_, code, given, part, goes) => {
    expect(await supersededBy(saying(code), brought(part), [stored({}, given)])).toHaveLength(goes ? 1 : 0);
  });

  it('of which nothing was noted goes with anything in its way', async () => {
    const state = stored({}, null, { holds: null });
    expect(await supersededBy(saying('read-as-csv'), brought('forecast/table'), [state])).toEqual([state]);
  });

  it('goes only once, and with its own unit, period and source', async () => {
    const given = { kind: ['actual'] };
    const others = [
      stored({}, given, { rows: 0 }),
      stored({ unit: 'b' }, given),
      stored({ period: '2026-08' }, given),
      stored({ source: 'agresso' }, given),
    ];
    expect(await supersededBy(saying('read-as-csv'), brought('actual/table'), others)).toEqual([]);
  });
});

describe('a part that only says that a kind does not apply', () => {
  it('goes with the first figures of that kind, in whatever way they come', async () => {
    const state = stored({ part: 'actual/table' }, null);
    expect(await supersededBy(saying(''), brought('actual/ledger'), [state])).toEqual([state]);
    expect(await supersededBy(saying(''), brought('budget/ledger'), [state])).toEqual([]);
  });

  it('beside one with figures, figures stay', async () => {
    const state = stored({ part: 'actual/table' }, { kind: ['actual'] });
    expect(await supersededBy(saying(''), brought('actual/ledger'), [state])).toEqual([]);
  });
});
