import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ReorganisationPreview } from '#core';
import { Cli, type Ended } from './cli.js';
import { SmallCity } from './small-city.js';

const SMALL = resolve(import.meta.dirname, '../fixtures/config/small');
const ROWS = ['a;2026-08;bygglov;10;9', 'b;2026-08;bygglov;10;1', 'a;2026-09;bygglov;10;9'];

/** The values that a preview has of a measure: `unit:a 2026-Q3 90 → 10`. */
function told({ values }: ReorganisationPreview): string[] {
  return values
    .filter(({ measure, subject }) => measure === 'cases-within-target' && subject.kind === 'unit')
    .map(({ subject, period, before, after }) => {
      const [was, is] = [before, after].map((reading) =>
        reading?.value.kind === 'number' ? String(reading.value.number) : (reading?.value.kind ?? 'none'),
      );
      return `${subject.id} ${period} ${was ?? ''} → ${is ?? ''}`;
    });
}

describe('perspektiv reorganise', () => {
  let cli: Cli;
  let city: SmallCity;
  let folder: string;
  beforeAll(async () => {
    cli = await Cli.made();
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-reorganise-'));
    await cp(SMALL, folder, { recursive: true });
    const settings = await readFile(join(SMALL, 'perspektiv.yaml'), 'utf8');
    await writeFile(
      join(folder, 'perspektiv.yaml'),
      settings.replace(/extends: .*/, `extends: ${resolve(SMALL, '../../../../config')}`),
    );
    city = await SmallCity.start({ more: { configFolder: folder }, nowMs: () => Date.UTC(2026, 9, 6) });
    const csv = ['unit;period;process;closed;within_target', ...ROWS].join('\n');
    expect((await city.upload('cases', csv)).status).toBe(201);
  });
  afterAll(async () => {
    await city.remove();
    await cli.remove();
    await rm(folder, { recursive: true });
  });
  const run = (...words: string[]): Promise<Ended> => cli.run(city.dataFolder, 'reorganise', ...words);
  const units = (): Promise<string> => readFile(join(folder, 'units.yaml'), 'utf8');

  it('shows the lines and the figures of a merger before anything is written', async () => {
    const before = await units();
    const merge = ['merge', 'b', '--into', 'a', '--from', '2026-09-01', '--period', '2026-Q3'];
    const { code, out } = await run(...merge);
    expect(code).toBe(0);
    expect(out).toContain('inhabitants: 500, to: 2026-08-31, mergedInto: a }');
    expect(out).toContain('Ingenting är skrivet. Kör om med --write');
    const preview = JSON.parse((await run(...merge, '--json')).out) as ReorganisationPreview;
    expect(preview).toMatchObject({ folder, periods: ['2026-Q3'] });
    // The value stays; what b owed for September is owed no more.
    expect(told(preview)).toEqual(['city 2026-Q3 63.3333333333333 → 63.3333333333333', 'b 2026-Q3 10 → 10']);
    expect(await units()).toBe(before);
  });

  it('says what a move would do to the groups that it leaves and comes to', async () => {
    const move = ['move', 'unit:b', '--into', 'a', '--from', '2026-01-01', '--period', '2026-Q3', '--json'];
    expect(told(JSON.parse((await run(...move)).out) as ReorganisationPreview)).toEqual([
      'a 2026-Q3 90 → 63.3333333333333',
    ]);
  });

  it('refuses what check-config would refuse, with its reason, and a command that is not whole', async () => {
    const close = await run('close', 'unit:c', '--to', '2026-06-30');
    expect(close).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('--over tjanst-c=<enhet>'),
    });
    const rename = await run('rename', 'unit:a', '--into', 'alfa');
    expect(rename).toMatchObject({ code: 1, err: expect.stringContaining('ils.yaml') });
    expect((await run('merge', 'a', '--into', 'b')).code).toBe(2);
  });

  it('writes the lines when it is asked to, and the monitor takes them into use', async () => {
    const rename = await run('rename', 'system:tjanst-c', '--into', 'tjanst-ce', '--write');
    expect(rename).toMatchObject({ code: 0, out: expect.stringContaining(`Skrivet i ${folder}`) });
    expect(await readFile(join(folder, 'systems.yaml'), 'utf8')).toContain('formerly: [ tjanst-c ]');
    expect((await run('move', 'system:tjanst-ce', '--into', 'a', '--from', '2026-07-01')).code).toBe(0);
  });
});
