import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type EditionSummary } from '#core';
import { Cli } from './cli.js';
import { SmallCity } from './small-city.js';

// Only a guard against hanging: every command is a process of its own.
jest.setTimeout(240_000);

const CASES = 'unit;period;process;closed;within_target\na;2025-09;bygglov;10;9\n';

describe('the cli and editions', () => {
  let cli: Cli;
  let folder: string;
  let cases: string;
  beforeAll(async () => {
    cli = await Cli.made();
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-cli-'));
    cases = join(folder, 'ärenden.csv');
    await writeFile(cases, CASES);
  });
  afterAll(() => Promise.all([cli.remove(), rm(folder, { recursive: true })]));

  it('freezes, restates, verifies and rebuilds on the files', async () => {
    const data = join(folder, 'alone');
    expect((await cli.run(data, 'import', 'cases', cases)).code).toBe(0);
    const tried = await cli.run(data, 'freeze', '2025-Q3', '--dry-run');
    expect(tried.out).toContain('2025-Q3 skulle fastställas som original.');
    const first = await cli.run(data, 'freeze', '2025-Q3', '--json');
    expect(JSON.parse(first.out) as EditionSummary).toMatchObject({ name: 'original', by: 'local-admin' });
    await writeFile(cases, CASES.replace(';9', ';8'));
    expect(await cli.run(data, 'import', 'cases', cases)).toMatchObject({
      code: 1,
      err: expect.stringContaining('fastställd period (2025-Q3)'),
    });
    expect((await cli.run(data, 'import', 'cases', cases, '--restate')).code).toBe(0);
    const restated = await cli.run(data, 'freeze', '2025-Q3', '--restate', '--reason', 'Rättat');
    expect(restated.out).toMatch(/2025-Q3 är fastställd: restated-2, nummer 2 i kedjan/);
    expect((await cli.run(data, 'freeze', '--verify')).out).toBe('2 utgåvor, kedjan är hel.\n');
    expect((await cli.run(data, 'rebuild', '--from', '2025')).out).toContain('1 leveranser');
  });

  it('sees that somebody has changed the audit log', async () => {
    const data = join(folder, 'changed');
    await writeFile(cases, CASES);
    expect((await cli.run(data, 'import', 'cases', cases)).code).toBe(0);
    expect((await cli.run(data, 'audit', 'verify')).out).toMatch(
      /^ändringar: 1 poster, 0 gallrade, SHA-256 [0-9a-f]{64}\nLoggen är hel\.\n$/,
    );
    const file = await DuckDBInstance.create(join(data, 'store.duckdb'));
    const connection = await file.connect();
    await connection.run(`UPDATE journal SET author = 'någon annan' WHERE kind = 'audit'`);
    connection.closeSync();
    file.closeSync();
    expect(await cli.run(data, 'audit', 'verify')).toMatchObject({
      code: 1,
      err: expect.stringContaining('ändringar 1: posten, eller länken före den, är inte den som skrevs'),
    });
  });

  it('does the same through the monitor that holds the folder', async () => {
    const city = await SmallCity.start();
    try {
      expect((await cli.run(city.dataFolder, 'freeze', '2025-Q3')).out).toContain('original');
      const tried = await cli.run(city.dataFolder, 'freeze', '2025-Q3', '--restate', '--dry-run', '--json');
      expect(JSON.parse(tried.out)).toMatchObject({ name: 'restated-2', changed: { measures: 0 } });
      const again = await cli.run(city.dataFolder, 'freeze', '2025-Q3', '--restate', '--reason', 'Å');
      expect(again.out).toContain('restated-2');
      const [frozen] = await city.perspektiv.closing.edition.periods(Date.now());
      expect(frozen?.editions.map(({ reason }) => reason)).toEqual([null, 'Å']);
      expect(await cli.run(city.dataFolder, 'freeze', '2025-Q3')).toMatchObject({
        code: 1,
        err: expect.stringContaining('redan fastställd'),
      });
      expect((await cli.run(city.dataFolder, 'rebuild')).out).toContain('0 leveranser');
    } finally {
      await city.remove();
    }
  });
});
