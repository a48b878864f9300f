import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Scorecard, type UploadReport } from '#core';
import { Cli } from './cli.js';
import { SmallCity } from './small-city.js';

const CONFIGS = resolve(import.meta.dirname, '../fixtures/config');
const CASES = 'unit;period;process;closed;within_target\na;2026-09;bygglov;10;9\n';

describe('the cli', () => {
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

  it('works on the files when no monitor runs, and says so', async () => {
    const data = join(folder, 'alone');
    const dry = await cli.run(data, 'import', 'cases', cases, '--dry-run', '--json');
    expect(dry).toMatchObject({ code: 0, err: expect.stringContaining('Ingen monitor kör') });
    expect(JSON.parse(dry.out) as UploadReport).toMatchObject({ accepted: true, rows: 1 });

    expect((await cli.run(data, 'import', 'cases', cases)).out).toContain('Mottaget');
    const table = await cli.run(data, 'score', '2026-09', '--subject', 'unit:a');
    expect(table.out).toMatch(/cases-within-target\s+90\s/);
  });

  it('goes through the monitor that holds the folder, and gets what the API answers', async () => {
    const city = await SmallCity.start();
    try {
      const handedIn = await cli.run(city.dataFolder, 'import', 'cases', cases);
      expect(handedIn).toMatchObject({ code: 0, err: expect.stringContaining(city.address) });
      expect((await city.receipts('followup')).map(({ by }) => by)).toEqual(['local-admin']);

      const { out } = await cli.run(city.dataFolder, 'score', '2026-Q3', '--json');
      const { body } = await city.call('/api/v1/scorecards/unit/city?period=2026-Q3');
      const untimed = (card: unknown): Scorecard => ({ ...(card as Scorecard), computedAt: '' });
      expect(untimed(JSON.parse(out))).toEqual(untimed(body));
    } finally {
      await city.remove();
    }
  });

  it('ignores a stale monitor.json', async () => {
    const data = await mkdtemp(join(folder, 'stale-'));
    await writeFile(
      join(data, 'monitor.json'),
      JSON.stringify({ address: 'http://127.0.0.1:9', pid: process.pid, token: 'x' }),
    );
    expect(await cli.run(data, 'score', '2026-Q3')).toMatchObject({
      code: 0,
      err: expect.stringContaining('Ingen monitor kör'),
    });
  });

  it('refuses with reasons and code 1: a faulty file, a faulty config', async () => {
    const faulty = join(folder, 'fel.csv');
    await writeFile(faulty, CASES.replace(';10;9', ';10;11'));
    const refused = await cli.run(join(folder, 'refused'), 'import', 'cases', faulty);
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Ingenting sparades') });
    expect(refused.err).toContain('rad 2');

    const config = await cli.run(folder, 'check-config', join(CONFIGS, 'broken'));
    expect(config).toMatchObject({ code: 1, err: expect.stringMatching(/units\.yaml:\d+/) });
    expect(await cli.run(folder, 'check-config')).toMatchObject({ code: 0 });
  });

  it.each([
    [['fel']],
    [['score']],
    [['score', 'september']],
    [['import', 'bilar', 'x.csv']],
    [['collect', '--fel']],
  ])('answers %j, which is wrong usage, with code 2', async (words) => {
    const ended = await cli.run(join(folder, 'usage'), ...words);
    expect(ended.code).toBe(2);
    expect(ended.err).not.toBe('');
  });
});
