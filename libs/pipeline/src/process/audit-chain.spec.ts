import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Chain, type ChainLink, type JournalEntry, digestOf, linkAfter } from '#store';
import { verifyAudit } from './audit-chain.js';

interface Log {
  readonly entries: JournalEntry[];
  readonly chains: Chain[];
}

/** Entries with links, as a ledger gives them; one of each two is an attempt. */
function logOf(count: number): Log {
  const last = new Map<string, ChainLink>();
  const entries = Array.from({ length: count }, (_, n): JournalEntry => {
    const subject = n % 2 === 0 ? 'audit:change' : 'audit:attempt';
    const topic = { kind: 'audit', period: null, measure: null, subject } as const;
    const entry = { ...topic, id: `e${n}`, atMs: n, by: 'anna', content: { action: 'POST /x', status: 200 } };
    const link = linkAfter(last.get(subject) ?? null, digestOf(entry));
    last.set(subject, link);
    return { ...entry, link };
  });
  const chains = [...last].map(([subject, link]): Chain => ({
    kind: 'audit',
    subject,
    last: link,
    forgotten: null,
  }));
  return { entries, chains };
}

const verify = ({ entries, chains }: Log) =>
  verifyAudit({
    chains: () => Promise.resolve(chains),
    entries: ({ last = Infinity, before }) => {
      const end = before === undefined ? entries.length : entries.findIndex(({ id }) => id === before);
      return Promise.resolve(entries.slice(Math.max(0, end - last), end));
    },
  });

function at(entries: readonly JournalEntry[], place: number): JournalEntry {
  const entry = entries[place];
  if (!entry) throw new Error(`There is no entry ${place}`);
  return entry;
}

describe('verifyAudit', () => {
  it('finds nothing wrong in what is as it was written', async () => {
    expect(await verify({ entries: [], chains: [] })).toEqual({ chains: [], unlinked: 0, faults: [] });
    const log = logOf(4_101);
    const [first, second] = log.chains;
    expect(await verify(log)).toEqual({
      chains: [
        { sort: 'change', entries: 2_051, forgotten: 0, lastHash: first?.last.hash },
        { sort: 'attempt', entries: 2_050, forgotten: 0, lastHash: second?.last.hash },
      ],
      unlinked: 0,
      faults: [],
    });
  });

  it('takes what was lawfully forgotten for that, and entries from before the chains', async () => {
    const { entries, chains } = logOf(9);
    const forgotten = at(entries, 2).link ?? null;
    const old = { ...at(entries, 0), id: 'gammal', subject: null };
    delete old.link;
    const log = {
      entries: [old, ...entries.filter((_, n) => n !== 0 && n !== 2)],
      chains: chains.map((chain) => (chain.subject === 'audit:change' ? { ...chain, forgotten } : chain)),
    };
    const found = await verify(log);
    expect(found).toMatchObject({ unlinked: 1, faults: [] });
    expect(found.chains[0]).toMatchObject({ sort: 'change', entries: 3, forgotten: 2 });
  });

  it('names what was changed, taken out, cut off, put in or begun anew', async () => {
    const { entries, chains } = logOf(9);
    const changed = entries.map((entry, n) => (n === 4 ? { ...entry, by: 'bo' } : entry));
    expect((await verify({ entries: changed, chains })).faults).toEqual([
      { sort: 'change', sequence: 3, fault: 'changed' },
    ]);
    const without = entries.filter((_, n) => n !== 4);
    expect((await verify({ entries: without, chains })).faults).toEqual([
      { sort: 'change', sequence: 3, fault: 'missing' },
    ]);
    const headless = entries.filter((_, n) => n !== 0);
    expect((await verify({ entries: headless, chains })).faults).toEqual([
      { sort: 'change', sequence: 1, fault: 'missing' },
    ]);
    expect((await verify({ entries: entries.slice(0, 8), chains })).faults).toEqual([
      { sort: 'change', sequence: 5, fault: 'cut-short' },
    ]);
    expect((await verify({ entries: [], chains })).faults).toHaveLength(2);
    const { link, ...loose } = at(entries, 4);
    expect(link).toBeDefined();
    const added = [...entries.slice(0, 5), { ...loose, id: 'ny' }, ...entries.slice(5)];
    expect((await verify({ entries: added, chains })).faults).toEqual([
      { sort: 'change', sequence: null, fault: 'added' },
    ]);
  });

  it('sees any one change to any one entry', async () => {
    const log = logOf(12);
    const touch = fc.constantFrom<(entries: JournalEntry[], n: number) => void>(
      (entries, n) => entries.splice(n, 1),
      (entries, n) => (entries[n] = { ...at(entries, n), atMs: 99 }),
      (entries, n) => (entries[n] = { ...at(entries, n), content: { action: 'GET /x', status: 200 } }),
      (entries, n) => (entries[n] = { ...at(entries, n), link: { sequence: 3, hash: 'x' } }),
      (entries, n) => entries.push(at(entries, n)),
      (entries, n) => entries.splice((n + 6) % 12, 0, ...entries.splice(n, 1)),
    );
    await fc.assert(
      fc.asyncProperty(touch, fc.nat(11), async (change, n) => {
        const entries = [...log.entries];
        change(entries, n);
        expect((await verify({ ...log, entries })).faults).not.toEqual([]);
      }),
    );
  });
});
