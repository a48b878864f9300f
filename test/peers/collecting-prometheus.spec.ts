import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Period } from '#core';
import { CollectedCity } from '../collected-city.js';
import { freePort } from '../free-port.js';
import { DebianServer, describeWith } from './debian-server.js';

const NOW = '2026-11-05T10:00+01:00';
const HOUR_MS = 3_600_000;

/** A counter that grows by three every hour, until the end of a month. */
function counted(name: string, fromMs: number, until: Period): string[] {
  const hours = (until.endMs - fromMs) / HOUR_MS;
  return Array.from(
    { length: hours + 2 },
    (_, hour) => `${name} ${1_000 + 3 * hour} ${(fromMs + (hour - 1) * HOUR_MS) / 1_000}`,
  );
}

/** Blocks of the past, as promtool makes them for a server that has not yet run. */
async function history(folder: string): Promise<string> {
  const [september, october] = [Period.of('2026-09'), Period.of('2026-10')];
  const text = [
    '# TYPE orders counter',
    ...counted('orders_total', september.startMs, october),
    '# TYPE late counter',
    ...counted('late_total', october.startMs + 500 * HOUR_MS, october),
    '# TYPE twin counter',
    ...counted('twin_total{site="a"}', october.startMs, october),
    ...counted('twin_total{site="b"}', october.startMs, october),
    '# EOF\n',
  ].join('\n');
  await writeFile(join(folder, 'history.txt'), text);
  const data = join(folder, 'data');
  await promisify(execFile)('promtool', [
    ...['tsdb', 'create-blocks-from', '--max-block-duration=2000h', 'openmetrics'],
    ...[join(folder, 'history.txt'), data],
  ]);
  return data;
}

describeWith('/usr/bin/prometheus', "a collector of Debian's Prometheus", () => {
  let prometheus: DebianServer;
  let collected: CollectedCity;

  beforeAll(async () => {
    const address = `127.0.0.1:${await freePort()}`;
    prometheus = await DebianServer.start('/usr/bin/prometheus', async (folder) => {
      const config = join(folder, 'prometheus.yml');
      await writeFile(config, 'global: {}\n');
      return [
        `--config.file=${config}`,
        `--storage.tsdb.path=${await history(folder)}`,
        '--storage.tsdb.retention.time=20y',
        `--web.listen-address=${address}`,
      ];
    });
    await prometheus.answering(async () => ((await fetch(`http://${address}/-/ready`)).ok ? true : null));
    const collector = (id: string, query: string) => `
- id: ${id}
  kind: prometheus
  dataset: transactions
  schedule: '15 4 * * *'
  overlapWindow: P1M
  retry: { attempts: 2, backOff: PT0.01S }
  options:
    address: http://${address}
    usage:
      - { system: tjanst-a, completed: '${query}' }`;
    const yaml = [
      collector('bestallningar', 'sum(increase(orders_total[$step]))'),
      collector('sena', 'sum(increase(late_total[$step]))'),
      collector('okanda', 'sum(increase(nothing_total[$step]))'),
      collector('tvillingar', 'increase(twin_total[$step])'),
      collector('trasig', 'sum(increase(orders_total[$step])'),
    ].join('\n');
    collected = await CollectedCity.start(yaml, { nowMs: () => Date.parse(NOW) });
  });
  afterAll(async () => {
    await collected.remove();
    await prometheus.stop();
  });

  it('adds up the increases of whole months, also of the one with an hour more', async () => {
    const run = await collected.run('bestallningar');
    expect(run).toMatchObject({ outcome: 'succeeded', read: 2, stored: 2, refused: 0, warnings: [] });
    const { ledger } = collected.city.perspektiv.store;
    const slices = await ledger.slices({ dataset: 'transactions', source: 'bestallningar' });
    expect(slices.map(({ key, total }) => [key.period, total])).toEqual([
      ['2026-09', 30 * 24 * 3],
      ['2026-10', (31 * 24 + 1) * 3],
    ]);
    expect(await collected.run('bestallningar')).toMatchObject({ stored: 0, unchanged: 2 });
  });

  it('tells how much of a month was not counted', async () => {
    const run = await collected.run('sena');
    expect(run.warnings.map(({ code, period }) => [code, period])).toEqual([
      ['nothing-measured', '2026-09'],
      ['measured-in-part', '2026-10'],
    ]);
    expect(run.warnings[1]?.text.sv).toContain('av månadens 745 steg har mätvärden');
  });

  it.each([
    ['okanda', 'empty', 'räknas som att uppgiften saknas'],
    ['tvillingar', 'failed', 'frågan ger 2 serier; summera dem'],
    ['trasig', 'failed', 'Prometheus godtar inte frågan'],
  ])('says what is wrong with the query of %s', async (id, outcome, words) => {
    const run = await collected.run(id, { from: '2026-10', to: '2026-10' });
    expect(run).toMatchObject({ outcome, stored: 0 });
    const told = [...run.refusals, ...run.warnings].map(({ text }) => text.sv);
    expect(told.join('\n')).toContain(words);
  });
});
