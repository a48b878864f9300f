import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TASKS } from '#pipeline';
import { type JournalEntry } from '#store';
import { SmallCity } from './small-city.js';

const NOW_MS = Date.UTC(2026, 9, 20, 12);
const DAY_MS = 86_400_000;

function entry(kind: JournalEntry['kind'], daysAgo: number, subject: string | null): JournalEntry {
  const id = `${kind}-${daysAgo}`;
  const atMs = NOW_MS - daysAgo * DAY_MS;
  return { id, kind, atMs, by: 'test', period: null, measure: null, subject, content: null };
}

let city: SmallCity;
beforeAll(async () => {
  city = await SmallCity.start({ nowMs: () => NOW_MS });
});
afterAll(() => city.remove());

it('lets signals between processes go after a week, and nothing that is a record', async () => {
  const { ledger } = city.perspektiv.store;
  const signals = [9, 8, 6].flatMap((daysAgo) => [
    entry('heartbeat', daysAgo, 'probe:nattjobb'),
    entry('verdict', daysAgo, 'system:tjanst-a'),
  ]);
  const refused = [900, 10].map((daysAgo) => entry('audit', daysAgo, 'audit:attempt'));
  await ledger.append(refused);
  const records = [entry('audit', 400, null), entry('alert', 399, null), entry('comment', 398, null)];
  await ledger.append([...signals, ...records]);
  await TASKS.find(({ id }) => id === 'housekeep')?.run(city.perspektiv, NOW_MS);
  const kept = (await ledger.entries({})).map(({ id }) => id);
  expect(kept).toEqual(expect.arrayContaining(records.map(({ id }) => id)));
  expect(kept).not.toContain('audit-900');
  expect(kept).toContain('audit-10');
  expect(kept.filter((id) => /^(?:heartbeat|verdict)-/.test(id))).toEqual(['heartbeat-6', 'verdict-6']);
});
