import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type DeliveryState, type Receipt, type SliceHistoryEntry, type UploadReport } from '#core';
import { type Answer, SmallCity, type TestPrincipal } from './small-city.js';

const NOW_MS = Date.parse('2026-10-10T09:00:00+02:00');

/** Transactions of the three units' services in two months: `a 8` is eight on the web of ten. */
function file(...counts: readonly string[]): string {
  const rows = counts.flatMap((count) => {
    const [unit = '', web = ''] = count.split(' ');
    return ['2026-08', '2026-09'].flatMap((month) => [
      `tjanst-${unit};${month};web;${web};${web}`,
      `tjanst-${unit};${month};phone;${10 - Number(web)};${10 - Number(web)}`,
    ]);
  });
  return ['System;Period;Kanal;Påbörjade;Slutförda', ...rows].join('\r\n');
}

describe('taking an upload back', () => {
  let city: SmallCity;
  let nowMs = NOW_MS;
  beforeEach(async () => {
    nowMs = NOW_MS;
    city = await SmallCity.start({ nowMs: () => nowMs });
  });
  afterEach(() => city.remove());

  async function handIn(content: string, as: TestPrincipal = 'followup'): Promise<Receipt> {
    const answer = await city.upload('transactions', content, { as, fileName: `${content.length}.csv` });
    expect(answer.status).toBe(201);
    return answer.body as Receipt;
  }
  const revert = (id: string, as: TestPrincipal = 'followup', query = ''): Promise<Answer> =>
    city.call(`/api/v1/uploads/${id}/revert${query}`, { method: 'POST', as });
  const takeUp = async (unit: string): Promise<number | null> =>
    (await city.measure(unit, '2026-09', 'digital-take-up')).value.number;
  async function history(unit: string, as: TestPrincipal = 'followup') {
    const path = `/api/v1/slices?dataset=transactions&unit=${unit}&period=2026-09`;
    const { body } = await city.call(path, { as });
    return (body as { items: SliceHistoryEntry[] }).items;
  }

  it('puts what held before in its place, with a receipt that says so', async () => {
    const first = await handIn(file('a 8', 'b 2'));
    const second = await handIn(file('a 1'));
    expect(await takeUp('a')).toBe(10);

    const dryRun = await revert(second.id, 'followup', '?dryRun=true');
    expect(dryRun).toMatchObject({ status: 200, body: { accepted: true, rows: 4 } });
    expect((dryRun.body as UploadReport).slices).toMatchObject([
      { unit: 'a', period: '2026-08', total: 10, previousTotal: 10, restoredFrom: first.id },
      { unit: 'a', period: '2026-09', total: 10, previousTotal: 10, restoredFrom: first.id },
    ]);
    expect(await takeUp('a')).toBe(10);

    const answer = await revert(second.id);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        reverts: second.id,
        by: 'followup',
        rows: 4,
        fileName: first.fileName,
        sha256: first.sha256,
        slices: [{ restoredFrom: first.id }, { restoredFrom: first.id }],
      },
    });
    const receipt = answer.body as Receipt;
    expect(answer.headers.get('location')).toBe(`/api/v1/uploads/${receipt.id}`);
    expect(await city.call(`/api/v1/uploads/${receipt.id}`, { as: 'followup' })).toMatchObject({
      status: 200,
      body: receipt,
    });
    expect(await takeUp('a')).toBe(80);
    expect(await takeUp('b')).toBe(20);
  });

  it('can itself be taken back', async () => {
    await handIn(file('a 8'));
    const second = await handIn(file('a 1'));
    const undone = (await revert(second.id)).body as Receipt;
    const redone = await revert(undone.id);
    expect(redone).toMatchObject({ status: 201, body: { reverts: undone.id, sha256: second.sha256 } });
    expect(await takeUp('a')).toBe(10);
    expect((await history('a')).map(({ version, current, reverts }) => [version, current, reverts])).toEqual([
      [4, true, undone.id],
      [3, false, second.id],
      [2, false, null],
      [1, false, null],
    ]);
  });

  it('leads to several files at once, and their checksums', async () => {
    await handIn(file('a 8'));
    await handIn(file('b 2'));
    const both = await handIn(file('a 1', 'b 1'));
    const { body } = await revert(both.id);
    const receipt = body as Receipt;
    expect(new Set(receipt.slices.map(({ restoredFrom }) => restoredFrom)).size).toBe(2);
    expect(receipt.sha256).not.toBe(both.sha256);
    expect([await takeUp('a'), await takeUp('b')]).toEqual([80, 20]);
  });

  it('is refused when something newer is there, which is named, and changes nothing', async () => {
    await handIn(file('a 8', 'b 2'));
    const second = await handIn(file('a 1', 'b 1'));
    const third = await handIn(file('b 5'));
    const answer = await revert(second.id);
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'upload/replaced-since',
        slices: [
          { unit: 'b', period: '2026-08', since: { id: third.id, by: 'followup' } },
          { unit: 'b', period: '2026-09', since: { id: third.id } },
        ],
      },
    });
    expect([await takeUp('a'), await takeUp('b')]).toEqual([10, 50]);
  });

  it('withdraws what was the first of its slice to nothing, which can be taken back, too', async () => {
    const first = await handIn(file('a 8'));
    const more = await handIn(file('a 1', 'b 1'));
    const withdrawn = (await revert(more.id)).body as Receipt;
    expect(withdrawn).toMatchObject({ reverts: more.id, fileName: first.fileName });
    expect(withdrawn.slices.map(({ unit, rows }) => [unit, rows > 0])).toEqual([
      ['a', true],
      ['a', true],
      ['b', false],
      ['b', false],
    ]);
    expect([await takeUp('a'), await takeUp('b')]).toEqual([80, null]);
    expect((await revert(first.id)).status).toBe(409);
    await revert(withdrawn.id);
    expect([await takeUp('a'), await takeUp('b')]).toEqual([10, 10]);
  });

  it('is for those who could have handed the same in', async () => {
    await handIn(file('a 8', 'b 2'));
    const second = await handIn(file('a 1', 'b 1'));
    const own = await handIn(file('a 3'), 'unit-a');
    expect((await revert(own.id, 'unit-a')).status).toBe(201);
    expect(await revert(second.id, 'unit-a')).toMatchObject({ status: 403, body: { code: 'access/denied' } });
    expect(await revert(own.id, 'matare')).toMatchObject({ status: 403, body: { code: 'access/denied' } });
    expect((await revert(own.id, 'drift')).status).toBe(403);
    expect((await city.call(`/api/v1/uploads/${own.id}/revert`, { method: 'POST' })).status).toBe(401);
    expect(await revert('finns-inte', 'unit-a')).toMatchObject({ status: 404 });
    const others = await handIn(file('b 6'));
    expect(await revert(others.id, 'unit-a')).toMatchObject({
      status: 404,
      body: { code: 'upload/unknown' },
    });
  });

  it('leaves frozen periods alone unless the follow-up team restates', async () => {
    await handIn(file('a 8'));
    const second = await handIn(file('a 1'), 'unit-a');
    const frozen = await city.call('/api/v1/periods/2026-Q3/freeze', { method: 'POST', as: 'followup' });
    expect(frozen.status).toBe(201);
    for (const [as, query] of [
      ['followup', ''],
      ['unit-a', '?restate=true'],
    ] as const) {
      expect(await revert(second.id, as, query)).toMatchObject({
        status: 409,
        body: { code: 'period/frozen' },
      });
    }
    expect(await takeUp('a')).toBe(10);
    const restated = await revert(second.id, 'followup', '?restate=true');
    expect(restated).toMatchObject({ status: 201, body: { warnings: [{ code: 'period-restated' }, {}] } });
    expect(await takeUp('a')).toBe(80);
  });

  it('lets one of two that take the same back at once succeed', async () => {
    await handIn(file('a 8'));
    const second = await handIn(file('a 1'));
    const answers = await Promise.all([revert(second.id), revert(second.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await takeUp('a')).toBe(80);
  });

  it('is kept over a restart, as is what came before', async () => {
    await handIn(file('a 8'));
    const second = await handIn(file('a 1'));
    await revert(second.id);
    const before = await history('a');
    await city.stop();
    city = await SmallCity.start({ dataFolder: city.dataFolder, nowMs: () => nowMs });
    expect(await history('a')).toEqual(before);
    expect(await takeUp('a')).toBe(80);
  });

  it('does not make late what came in time, nor does a correction', async () => {
    const state = async () => {
      const { body } = await city.call('/api/v1/completeness?period=2026-09&unit=a');
      const { items } = body as { items: DeliveryState[] };
      return items.filter(({ dataset }) => dataset === 'transactions');
    };
    await handIn(file('a 8'));
    const inTime = [{ state: 'delivered', receivedAt: '2026-10-10T09:00:00.000+02:00' }];
    expect(await state()).toMatchObject(inTime);
    nowMs = Date.parse('2026-12-01T09:00:00+01:00');
    const correction = await handIn(file('a 7'));
    expect(await state()).toMatchObject(inTime);
    await revert(correction.id);
    expect(await state()).toMatchObject(inTime);
  });

  describe('the history of a slice', () => {
    it('tells who, when and what, newest first', async () => {
      const first = await handIn(file('a 8'));
      nowMs += 60_000;
      const second = await handIn(file('a 1'), 'unit-a');
      expect(await history('a', 'unit-a')).toMatchObject([
        { version: 2, current: true, uploadId: second.id, by: 'unit-a', rows: 2, total: 10 },
        { version: 1, current: false, uploadId: first.id, by: 'followup', sha256: first.sha256 },
      ]);
    });

    it('is for those who hand in for the unit', async () => {
      const path = '/api/v1/slices?dataset=transactions&unit=b&period=2026-09';
      expect((await city.call(path, { as: 'unit-a' })).status).toBe(403);
      expect((await city.call(path)).status).toBe(401);
    });
  });
});
