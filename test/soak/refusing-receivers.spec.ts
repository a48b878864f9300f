import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AlertedCity } from '../alerted-city.js';
import { freePort } from '../free-port.js';
import { DebianServer, describeWith } from '../peers/debian-server.js';
import { SmtpInbox } from '../smtp-inbox.js';
import { until } from '../until.js';

const ALERTMANAGER = '/usr/bin/prometheus-alertmanager';
/** Receivers turn everything away for so long; we are killed in the middle of it. */
const REFUSING_MS = 120_000;
const PATIENCE = { withinMs: 240_000, everyMs: 100 };
const OUTAGES = 3;

/** What Alertmanager's own receiver is sent. */
interface Grouped {
  readonly alerts: readonly {
    readonly status: string;
    readonly startsAt: string;
    readonly labels: Readonly<Record<string, string>>;
  }[];
}

describeWith(ALERTMANAGER, 'receivers that turn us away for two minutes', () => {
  /** Of notices that the webhook behind nginx took, and of alerts that came by way of Alertmanager. */
  const told: string[] = [];
  const grouped = new Set<string>();
  let isOpen = false;
  let hook: Server;
  let nginx: DebianServer;
  let alertmanager: DebianServer;
  let inbox: SmtpInbox;
  let city: AlertedCity;
  let openFile = '';

  const ended = (ids: Iterable<string>, how: string): string[] => [...ids].filter((id) => id.endsWith(how));

  beforeAll(async () => {
    hook = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        if (request.url === '/am') {
          for (const { status, startsAt, labels } of (JSON.parse(body) as Grouped).alerts)
            if (labels.alertname === 'PerspektivSystemDown') grouped.add(`${startsAt}/${status}`);
        } else {
          const { notices } = JSON.parse(body) as { notices: { id: string }[] };
          told.push(...notices.map(({ id }) => id));
        }
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
    const hookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
    const [nginxPort, managerPort] = [await freePort(), await freePort()];
    nginx = await DebianServer.start('/usr/sbin/nginx', async (folder) => {
      openFile = join(folder, 'open');
      await mkdir(join(folder, 'tmp'));
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (each) => `${each}_temp_path tmp;`,
      );
      await writeFile(
        join(folder, 'nginx.conf'),
        `user root; pid nginx.pid; events {}
        http { access_log off; ${temporary.join(' ')}
          server { listen 127.0.0.1:${nginxPort};
            location / { if (!-f ${openFile}) { return 404; } proxy_pass ${hookUrl}; } } }`,
      );
      return [
        '-p',
        folder,
        '-c',
        join(folder, 'nginx.conf'),
        '-e',
        join(folder, 'error.log'),
        '-g',
        'daemon off;',
      ];
    });
    alertmanager = await DebianServer.start(ALERTMANAGER, async (folder) => {
      const config = join(folder, 'alertmanager.yml');
      const route = { receiver: 'hook', group_by: ['system'], group_wait: '1s', group_interval: '1s' };
      const receivers = [{ name: 'hook', webhook_configs: [{ url: `${hookUrl}/am`, send_resolved: true }] }];
      await writeFile(config, JSON.stringify({ route, receivers }));
      const storage = `--storage.path=${join(folder, 'data')}`;
      const listen = `--web.listen-address=127.0.0.1:${managerPort}`;
      return [`--config.file=${config}`, storage, listen, '--cluster.listen-address='];
    });
    inbox = await SmtpInbox.start({
      onRcptTo: (_, __, done) => {
        if (isOpen) done();
        else done(Object.assign(new Error('no such box'), { responseCode: 550 }));
      },
    });
    city = await AlertedCity.prepare(
      JSON.stringify({
        mail: { from: 'drift@example.se', host: '127.0.0.1', port: inbox.port, encryption: 'none' },
        channels: [
          { id: 'jour', kind: 'webhook', url: `http://127.0.0.1:${nginxPort}/larm` },
          { id: 'post', kind: 'mail', to: ['jour@example.se'] },
          { id: 'am', kind: 'alertmanager', url: `http://127.0.0.1:${managerPort}` },
        ],
        routes: [{ channels: ['jour', 'post', 'am'] }],
        rules: { resolveAfterSeconds: 2, groupSeconds: 0 },
      }),
    );
    await city.targetUp();
    await city.start();
  }, 400_000);
  afterAll(async () => {
    await city.remove();
    await Promise.all([inbox.stop(), alertmanager.stop(), nginx.stop()]);
    hook.closeAllConnections();
    await new Promise((done) => hook.close(done));
  }, 60_000);

  it('are told of every outage once, and of its end once, with a kill in between', async () => {
    await city.targetDown();
    await until('Alertmanager tells of the first outage', () => grouped.size > 0, PATIENCE);
    await pause(REFUSING_MS / 2);
    await city.kill();
    await city.start();
    await pause(REFUSING_MS / 2);
    expect([told, inbox.received]).toEqual([[], []]);
    isOpen = true;
    await writeFile(openFile, '');
    for (let outage = 1; outage <= OUTAGES; outage++) {
      if (outage > 1) await city.targetDown();
      await until(
        `outage ${outage} is told by all`,
        () =>
          ended(told, '/fired').length === outage &&
          inbox.received.length === 2 * outage - 1 &&
          ended(grouped, '/firing').length === outage,
        PATIENCE,
      );
      await city.targetUp();
      await until(
        `the end of outage ${outage} is told by all`,
        () =>
          ended(told, '/resolved').length === outage &&
          inbox.received.length === 2 * outage &&
          ended(grouped, '/resolved').length === outage,
        PATIENCE,
      );
    }
    await pause(20_000); // whoever would tell it twice has had the time to
    expect(new Set(told).size).toBe(told.length);
    expect(told).toHaveLength(2 * OUTAGES);
    expect(inbox.received).toHaveLength(2 * OUTAGES);
    expect([ended(grouped, '/firing').length, ended(grouped, '/resolved').length]).toEqual([
      OUTAGES,
      OUTAGES,
    ]);
  }, 1_800_000);
});
