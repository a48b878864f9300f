import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Receipt, type UploadReport } from '#core';
import { SmallCity } from './small-city.js';

const LEDGER = [
  '#FLAGGA 0',
  '#SIETYP 2',
  '#RAR 0 20260101 20261231',
  '#PSALDO 0 202609 6810 {} 300.00',
  '#PSALDO 0 202609 6820 {} 1000.00',
  '#PSALDO 0 202608 6810 {} 50.00',
].join('\r\n');

/** Which accounts are IT costs. */
function accountMap(accounts: readonly string[], unit = 'a'): string {
  return [
    'id: kommun-bas',
    "validFrom: '2020-01-01'",
    'accounts:',
    ...accounts.map((account) => `  - { from: '${account}', procurementArea: telephony }`),
    'costCentres:',
    `  - { from: '1', unit: ${unit} }`,
  ].join('\n');
}

describe('the same bytes after the account map was mended', () => {
  let folder: string;
  let city: SmallCity;
  const under = async (map: string): Promise<SmallCity> => {
    await writeFile(join(folder, 'config/accounts/kommun-bas.yaml'), map);
    return SmallCity.start({
      dataFolder: join(folder, 'data'),
      more: { configFolder: join(folder, 'config') },
    });
  };
  const handIn = async (dryRun: boolean): Promise<{ status: number; body: UploadReport & Receipt }> => {
    const query = dryRun ? { dryRun: 'true' } : {};
    const { status, body } = await city.upload('cost', LEDGER, { as: 'unit-a', fileName: 'a.se', query });
    return { status, body: body as UploadReport & Receipt };
  };
  const totals = ({ slices }: UploadReport | Receipt): unknown[] =>
    slices.map(({ period, total, previousTotal }) => [period, total, previousTotal]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-map-'));
    await cp(resolve('test/fixtures/config/small'), join(folder, 'config'), { recursive: true });
    const settings = await readFile(join(folder, 'config/perspektiv.yaml'), 'utf8');
    const extended = settings.replace(/^extends: .*$/m, `extends: ${resolve('config')}`);
    await writeFile(join(folder, 'config/perspektiv.yaml'), extended);
    await mkdir(join(folder, 'config/accounts'));
    await mkdir(join(folder, 'data'));
  });
  afterAll(async () => {
    await city.stop();
    await rm(folder, { recursive: true });
  });

  it('are read anew, stored as the check said, and known from then on', async () => {
    city = await under(accountMap(['681']));
    expect((await handIn(false)).status).toBe(201);
    expect((await handIn(false)).status).toBe(200);
    await city.stop();

    city = await under(accountMap(['681', '682']));
    const check = await handIn(true);
    expect(totals(check.body)).toEqual([
      ['2026-08', 50, 50],
      ['2026-09', 1300, 300],
    ]);
    const stored = await handIn(false);
    expect(stored.status).toBe(201);
    expect(totals(stored.body)).toEqual(totals(check.body));
    const again = await handIn(false);
    expect([again.status, again.body.id]).toEqual([200, stored.body.id]);
    await city.stop();
  });

  it('tell what they gave before and give no longer', async () => {
    city = await under(accountMap(['682']));
    const { status, body } = await handIn(false);
    expect(status).toBe(201);
    expect(totals(body)).toEqual([['2026-09', 1000, 1300]]);
    expect(body.warnings.filter(({ code }) => code === 'slice-left-behind')).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('2026-08') as unknown },
    ]);
  });
});
