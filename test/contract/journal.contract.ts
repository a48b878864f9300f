import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type JournalEntry, type JournalQuery, type Ledger, type Store, digestOf, linkAfter } from '#store';
import { costContent, costSlice, delivered } from './facts.js';
import { type Place } from './place.js';

const AT_MS = Date.UTC(2026, 9, 5, 7, 30);
const DAY_MS = 86_400_000;

function entry(id: string, more: Partial<JournalEntry> = {}): JournalEntry {
  const nothing = { period: null, measure: null, subject: null };
  return { id, kind: 'comment', atMs: AT_MS, by: 'anna', ...nothing, content: { text: id }, ...more };
}

/** What the journal of every engine promises. */
export function describeJournal(name: string, empty: () => Promise<Place<Store>>): void {
  describe(`journal in ${name}`, () => {
    let place: Place<Store>;
    let store: Store;
    let ledger: Ledger;

    beforeEach(async () => {
      place = await empty();
      store = await place.open();
      ledger = store.ledger;
    });

    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const ids = async (query: JournalQuery): Promise<string[]> =>
      (await ledger.entries(query)).map(({ id }) => id);

    it('gives back what was appended, in that order, also after it is opened again', async () => {
      const first = [entry('b', { content: 'å "x" \u2028 🧾' }), entry('a', { content: null })];
      const second = [entry('0', { kind: 'run', period: '2026', measure: 'm', subject: 'unit:city' })];
      await ledger.append(first);
      await ledger.append(second);
      await ledger.append([]);
      expect(await ledger.entries({})).toEqual([...first, ...second]);
      await store.close();
      store = await place.open();
      ledger = store.ledger;
      expect(await ledger.entries({})).toEqual([...first, ...second]);
    });

    it('keeps any content as it is, short or long', async () => {
      let count = 0;
      const long = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2_000 });
      const value = fc.oneof(fc.jsonValue(), long);
      await fc.assert(
        fc.asyncProperty(value, async (drawn) => {
          const content: unknown = JSON.parse(JSON.stringify(drawn)); // JSON knows no −0
          const one = entry(`p${++count}`, { content });
          await ledger.append([one]);
          expect(await ledger.entries({ ids: [one.id] })).toEqual([one]);
        }),
        { numRuns: 30 },
      );
    });

    it('finds entries by what they are about', async () => {
      await ledger.append([
        entry('1', { period: '2026-Q3', subject: 'unit:a', measure: 'availability' }),
        entry('2', { period: '2026-Q3', subject: 'unit:b', kind: 'deviation' }),
        entry('3', { period: '2026-Q4', subject: 'unit:a' }),
        entry('4'),
      ]);
      expect(await ids({ period: '2026-Q3' })).toEqual(['1', '2']);
      expect(await ids({ period: '2026-Q3', kind: 'comment' })).toEqual(['1']);
      expect(await ids({ subject: 'unit:a', measure: null })).toEqual(['3']);
      expect(await ids({ ids: ['4', '2', '9'] })).toEqual(['2', '4']);
      expect(await ids({ ids: [] })).toEqual([]);
      expect(await ids({ last: 2 })).toEqual(['3', '4']);
      expect(await ids({ kind: 'comment', last: 1 })).toEqual(['4']);
      expect(await ids({ subject: "unit:a' OR 1=1 --" })).toEqual([]);
    });

    it('is read page by page, from its end', async () => {
      await ledger.append([entry('1'), entry('2', { kind: 'audit' }), entry('3', { kind: 'audit' })]);
      await ledger.append([entry('4', { kind: 'audit' }), entry('5')]);
      expect(await ids({ kind: 'audit', last: 2 })).toEqual(['3', '4']);
      expect(await ids({ kind: 'audit', last: 2, before: '3' })).toEqual(['2']);
      expect(await ids({ before: '5' })).toEqual(['1', '2', '3', '4']);
      expect(await ids({ before: '1' })).toEqual([]);
      expect(await ids({ before: 'ingen' })).toEqual([]);
    });

    it('appends all or none, and the same again changes nothing', async () => {
      await ledger.append([entry('1'), entry('2')]);
      await ledger.append([entry('1'), entry('2')]);
      expect(await ids({})).toEqual(['1', '2']);
      expect(await ledger.revision()).toBe(1);
      const taken = ledger.append([entry('3'), entry('2', { content: { text: 'annat' } })]);
      await expect(taken).rejects.toMatchObject({ code: 'store/entry-id-taken' });
      const twice = ledger.append([entry('3'), entry('3', { by: 'bo' })]);
      await expect(twice).rejects.toMatchObject({ code: 'store/entry-id-taken' });
      expect(await ids({})).toEqual(['1', '2']);
    });

    it('takes entries only as long as nothing has come that was not looked at', async () => {
      await ledger.append([entry('1')]);
      const asOf = { revision: await ledger.revision(), nothingOf: ['comment', 'upload'] as const };
      await ledger.append([entry('2', { kind: 'run' })], asOf);
      await ledger.append([entry('3'), entry('4')], asOf);
      await expect(ledger.append([entry('5')], asOf)).rejects.toMatchObject({ code: 'store/overtaken' });
      await ledger.append([entry('3'), entry('4')], asOf); // the same again changes nothing, late or not
      const other = ledger.append([entry('3', { by: 'bo' })], asOf);
      await expect(other).rejects.toMatchObject({ code: 'store/overtaken' });
      expect(await ids({})).toEqual(['1', '2', '3', '4']);

      const later = { ...asOf, revision: await ledger.revision() };
      await ledger.record(delivered('u', [costContent(costSlice('a', '2026-09'), [1])]));
      await expect(ledger.append([entry('6')], later)).rejects.toMatchObject({ code: 'store/overtaken' });
      await ledger.append([entry('6')], { ...later, nothingOf: ['comment'] });
      await ledger.append([entry('7')], { ...later, nothingOf: [] });
    });

    it('lets one win of several that looked at the same', async () => {
      const asOf = { revision: await ledger.revision(), nothingOf: ['comment'] as const };
      const outcomes = await Promise.allSettled(
        ['1', '2', '3', '4'].map((id) => ledger.append([entry(id)], asOf)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await ids({})).toHaveLength(1);
    });

    it('keeps uploads out when there is more in it than whoever hands in has looked at', async () => {
      const upload = (id: string, revision: number) => ({
        ...delivered(id, [costContent(costSlice('a', '2026-09'), [1])]),
        asOf: { revision, nothingOf: ['edition'] as const },
      });
      await ledger.append([entry('1', { kind: 'edition' })]);
      await ledger.record(upload('u1', 1));
      await ledger.append([entry('2', { kind: 'run' })]);
      await ledger.record(upload('u2', 1));
      await ledger.append([entry('3', { kind: 'edition' })]);
      await expect(ledger.record(upload('u3', 1))).rejects.toMatchObject({ code: 'store/overtaken' });
      await ledger.record(upload('u2', 1));
      await ledger.record(upload('u3', await ledger.revision()));
      expect(await ledger.slices({})).toMatchObject([{ version: 3, uploadId: 'u3' }]);
    });

    it('forgets what is old of some kinds, but for the last about each subject', async () => {
      const call = (id: string, subject: string | null, dayAfter: number): JournalEntry =>
        entry(id, { kind: 'heartbeat', subject, atMs: AT_MS + dayAfter * DAY_MS });
      await ledger.append([call('1', 'probe:a', 0), call('2', 'probe:a', 1), call('3', 'probe:b', 0)]);
      await ledger.append([call('4', null, 0), call('5', null, 0), entry('6'), call('7', 'probe:a', 2)]);
      const revision = await ledger.revision(['heartbeat']);
      await ledger.forget(['heartbeat', 'verdict'], AT_MS + 1);
      expect(await ids({})).toEqual(['2', '3', '5', '6', '7']);
      await ledger.forget(['heartbeat'], AT_MS + 9 * DAY_MS);
      expect(await ids({})).toEqual(['3', '5', '6', '7']);
      await ledger.forget([], AT_MS + 9 * DAY_MS);
      expect(await ids({})).toEqual(['3', '5', '6', '7']);
      expect(await ledger.revision(['heartbeat'])).toBe(revision);
      await ledger.append([call('1', 'probe:a', 0)]); // what was forgotten is no longer known
      expect(await ids({})).toEqual(['3', '5', '6', '7', '1']);
    });

    it('links the entries of the audit log, each subject by itself, whatever else is written meanwhile', async () => {
      const told = (id: string, subject: string): JournalEntry => entry(id, { kind: 'audit', subject });
      await ledger.append([told('1', 'audit:change'), entry('2'), told('3', 'audit:attempt')]);
      await ledger.append([told('1', 'audit:change')]);
      const upload = delivered('u', [costContent(costSlice('a', '2026-09'), [1])]);
      const rest = [ledger.record({ ...upload, entries: [told('4', 'audit:change')] })];
      for (let n = 5; n < 12; n++)
        rest.push(ledger.append([told(String(n), 'audit:change'), entry(`c${n}`)]));
      await Promise.all(rest);
      await ledger.record({ ...upload, entries: [told('12', 'audit:change')] }); // recorded already: nothing comes
      expect((await ledger.entries({ kind: 'comment' })).every(({ link }) => link === undefined)).toBe(true);
      const changes = await ledger.entries({ kind: 'audit', subject: 'audit:change' });
      expect(changes).toHaveLength(9);
      let last = null;
      for (const each of changes) expect(each.link).toEqual((last = linkAfter(last, digestOf(each))));
      expect(await ledger.chains()).toEqual([
        {
          kind: 'audit',
          subject: 'audit:attempt',
          last: expect.objectContaining({ sequence: 1 }),
          forgotten: null,
        },
        { kind: 'audit', subject: 'audit:change', last, forgotten: null },
      ]);
      const failing = ledger.append([told('13', 'audit:change'), entry('c5', { by: 'bo' })]);
      await expect(failing).rejects.toMatchObject({ code: 'store/entry-id-taken' });
      expect((await ledger.chains())[1]?.last).toEqual(last);
    });

    it('lets the same be said late, with who says it now', async () => {
      const asOf = { revision: await ledger.revision(), nothingOf: ['comment'] as const };
      await ledger.append([entry('1'), entry('a1', { kind: 'audit' })], asOf);
      await ledger.append([entry('1'), entry('a2', { kind: 'audit' })], asOf);
      const other = ledger.append([entry('2'), entry('a3', { kind: 'audit' })], asOf);
      await expect(other).rejects.toMatchObject({ code: 'store/overtaken' });
      expect(await ids({})).toEqual(['1', 'a1', 'a2']);
    });

    it('forgets the beginning of a chain, and says how far', async () => {
      const chain = { kind: 'audit', subject: 'audit:attempt' } as const;
      const told = (id: string, day: number): JournalEntry =>
        entry(id, { ...chain, atMs: AT_MS + day * DAY_MS });
      for (const [n, day] of [0, 1, 3, 2, 4].entries()) await ledger.append([told(String(n + 1), day)]);
      const links = (await ledger.entries(chain)).map(({ link }) => link);
      await ledger.forget(['audit'], AT_MS + 9 * DAY_MS);
      await ledger.forgetChain(chain, AT_MS);
      expect(await ids(chain)).toEqual(['1', '2', '3', '4', '5']);
      await ledger.forgetChain(chain, AT_MS + 3 * DAY_MS); // the fourth is older, and comes after one that stays
      expect(await ids(chain)).toEqual(['3', '4', '5']);
      expect(await ledger.chains()).toEqual([{ ...chain, last: links[4], forgotten: links[1] }]);
      await ledger.forgetChain(chain, AT_MS + 99 * DAY_MS);
      expect(await ids(chain)).toEqual(['5']);
      await ledger.append([told('6', 5)]);
      const [chained] = await ledger.chains();
      expect(chained).toMatchObject({ last: { sequence: 6 }, forgotten: links[3] });
    });

    it('has a revision for all, and for some kinds', async () => {
      await ledger.append([entry('1')]);
      await ledger.append([entry('2', { kind: 'run' })]);
      expect(await ledger.revision()).toBe(2);
      expect(await ledger.revision(['comment'])).toBe(1);
      expect(await ledger.revision([])).toBe(0);
      await ledger.record(delivered('u', [costContent(costSlice('a', '2026-09'), [1])]));
      expect(await ledger.revision([])).toBe(3);
      await ledger.append([entry('3', { kind: 'run' })]);
      expect(await ledger.revision(['comment'])).toBe(3);
      expect(await ledger.revision()).toBe(4);
    });
  });
}
