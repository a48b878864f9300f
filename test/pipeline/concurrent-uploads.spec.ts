import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Receipt, type UploadReport, codeOf } from '#core';
import { temporaryFolder } from '../contract/place.js';
import { OtherMonitor } from './other-monitor.js';
import { SmallCity } from './small-city.js';

const HEADER = 'Enhet;Period;Belopp;Slag;Anskaffningsområde';

function costs(amount: number, period = '2026-09'): string {
  return `${HEADER}\na;${period};${amount};actual;software`;
}

describe('files of one slice at the same time', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  it('are taken in by turns: one wins, and the others are told whose', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((amount) => city.upload('cost', costs(amount))));
    const winners = answers.filter(({ status }) => status === 201).map(({ body }) => body as Receipt);
    const told = answers.filter(({ status }) => status === 409);
    // Whoever comes when the first has its receipt is no longer at the same time.
    expect(winners.length).toBeGreaterThan(0);
    expect(winners.length + told.length).toBe(4);
    for (const { body } of told) {
      const { code, receipts } = body as { code: string; receipts: Receipt[] };
      expect(code).toBe('upload/changed-meanwhile');
      expect(winners.map(({ id }) => id)).toContain(receipts[0]?.id);
    }
    const slices = await city.perspektiv.store.ledger.slices({ dataset: 'cost', periods: ['2026-09'] });
    expect(slices).toMatchObject([{ version: winners.length }]);
  });

  it('that are the same are one', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => city.upload('cost', costs(7, '2026-08'))));
    expect(new Set(answers.map(({ body }) => (body as Receipt).id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  });

  it('do not overwrite what somebody handed in after the report', async () => {
    const report = await city.upload('cost', costs(10, '2026-07'), { query: { dryRun: 'true' } });
    const asOf = String((report.body as UploadReport).asOf);
    const other = await city.upload('cost', costs(11, '2026-07'), { as: 'unit-a' });
    const { status, body } = await city.upload('cost', costs(10, '2026-07'), { query: { asOf } });
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { receipts: [{ id: (other.body as Receipt).id, by: 'unit-a' }] },
    });
    const again = await city.upload('cost', costs(10, '2026-07'), { query: { dryRun: 'true' } });
    expect(again.body).toMatchObject({ slices: [{ previousTotal: 11 }] });
    const { asOf: now } = again.body as UploadReport;
    const stored = await city.upload('cost', costs(10, '2026-07'), { query: { asOf: String(now) } });
    expect(stored.status).toBe(201);
  });
});

const NAMESPACE = ['unshare', '--user', '--map-root-user', '--mount'];

function mayMount(): boolean {
  const [command = '', ...args] = NAMESPACE;
  return spawnSync(command, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
}

describe('a disk that is full', () => {
  (mayMount() ? it : it.skip)(
    'acknowledges nothing, says so, and works again when there is space',
    async () => {
      const folder = await temporaryFolder();
      const mount = ['sh', '-c', 'mount -t tmpfs -o size=24m tmpfs "$0" && exec "$@"', folder.path];
      const monitor = await OtherMonitor.start(folder.path, { before: [...NAMESPACE, ...mount] });
      // The disk as the monitor sees it.
      const disk = join('/proc', String(monitor.pid), 'root', folder.path);
      const filler = join(disk, 'filler');
      await writeFile(filler, Buffer.alloc(32 * 1024 * 1024)).catch((thrown: unknown) => {
        expect(codeOf(thrown)).toBe('ENOSPC');
      });
      const refused = await monitor.upload('cost', costs(1));
      expect(refused).toMatchObject({ status: 503, body: { code: 'monitor/store-unavailable' } });
      expect(await monitor.receipts()).toEqual([]);
      await rm(filler);
      expect(await monitor.upload('cost', costs(1))).toMatchObject({ status: 201 });
      expect(await monitor.receipts()).toHaveLength(1);
      expect(existsSync(join(disk, 'arriving')) ? readdirSync(join(disk, 'arriving')) : []).toEqual([]);
      await monitor.kill();
      await folder.remove();
    },
  );
});
