import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { IsHttpUrl } from '../shapes.js';
import { durationMonths, durationMs } from '../collectors.js';
import { cronTimeAfter } from '../cron.js';
import { loadCatalogue } from './load-catalogue.js';

class TableOptions {
  @IsHttpUrl() readonly url!: string;
}

const KINDS = new Map([['table', TableOptions]]);

describe('collectors.yaml', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-collectors-'));
    await writeFile(
      join(folder, 'perspektiv.yaml'),
      `name: Staden\nextends: ${resolve('test/fixtures/config/small')}\n`,
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  const loaded = async (yaml: string) => {
    await writeFile(join(folder, 'collectors.yaml'), yaml);
    return loadCatalogue(folder, KINDS);
  };
  const whole =
    "- { id: x, kind: table, dataset: cost, schedule: '15 4 * * *', options: { url: 'https://x.se/' } }";

  it('gives options of the class of their kind', async () => {
    const catalogue = await loaded(whole);
    expect(catalogue.ok && catalogue.value.collectors.get('x')?.options).toBeInstanceOf(TableOptions);
  });

  it.each([
    ['kind: table', 'kind: tabel', 'There is no kind of collector "tabel".'],
    ['id: x', 'id: manual', '"manual" is what people hand in.'],
    ['15 4 * * *', '15 4 * *', 'must be a cron expression of five fields'],
    ['15 4 * * *', '75 4 * * *', 'must be a cron expression of five fields'],
    ['https://x.se/', 'x.se', 'must be an address of HTTP'],
    ['url:', 'adress:', 'The key "adress" is not known here.'],
    ['dataset: cost', 'dataset: costs', '"dataset" cannot be "costs".'],
    ['id: x', 'id: x, timeout: 5m', 'must be a duration of days'],
    ['id: x', 'id: x, overlapWindow: P2D', 'must be a duration of whole months'],
    ['id: x', 'id: x, units: [okand]', 'There is no unit "okand".'],
  ])('names what is wrong with its place: %s → %s', async (right, wrong, message) => {
    const catalogue = await loaded(whole.replace(right, wrong));
    const faults = catalogue.ok ? [] : catalogue.problem;
    expect(faults.map((fault) => fault.message).join(' ')).toContain(message);
    expect(faults.every(({ file, line }) => file === 'collectors.yaml' && line === 1)).toBe(true);
  });
});

describe('durations and turns', () => {
  it('are told in their own units', () => {
    expect([durationMs('PT1M30S'), durationMs('P1D'), durationMs('P1M'), durationMs('-PT1S')]).toEqual([
      90_000,
      86_400_000,
      null,
      null,
    ]);
    expect([durationMonths('P1Y2M'), durationMonths('P0M'), durationMonths('P1D')]).toEqual([14, 0, null]);
  });

  it('come by the clocks of the city, also when these are moved', () => {
    const turn = (at: string): string => new Date(cronTimeAfter('15 4 * * *', Date.parse(at))).toISOString();
    expect(turn('2026-10-24T12:00+02:00')).toBe('2026-10-25T03:15:00.000Z');
    expect(turn('2026-03-28T12:00+01:00')).toBe('2026-03-29T02:15:00.000Z');
  });

  it('come once in the night whose hour comes twice, and in the night that lacks it', () => {
    const turns = (day: string): string[] => {
      const found: string[] = [];
      let atMs = Date.parse(`${day}T12:00Z`);
      for (let turn = 0; turn < 3; turn++) {
        atMs = cronTimeAfter('30 2 * * *', atMs);
        found.push(new Date(atMs).toISOString().slice(0, 16));
      }
      return found;
    };
    expect(turns('2026-10-23')).toEqual(['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30']);
    expect(turns('2026-03-27')).toEqual(['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']);
  });
});
