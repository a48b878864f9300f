import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Period } from '#core';
import { SmallCity } from '../pipeline/small-city.js';
import { freePort } from '../free-port.js';
import { DebianServer, describeWith } from './debian-server.js';

const RULES = 'dashboards/prometheus';

interface RulesAnswer {
  readonly data: { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
}

interface Rule {
  readonly name: string;
  readonly query: string;
  readonly type: 'alerting' | 'recording';
  readonly state?: string;
  readonly health: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

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
        [
          `scrape_configs: [{job_name: perspektiv, scrape_interval: 1s, static_configs: [{targets: ['${target}']}]}]`,
          `rule_files: ['${join(process.cwd(), RULES, 'perspektiv.rules.yml')}']`,
          'global: {evaluation_interval: 1s}',
        ].join('\n'),
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
    prometheus.answering(async () => {
      const answer = await fetch(
        `http://${address}/api/v1/query?${new URLSearchParams({ query }).toString()}`,
      );
      const [found] = ((await answer.json()) as QueryAnswer).data.result;
      return found ? Number(found.value[1]) : null;
    });

  it('scrapes the same value, score and completeness as the API answers', async () => {
    await city.perspektiv.scoring.standing.refresh(Date.now());
    const measure = await city.measure('city', quarter.toString(), 'digital-take-up');
    const labels = `{measure="digital-take-up",subject_kind="unit",subject="city",period_type="quarter"}`;
    expect(measure.value.number).toBe(80);
    expect(await scraped(`perspektiv_measure_value${labels}`)).toBe(measure.value.number);
    expect(await scraped(`perspektiv_measure_score${labels}`)).toBe(measure.score);
    expect(await scraped(`perspektiv_completeness_ratio${labels}`)).toBeCloseTo(1 / 3, 12);
  });

  /** Our rules, as soon as the server has evaluated each of them. */
  const rules = (): Promise<readonly Rule[]> =>
    prometheus.answering(async () => {
      const answer = (await (await fetch(`http://${address}/api/v1/rules`)).json()) as RulesAnswer;
      const all = answer.data.groups.flatMap((group) => group.rules);
      return all.every(({ health }) => health !== 'unknown') ? all : null;
    });

  it('evaluates our rules, and alerts of nothing while all is well', async () => {
    const all = await rules();
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(({ health }) => health !== 'ok')).toEqual([]);
    expect(all.filter(({ state }) => state === 'firing')).toEqual([]);
  });

  it('is asked for nothing that we do not tell', async () => {
    const { text } = await city.call('/metrics');
    const told = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const asked = (await rules()).flatMap(({ query }) => query.match(/perspektiv_\w+/g) ?? []);
    expect([...new Set(asked)].filter((name) => !told.has(name))).toEqual([]);
  });

  it('finds a run-book behind each alert', async () => {
    const book = await readFile('docs/run-books.md', 'utf8');
    const sections = [...book.matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name);
    const alerts = (await rules()).filter(({ type }) => type === 'alerting');
    expect(sections).toEqual(alerts.map(({ name }) => name));
    expect(alerts.map(({ annotations }) => annotations?.runbook_url)).toEqual(
      sections.map((name) => `docs/run-books.md#${name.toLowerCase()}`),
    );
  });

  it('sees each rule do its work when something goes wrong', () => {
    const tried = spawnSync('promtool', ['test', 'rules', 'perspektiv.rules.test.yml'], {
      cwd: RULES,
      encoding: 'utf8',
    });
    expect(tried).toMatchObject({ status: 0 });
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
