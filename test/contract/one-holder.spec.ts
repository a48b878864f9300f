import { spawnSync } from 'node:child_process';
import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openStore } from '#store';
import { Child } from '../child-process.js';
import { DATASETS, SEPTEMBER_MS, delivered, samplesOf, schema } from './facts.js';
import { temporaryFolder } from './place.js';
import { FILLING_SAMPLES } from './store-work.js';

jest.setTimeout(120_000);

const CHILD = new URL('./store-child.ts', import.meta.url);
const NAMESPACE = ['unshare', '--user', '--map-root-user', '--mount'];

function mayMount(): boolean {
  const [command = '', ...args] = NAMESPACE;
  return spawnSync(command, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
}

describe('the folder of a store', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeEach(async () => {
    folder = await temporaryFolder();
  });

  afterEach(() => folder.remove());

  it('is shared by those who open it in one process, however they come and go', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => openStore(folder.path, DATASETS)));
    for (const [index, store] of stores.entries()) {
      await store.timeSeries.writeSamples(samplesOf(`t${index}`, SEPTEMBER_MS, 3));
      if (index < 2) await store.close();
    }
    const [last, again] = await Promise.all([stores[2]?.close(), openStore(folder.path, DATASETS)]);
    expect(last).toBeUndefined();
    const window = { startMs: SEPTEMBER_MS, endMs: SEPTEMBER_MS + 600_000 };
    expect(await again.timeSeries.samples({ ...window, targets: ['t0', 't1', 't2'] })).toHaveLength(9);
    await again.close();
  });

  it('is for its user alone; when it is gone nothing is acknowledged any more', async () => {
    const place = join(folder.path, 'data');
    const store = await openStore(place, DATASETS);
    expect((await stat(place)).mode & 0o777).toBe(0o700);
    await store.timeSeries.writeSamples(samplesOf('t', SEPTEMBER_MS, 3));
    await rename(place, `${place}-elsewhere`);
    const gone = { code: 'store/gone', message: expect.stringContaining('Bring the folder back') };
    await expect(store.timeSeries.writeSamples(samplesOf('t', SEPTEMBER_MS, 4))).rejects.toMatchObject(gone);
    await expect(store.ledger.revision()).rejects.toMatchObject(gone);
    await expect(store.expectWritable()).rejects.toMatchObject(gone);
    await rename(`${place}-elsewhere`, place);
    await store.expectWritable();
    await store.close();
  });

  it('is refused, with the remedy, while another process holds it', async () => {
    const holder = new Child(CHILD, ['hold', folder.path]);
    await holder.said('holding');
    await expect(openStore(folder.path, DATASETS)).rejects.toMatchObject({
      code: 'store/held',
      message: expect.stringMatching(/in use by another process \(PID \d+\).*ask the running monitor/),
    });
    await holder.kill();
    await (await openStore(folder.path, DATASETS)).close();
  });

  it('follows the schemas: new columns are added, taken names and changed types are refused', async () => {
    const cost = { labels: ['kind'], numbers: ['amount'] };
    const open = async (columns: typeof cost): Promise<void> => {
      await (await openStore(folder.path, [schema('cost', columns)])).close();
    };
    await open(cost);
    const store = await openStore(folder.path, [
      schema('cost', { labels: ['origin', 'kind'], numbers: ['hours', 'amount'] }),
    ]);
    const key = { dataset: 'cost', unit: 'a', period: '2026-09', source: 'manual', part: '' } as const;
    const labels = { origin: 'internal', kind: 'actual' };
    const fact = { unit: 'a', period: '2026-09', system: null, project: null, notApplicable: [] };
    const numbers = { hours: 2, amount: 3 };
    await store.ledger.record(delivered('1', [{ key, observations: [{ ...fact, labels, numbers }] }]));
    const month = { fromMonth: '2026-09', toMonth: '2026-09' };
    const asked = {
      dataset: 'cost',
      ...month,
      columns: ['amount', 'hours'],
      labels: ['kind', 'origin'],
    } as const;
    expect(await store.facts.sumObservations(asked)).toMatchObject([{ labels, sums: numbers }]);
    await store.close();
    await open(cost);
    await expect(open({ labels: ['amount'], numbers: [] })).rejects.toMatchObject({
      code: 'store/column-changed',
    });
    await expect(open({ labels: ['source'], numbers: [] })).rejects.toMatchObject({
      code: 'store/column-name',
    });
    await expect(open({ labels: ['a" b'], numbers: [] })).rejects.toMatchObject({
      code: 'store/column-name',
    });
  });

  const possible = mayMount();
  if (!possible)
    console.warn('Skipped: a full disk needs a small file system, and mounting one is not allowed here.');
  (possible ? it : it.skip)(
    'says when its disk is full, loses nothing and goes on when there is room',
    async () => {
      const mount = ['sh', '-c', `mount -t tmpfs -o size=24m tmpfs "$0" && exec "$@"`, folder.path];
      const filler = new Child(CHILD, ['fill', folder.path], [...NAMESPACE, ...mount]);
      await filler.finished();
      const [refused, ...counts] = filler.lines;
      expect(refused).toBe('refused store/disk-full');
      expect(counts.map((line) => line.split(' ')[0])).toEqual(['full', 'after', 'reopened']);
      for (const [index, line] of counts.entries()) {
        const [, acknowledged = '', found = ''] = line.split(' ');
        expect(Number(acknowledged)).toBeGreaterThan(0);
        // What was refused may have been stored nevertheless, but then whole; written again, it is there once.
        const refusedCount = Number(found) - Number(acknowledged);
        expect(index === 0 ? [0, FILLING_SAMPLES] : [0]).toContain(refusedCount);
      }
    },
  );
});
