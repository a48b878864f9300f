import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DebianServer } from '../../debian-process.js';
import { freePort } from '../../free-port.js';
import { type Contender, type Load } from './contender.js';
import { type ProbingFarm } from './farm.js';

interface QueryAnswer {
  readonly data: {
    readonly result: readonly {
      readonly metric: Record<string, string>;
      readonly value: readonly [number, string];
    }[];
  };
}

function alertingTo(alertmanager: string): object {
  const to = { path_prefix: '/prometheus', static_configs: [{ targets: [alertmanager] }] };
  return { alertmanagers: [to] };
}

function numberIn(instance = ''): number {
  return Number(instance.split('/t/')[1]);
}

/** Prometheus that scrapes blackbox_exporter for each target, with an alert that fires as soon as a probe fails. */
export async function startPrometheusPair(
  { scheme, targets, intervalSeconds, alertmanager }: Load,
  farm: ProbingFarm,
): Promise<Contender> {
  const [exporterAt, prometheusAt] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
  const exporter = await DebianServer.start('/usr/bin/prometheus-blackbox-exporter', async (folder) => {
    const http = {
      preferred_ip_protocol: 'ip4',
      valid_status_codes: [200],
      tls_config: { ca_file: farm.certFile },
    };
    await writeFile(
      join(folder, 'blackbox.yml'),
      JSON.stringify({ modules: { http: { prober: 'http', timeout: '10s', http } } }),
    );
    return [
      `--config.file=${join(folder, 'blackbox.yml')}`,
      `--web.listen-address=${exporterAt}`,
      '--log.level=error',
    ];
  });
  const prometheus = await DebianServer.start('/usr/bin/prometheus', async (folder) => {
    const urls = Array.from({ length: targets }, (_, n) => farm.url(scheme, 'prometheus', n));
    const job = {
      job_name: 'probes',
      scrape_interval: `${intervalSeconds}s`,
      scrape_timeout: `${Math.min(intervalSeconds, 10)}s`,
      metrics_path: '/probe',
      params: { module: ['http'] },
      static_configs: [{ targets: urls }],
      relabel_configs: [
        { source_labels: ['__address__'], target_label: '__param_target' },
        { source_labels: ['__param_target'], target_label: 'instance' },
        { target_label: '__address__', replacement: exporterAt },
      ],
    };
    const config = {
      global: { evaluation_interval: `${intervalSeconds}s` },
      rule_files: [join(folder, 'rules.yml')],
      scrape_configs: [job],
      ...(alertmanager === undefined ? {} : { alerting: alertingTo(alertmanager) }),
    };
    await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
    const rules = [{ alert: 'Down', expr: 'probe_success == 0' }];
    await writeFile(join(folder, 'rules.yml'), JSON.stringify({ groups: [{ name: 'probes', rules }] }));
    return [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${prometheusAt}`,
      '--log.level=error',
    ];
  });
  const query = async (expression: string): Promise<QueryAnswer['data']['result']> => {
    const asked = new URLSearchParams({ query: expression }).toString();
    const answer = (await (
      await fetch(`http://${prometheusAt}/api/v1/query?${asked}`)
    ).json()) as QueryAnswer;
    return answer.data.result;
  };
  await prometheus.answering(async () => ((await query('probe_success')).length > 0 ? true : null));
  const byTarget = async (expression: string, factor: number): Promise<Map<number, number>> => {
    const found = await query(expression);
    return new Map(
      found.map(({ metric, value }) => [numberIn(metric.instance), Number(value[1]) * factor] as const),
    );
  };
  return {
    pids: [exporter.pid, prometheus.pid],
    end: async () => {
      const failed = 'count_over_time(probe_success[1h]) - sum_over_time(probe_success[1h])';
      const findings = {
        latenciesMs: await byTarget('probe_http_duration_seconds{phase="processing"}', 1_000),
        downSeconds: await byTarget(failed, intervalSeconds),
      };
      await prometheus.stop();
      await exporter.stop();
      return findings;
    },
  };
}
