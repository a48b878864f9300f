import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AlertedCity } from '../alerted-city.js';
import { freePort } from '../free-port.js';
import { DebianServer, describeWith } from './debian-server.js';

const PROGRAM = '/usr/bin/prometheus-alertmanager';

/** An alert as Alertmanager shows it. */
interface Shown {
  readonly labels: Readonly<Record<string, string>>;
  readonly startsAt: string;
}

/** Two whole monitors are started in turn. */
const LONG_MS = 400_000;

describeWith(PROGRAM, "Debian's Alertmanager", () => {
  let city: AlertedCity;
  let alertmanager: DebianServer;
  let port: number;

  const startAlertmanager = (): Promise<DebianServer> =>
    DebianServer.start(PROGRAM, async (folder) => {
      const config = join(folder, 'alertmanager.yml');
      await writeFile(
        config,
        'route: { receiver: none, group_by: [system], group_wait: 1s }\nreceivers: [{ name: none }]\n',
      );
      return [
        `--config.file=${config}`,
        `--storage.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
      ];
    });
  const ask = async <T>(path: string): Promise<T> =>
    (await (await fetch(`http://127.0.0.1:${port}/api/v2/${path}`)).json()) as T;
  const shown = async (): Promise<Shown[]> =>
    (await ask<Shown[]>('alerts')).filter(({ labels }) => labels.alertname === 'PerspektivSystemDown');
  const one = (): Promise<Shown> => alertmanager.answering(async () => (await shown())[0] ?? null);

  beforeAll(async () => {
    port = await freePort();
    alertmanager = await startAlertmanager();
    city = await AlertedCity.prepare(
      JSON.stringify({
        channels: [{ id: 'am', kind: 'alertmanager', url: `http://127.0.0.1:${port}` }],
        routes: [{ channels: ['am'] }],
        rules: { resolveAfterSeconds: 2 },
      }),
    );
    await city.targetUp();
    await city.start();
  }, LONG_MS);
  afterAll(async () => {
    await city.remove();
    await alertmanager.stop();
  }, LONG_MS);

  it('hears the watchdog of a city that is well', async () => {
    const watchdog = await alertmanager.answering(async () => {
      const alerts = await ask<Shown[]>('alerts');
      return alerts.find(({ labels }) => labels.alertname === 'PerspektivWatchdog') ?? null;
    });
    expect(watchdog.labels.severity).toBe('none');
    expect(await shown()).toEqual([]);
  });

  it(
    'receives, groups and resolves; killed with us in the middle, nothing is lost or doubled',
    async () => {
      await city.targetDown();
      const first = await one();
      expect(first.labels).toMatchObject({ severity: 'critical', system: 'tjanst-a', unit: 'a' });
      const groups = await ask<{ labels: Record<string, string>; alerts: unknown[] }[]>('alerts/groups');
      expect(groups.find(({ labels }) => labels.system === 'tjanst-a')?.alerts).toHaveLength(1);

      await alertmanager.stop();
      await city.kill();
      alertmanager = await startAlertmanager();
      await city.start();
      const again = await one();
      expect(again.startsAt).toBe(first.startsAt);
      expect(await shown()).toHaveLength(1);

      await city.targetUp();
      await alertmanager.answering(async () => ((await shown()).length === 0 ? true : null));
      const [alert] = await city.alerts();
      expect(alert?.resolved).not.toBeNull();
      expect(await city.alerts()).toHaveLength(1);
    },
    LONG_MS,
  );
});
