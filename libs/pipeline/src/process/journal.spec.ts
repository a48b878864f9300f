import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOURNAL_KINDS, type JournalEntry, type Store, openStore } from '#store';
import { Failures } from './failures.js';
import { Journal } from './journal.js';
import { KINDS } from './journal-kinds.js';

const ABOUT = { period: '2026-Q3', measure: 'availability', subject: 'unit:city' };

/** A comment as somebody may have damaged it, or another program written it. */
function comment(id: string, more: Partial<JournalEntry> = {}): JournalEntry {
  return { id, kind: 'comment', atMs: 1, by: 'anna', ...ABOUT, content: { text: 'Hej' }, ...more };
}

describe('the journal', () => {
  let folder: string;
  let store: Store;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-journal-'));
    store = await openStore(folder, []);
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('reads back what it wrote, with an id of its own or the one that was chosen', async () => {
    const journal = new Journal(store.ledger);
    const draft = { ...ABOUT, atMs: 1, by: 'anna', content: { text: 'Hej' } };
    const written = await journal.write('comment', draft);
    const chosen = await journal.write('comment', { ...draft, id: 'chosen' });
    expect(await journal.entriesOf('comment')).toEqual([written, chosen]);
    expect(await journal.taken(['chosen', 'another'])).toEqual(new Set(['chosen']));
  });

  it.each<[string, Partial<JournalEntry>]>([
    ['has another content', { content: { txt: 'Hej' } }],
    ['has no content', { content: null }],
    ['has a text for an object', { content: 'Hej' }],
    ['has a field of another type', { content: { text: 7 } }],
    ['is about nothing', { period: null }],
  ])('sets aside an entry that %s, and reads the others', async (_, more) => {
    const failures = new Failures();
    const journal = new Journal(store.ledger, failures);
    await store.ledger.append([comment('before'), comment('damaged', more), comment('after')]);
    expect((await journal.entriesOf('comment')).map(({ id }) => id)).toEqual(['before', 'after']);
    await journal.entriesOf('comment');
    expect(failures.setAside()).toMatchObject([{ subject: 'entry:comment/damaged', times: 2 }]);
    expect(failures.lasting()).toEqual([]);
    expect(await journal.taken(['damaged'])).toEqual(new Set(['damaged']));
  });

  it('takes what a later program added to a content', async () => {
    const journal = new Journal(store.ledger);
    await store.ledger.append([comment('later', { content: { text: 'Hej', mood: 'glad' } })]);
    expect(await journal.entriesOf('comment')).toHaveLength(1);
  });

  it('works out what follows from all entries anew only when more have come', async () => {
    const journal = new Journal(store.ledger);
    let times = 0;
    const count = journal.kept('comment', (entries) => {
      times++;
      return entries.length;
    });
    expect([await count(), await count(), times]).toEqual([0, 0, 1]);
    await store.ledger.append([comment('new')]);
    expect([await count(), await count(), times]).toEqual([1, 1, 2]);
  });

  it('knows every kind', () => {
    expect(Object.keys(KINDS).sort()).toEqual([...JOURNAL_KINDS].sort());
  });
});
