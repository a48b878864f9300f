import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Period } from '#core';
import { SmallCity } from '../pipeline/small-city.js';
import { DebianServer, describeWith, eventually, freePort } from './debian-server.js';

interface QueryAnswer {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

describeWith('/usr/bin/prometheus', "Debian's Prometheus", () => {
  const quarter = Period.at('quarter', Date.now()).previous();
  let city: SmallCity;
  let prometheus: DebianServer;
  let address: string;

  beforeAll(async () => {
    city = await SmallCity.start();
    const rows = quarter
      .months()
      .map((month) => `tjanst-a;${month.toString()};web;10;8\ntjanst-a;${month.toString()};phone;2;2`);
    await city.upload('transactions', `system;period;channel;started;completed\n${rows.join('\n')}`);
    address = `127.0.0.1:${await freePort()}`;
    prometheus = await DebianServer.start('/usr/bin/prometheus', async (folder) => {
      const config = join(folder, 'prometheus.yml');
      const target = new URL(city.address).host;
      await writeFile(
        config,
        `scrape_configs: [{job_name: perspektiv, scrape_interval: 1s, static_configs: [{targets: ['${target}']}]}]`,
      );
      return [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
      ];
    });
  });
  afterAll(async () => {
    await prometheus.stop();
    await city.remove();
  });

  const scraped = (query: string): Promise<number> =>
    eventually(async () => {
      const answer = await fetch(
        `http://${address}/api/v1/query?${new URLSearchParams({ query }).toString()}`,
      );
      const [found] = ((await answer.json()) as QueryAnswer).data.result;
      return found ? Number(found.value[1]) : null;
    });

  it('scrapes the same value, score and completeness as the API answers', async () => {
    await city.perspektiv.standing.refresh(Date.now());
    const measure = await city.measure('city', quarter.toString(), 'digital-take-up');
    const labels = `{measure="digital-take-up",subject_kind="unit",subject="city",period_type="quarter"}`;
    expect(measure.value.number).toBe(80);
    expect(await scraped(`perspektiv_measure_value${labels}`)).toBe(measure.value.number);
    expect(await scraped(`perspektiv_measure_score${labels}`)).toBe(measure.score);
    expect(await scraped(`perspektiv_completeness_ratio${labels}`)).toBeCloseTo(1 / 3, 12);
  });

  it('finds nothing to complain of in our metrics', async () => {
    const { text } = await city.call('/metrics');
    const lint = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    // Of its own process gauges, prom-client ends some in _total.
    const complaints = lint.stderr
      .split('\n')
      .filter((line) => line && !line.startsWith('perspektiv_process_nodejs_active_'));
    expect(lint.error).toBeUndefined();
    expect(complaints).toEqual([]);
  });
});
