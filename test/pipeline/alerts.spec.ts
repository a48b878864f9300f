import { afterEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AlertedCity } from '../alerted-city.js';
import { SmtpInbox } from '../smtp-inbox.js';
import { until } from '../until.js';

/** What a webhook was sent. */
interface Call {
  readonly key: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: string;
}

interface Posted {
  readonly id: string;
  readonly notices: readonly {
    readonly id: string;
    readonly transition: string;
    readonly text: { sv: string };
  }[];
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A webhook that answers as it is told. */
class Hook {
  readonly calls: Call[] = [];
  status = 204;
  private server: Server | null = null;

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const header = (name: string) => String(request.headers[name]);
        this.calls.push({
          key: header('idempotency-key'),
          timestamp: header('perspektiv-timestamp'),
          signature: header('perspektiv-signature'),
          body,
        });
        response.writeHead(this.status).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    this.server = server;
    closing.push(() => new Promise((done) => this.server?.close(done)));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/larm`;
  }

  get posted(): Posted[] {
    return this.calls.map(({ body }) => JSON.parse(body) as Posted);
  }

  /** What was told, each notice once for each time it was told. */
  get told(): string[] {
    return this.posted.flatMap(({ notices }) => notices.map(({ id }) => id));
  }
}

/** One thread of mail, which says why, and that it is over. */
function expectOneThread(letters: readonly string[]): void {
  const [began = '', ended = ''] = letters.map((letter) => letter.replaceAll(/(?<!\?)=\r?\n/g, '')); // soft breaks of lines
  const root = /^Message-ID: (<\S+>)/im.exec(began)?.[1] ?? 'none';
  expect(ended).toContain(`In-Reply-To: ${root}`);
  expect(ended).toContain(`References: ${root}`);
  expect(began).toContain('Orsak: anslutningen nekas (refused)');
  expect(ended).toMatch(/svarar igen sedan \d+ [a-z]+ 20\d\d kl\. \d\d:\d\d/);
}

describe('alerts, from a probe to whoever is told', () => {
  it('are told by webhook and mail, acknowledged, over, and never repeated by a kill in the middle', async () => {
    const hook = new Hook();
    const url = await hook.start();
    let refusals = 0;
    const inbox = await SmtpInbox.start({
      // As a server does whose list of recipients is being mended.
      onRcptTo: (_, __, done) => {
        if (refusals++ < 2) done(Object.assign(new Error('no such box'), { responseCode: 550 }));
        else done();
      },
    });
    closing.push(() => inbox.stop());
    const city = await AlertedCity.prepare(
      JSON.stringify({
        mail: { from: 'drift@example.se', host: '127.0.0.1', port: inbox.port, encryption: 'none' },
        channels: [
          { id: 'jour', kind: 'webhook', url, secret: { fromFile: 'SECRET' } },
          { id: 'post', kind: 'mail', to: ['jour@example.se'] },
        ],
        routes: [{ severities: ['critical'], channels: ['jour', 'post'] }],
        rules: { resolveAfterSeconds: 2, groupSeconds: 0 },
      }),
    );
    closing.push(() => city.remove());
    const secretFile = join(city.folder, 'hemlighet');
    await writeFile(secretFile, 'delad nyckel\n');
    const notifications = join(city.folder, 'notifications.yaml');
    await writeFile(notifications, (await readFile(notifications, 'utf8')).replace('SECRET', secretFile));

    hook.status = 503; // busy at first: it is tried again, also by the next process
    await city.targetUp();
    await city.start();
    await city.targetDown();
    await until('webhook and mail are told', () => hook.calls.length >= 1 && inbox.received.length === 1);
    const [alert] = await city.alerts();
    const id = alert?.id ?? 'none';
    expect(alert).toMatchObject({ kind: 'system-down', subject: 'tjanst-a', resolved: null });
    await city.acknowledge(id, 'Vi tittar på det.');
    await city.kill();
    hook.status = 204;
    const before = hook.calls.length;
    await city.start();
    await until('the webhook is called again', () => hook.calls.length > before);
    expect((await city.alerts())[0]).toMatchObject({
      id,
      acknowledged: { by: 'drift', note: 'Vi tittar på det.' },
    });
    await city.targetUp();
    await until('the webhook is told of the end', () => hook.told.some((id) => id.endsWith('/resolved')));
    await until('a second letter arrives', () => inbox.received.length === 2);

    // Every sending of a message had its one id, and of the alert there was one that began and one that ended.
    expect([...new Set(hook.told)]).toEqual([`${id}/fired`, `${id}/resolved`]);
    expect(new Set(hook.calls.map(({ key }) => key)).size).toBe(2);
    const accepted = hook.told.slice(before);
    expect(accepted).toEqual([`${id}/fired`, `${id}/resolved`]);
    for (const { timestamp, signature, body } of hook.calls) {
      const expected = createHmac('sha256', 'delad nyckel').update(`${timestamp}.${body}`).digest('hex');
      expect(signature).toBe(`sha256=${expected}`);
    }
    expect(hook.posted[0]?.notices[0]?.text.sv).toBe('E-tjänst A är nere.');
    expect(inbox.received.map(({ to }) => to)).toEqual([['jour@example.se'], ['jour@example.se']]);
    expectOneThread(inbox.received.map(({ content }) => content));
  }, 300_000); // two starts of a whole monitor
});
