import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { access, cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BackupReport, Period, type RestoreReport, type Sample } from '#core';
import { TASKS, backUp, openPerspektiv, restore } from '#pipeline';
import { Backups } from '#catalogue';
import { Cli } from './cli.js';
import { SmallCity } from './small-city.js';

// Only a guard against hanging: commands are processes of their own.
jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
const SEPTEMBER = Period.of('2026-09');
const NOW_MS = Period.of('2026-Q3').endMs + 20 * DAY_MS;
const HEADER = 'system;period;channel;started;completed';
const rowsOf = (completed: number): string =>
  [HEADER, ...['07', '08', '09'].map((month) => `tjanst-a;2026-${month};web;100;${completed}`)].join('\n');

/** Two days of measuring: one is settled, and sealed into a segment. */
function samples(): Sample[] {
  return Array.from({ length: 2 * 720 }, (_, i) => ({
    target: 'tjanst-b-http',
    vantage: 'elsewhere',
    timeMs: SEPTEMBER.startMs + i * 120_000,
    ...(i % 90 === 0 ? { state: 'down', reason: 'timeout' } : { state: 'up', totalMs: 90 }),
  }));
}

describe('backup and restore', () => {
  let nowMs = NOW_MS;
  let folder: string;
  let city: SmallCity;
  let report: BackupReport;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-backup-'));
    city = await SmallCity.start({ nowMs: () => nowMs });
    expect((await city.upload('transactions', rowsOf(80))).status).toBe(201);
    await city.perspektiv.measuring.collect.push(samples(), nowMs);
    await city.perspektiv.store.timeSeries.housekeep(nowMs, 0);
    expect(
      (await city.call('/api/v1/periods/2026-Q3/freeze', { method: 'POST', as: 'followup' })).status,
    ).toBe(201);
    const made = await backUp(city.perspektiv, { folder: join(folder, 'kopior'), by: 'test', nowMs });
    if (!made.ok) throw new Error(made.problem.sv);
    report = made.value;
  });
  afterAll(async () => {
    await city.remove();
    await rm(folder, { recursive: true });
  });

  const settingsFor = (dataFolder: string) => ({ ...city.perspektiv.settings, dataFolder });
  const restoreTo = (dataFolder: string, from = report.folder) =>
    restore({ from, settings: settingsFor(dataFolder), onlyTry: false, nowMs });
  const said = async (from: SmallCity): Promise<string[]> => {
    const asked = ['unit/city', 'unit/a', 'system/tjanst-b'].flatMap((subject) =>
      ['2026-09', '2026-Q3'].map((period) => `/api/v1/scorecards/${subject}?period=${period}`),
    );
    const texts: string[] = [];
    for (const path of [...asked, '/api/v1/periods', '/api/v1/outages?from=2026-09-01T00:00:00Z']) {
      texts.push((await from.call(path, { as: 'followup' })).text);
    }
    return texts;
  };

  let saidThen: string[];
  beforeAll(async () => {
    saidThen = await said(city);
  });

  it('tells what it holds, and sha256sum agrees', async () => {
    expect(report).toMatchObject({ editions: 1, elsewhere: [] });
    expect(report.scorecards).toBeGreaterThan(20);
    const checked = await promisify(execFile)('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
      cwd: report.folder,
    });
    expect(checked.stdout.trim().split('\n')).toHaveLength(report.files);
    expect(await readdir(join(report.folder, 'data', 'segments'))).not.toHaveLength(0);
  });

  it('gives the same city back in an empty folder', async () => {
    const dataFolder = join(folder, 'empty');
    const restored = await restoreTo(dataFolder);
    expect(restored).toMatchObject({ ok: true, value: { restoredTo: dataFolder, setAside: null } });
    const again = await SmallCity.start({ dataFolder, nowMs: () => nowMs });
    try {
      expect(await said(again)).toEqual(saidThen);
      const query = { targets: ['tjanst-b-http'], startMs: SEPTEMBER.startMs, endMs: nowMs };
      expect(await again.perspektiv.store.timeSeries.samples(query)).toEqual(
        await city.perspektiv.store.timeSeries.samples(query),
      );
    } finally {
      await again.stop();
    }
  });

  it('sets aside what has come since, and loses none of it', async () => {
    const dataFolder = join(folder, 'later');
    await restoreTo(dataFolder);
    const later = await SmallCity.start({ dataFolder, nowMs: () => nowMs });
    expect((await later.upload('transactions', rowsOf(55), { query: { restate: 'true' } })).status).toBe(201);
    const before = await said(later);
    await later.stop();
    const restored = await restoreTo(dataFolder, join(folder, 'kopior'));
    if (!restored.ok) throw new Error(restored.problem);
    const back = await SmallCity.start({ dataFolder, nowMs: () => nowMs });
    expect(await said(back)).toEqual(saidThen);
    await back.stop();
    const kept = await SmallCity.start({ dataFolder: restored.value.setAside ?? '', nowMs: () => nowMs });
    expect(await said(kept)).toEqual(before);
    await kept.stop();
  });

  it('copies one moment while files are handed in and samples stored', async () => {
    const busy = await SmallCity.start({ nowMs: () => nowMs });
    try {
      let isOver = false;
      const goOn = async (): Promise<void> => {
        for (let completed = 1; !isOver; completed++) {
          expect((await busy.upload('transactions', rowsOf(completed))).status).toBe(201);
        }
      };
      const others = goOn();
      const backups: BackupReport[] = [];
      for (let count = 0; count < 2; count++) {
        const made = await backUp(busy.perspektiv, { folder: join(folder, 'busy'), by: 'test', nowMs });
        if (made.ok) backups.push(made.value);
      }
      isOver = true;
      await others;
      expect(new Set(backups.map((made) => made.folder)).size).toBe(2);
      expect(await restoreTo(join(folder, 'of-busy'), join(folder, 'busy'))).toMatchObject({ ok: true });
    } finally {
      await busy.remove();
    }
  });

  it.each([
    ['a byte of the store', 'data/store.duckdb', (bytes: Buffer) => bytes.fill(7, 5_000, 5_001)],
    ['the end of the manifest', 'manifest.json', (bytes: Buffer) => bytes.subarray(0, 40)],
    ['a checksum', 'SHA256SUMS', (bytes: Buffer) => bytes.fill(98, 3, 5)],
    ['all checksums', 'SHA256SUMS', () => Buffer.alloc(0)],
    ['a file that leads out of it', 'SHA256SUMS', () => Buffer.from(`${'0'.repeat(64)}  ../secret\n`)],
  ])('refuses a backup in which %s is damaged, and touches nothing', async (_, name, damage) => {
    const damaged = join(folder, 'damaged');
    await rm(damaged, { recursive: true, force: true });
    await cp(report.folder, damaged, { recursive: true });
    await writeFile(join(damaged, name), damage(await readFile(join(damaged, name))));
    const target = join(folder, 'untouched');
    expect(await restoreTo(target, damaged)).toEqual({
      ok: false,
      problem: expect.stringMatching(/SHA256SUMS|har kontrollsumman|manifest\.json/),
    });
    await expect(access(target)).rejects.toThrow('ENOENT');
  });

  it('refuses a folder with a file less or more, and one that is no backup', async () => {
    const damaged = join(folder, 'damaged');
    await rm(damaged, { recursive: true, force: true });
    await cp(report.folder, damaged, { recursive: true });
    await rm(join(damaged, 'data', 'store.duckdb'));
    await writeFile(join(damaged, 'data', 'more'), '');
    expect(await restoreTo(join(folder, 'x'), damaged)).toEqual({
      ok: false,
      problem: expect.stringMatching(/data\/more: hör inte .*\n(?:.*\n)*.*data\/store\.duckdb: saknas/),
    });
    expect(await restoreTo(join(folder, 'x'), folder)).toEqual({
      ok: false,
      problem: expect.stringContaining('ingen säkerhetskopia'),
    });
    expect(await restoreTo(join(folder, 'x'), join(damaged, 'manifest.json'))).toEqual({
      ok: false,
      problem: expect.stringContaining('är en fil'),
    });
  });

  it('refuses a city that says something else than it did', async () => {
    const changed = join(folder, 'changed');
    await cp(report.folder, changed, { recursive: true });
    const text = await readFile(join(changed, 'manifest.json'), 'utf8');
    await writeFile(join(changed, 'manifest.json'), text.replace('"editions": 1', '"editions": 2'));
    const sums = await promisify(execFile)(
      'sh',
      ['-c', 'find . -type f ! -name SHA256SUMS -printf "%P\\n" | sort | xargs sha256sum > SHA256SUMS'],
      { cwd: changed },
    );
    expect(sums.stderr).toBe('');
    expect(await restoreTo(join(folder, 'y'), changed)).toEqual({
      ok: false,
      problem: expect.stringContaining('kedjan av utgåvor är inte densamma: 2 vid kopian, 1 nu'),
    });
    expect(await readdir(join(folder, 'y'))).toEqual([]);
  });

  it('is not started in a folder in which a restore was broken off', async () => {
    const dataFolder = await mkdtemp(join(folder, 'half-'));
    await writeFile(join(dataFolder, 'restore-unfinished'), '');
    expect(await openPerspektiv(settingsFor(dataFolder))).toEqual({
      ok: false,
      problem: expect.stringContaining('Run perspektiv restore again'),
    });
    expect(await restoreTo(dataFolder)).toMatchObject({ ok: true });
    const opened = await openPerspektiv(settingsFor(dataFolder));
    if (!opened.ok) throw new Error(opened.problem);
    await opened.value.close();
  });

  it('is made by the API in the folder of the config only, and by admins', async () => {
    const call = (as: 'followup' | undefined, body?: object) =>
      city.call('/api/v1/backups', {
        method: 'POST',
        ...(as ? { as } : {}),
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      });
    expect((await call('followup')).status).toBe(403);
    expect((await call(undefined)).status).toBe(401);
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const refused = await backUp(city.perspektiv, { folder: file, by: 'test', nowMs });
    expect(refused).toMatchObject({ ok: false, problem: { sv: expect.stringContaining(file) } });
    expect(await backUp(city.perspektiv, { folder: 'kopior', by: 'test', nowMs })).toMatchObject({
      ok: false,
    });
  });

  it('is made once a day by the schedule, and outlives its days', async () => {
    const backups = Object.assign(new Backups(), {
      folder: join(folder, 'daily'),
      keepDays: 2,
      keepMonths: 0,
    });
    Object.assign(city.perspektiv.catalogue, { backups });
    const task = TASKS.find(({ id }) => id === 'backup');
    for (let day = 0; day < 4; day++) {
      for (let turn = 0; turn < 2; turn++) await task?.run(city.perspektiv, NOW_MS + day * DAY_MS);
    }
    expect(await readdir(backups.folder)).toEqual([
      'perspektiv-2026-10-22T220000Z',
      'perspektiv-2026-10-23T220000Z',
    ]);
    const lost = Object.assign(new Backups(), { folder: join(folder, 'a-file', 'x') });
    Object.assign(city.perspektiv.catalogue, { backups: lost });
    await expect(task?.run(city.perspektiv, NOW_MS)).rejects.toThrow(/ENOTDIR|cannot be written|No backup/);
    Object.assign(city.perspektiv.catalogue, { backups: undefined });
    nowMs = NOW_MS;
  });

  it('is a command, through the monitor or without', async () => {
    const cli = await Cli.made();
    const own = await SmallCity.start();
    const place = join(folder, 'by-hand');
    try {
      const made = await cli.run(own.dataFolder, 'backup', place, '--json');
      expect(made.err).toContain('Går genom monitorn');
      const { folder: at } = JSON.parse(made.out) as BackupReport;
      expect(await cli.run(own.dataFolder, 'restore', place)).toMatchObject({
        code: 1,
        err: expect.stringContaining('Stanna den först'),
      });
      const tried = await cli.run(own.dataFolder, 'restore', place, '--try', '--json');
      expect(JSON.parse(tried.out) as RestoreReport).toMatchObject({ folder: at, restoredTo: null });
      await own.stop();
      expect(await cli.run(own.dataFolder, 'restore', place)).toMatchObject({
        code: 0,
        out: expect.stringContaining('ligger i'),
      });
      expect((await cli.run(own.dataFolder, 'backup', place)).out).toContain('är gjord');
      expect(await cli.run(own.dataFolder, 'restore', join(folder, 'nowhere'))).toMatchObject({ code: 1 });
    } finally {
      await cli.remove();
      await rm(own.dataFolder, { recursive: true, force: true });
    }
  });
});
