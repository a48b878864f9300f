import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { HttpProbe } from '#catalogue';
import { type Outcome, takeProbe } from '#collect';
import { generate } from 'selfsigned';
import { freePort } from '../free-port.js';
import { DebianServer, describeWith } from './debian-server.js';

const DAY_MS = 86_400_000;

describeWith('/usr/sbin/nginx', "Debian's nginx, probed", () => {
  let nginx: DebianServer;
  let httpPort: number;
  let httpsPort: number;
  let certificate: string;

  beforeAll(async () => {
    [httpPort, httpsPort] = [await freePort(), await freePort()];
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      notAfterDate: new Date(Date.now() + 30.5 * DAY_MS),
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    });
    certificate = cert;
    nginx = await DebianServer.start('/usr/sbin/nginx', async (folder) => {
      await mkdir(join(folder, 'tmp'));
      await writeFile(join(folder, 'cert.pem'), cert);
      await writeFile(join(folder, 'key.pem'), key);
      await writeFile(join(folder, 'nginx.conf'), configuration());
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
    await nginx.answering(async () => (await fetch(`http://127.0.0.1:${httpPort}/`)).status);
  });
  afterAll(() => nginx.stop());

  const configuration = (): string => `
    pid nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
      server {
        listen 127.0.0.1:${httpPort};
        listen 127.0.0.1:${httpsPort} ssl;
        ssl_certificate cert.pem;
        ssl_certificate_key key.pem;
        location / { return 200 'Välkommen'; }
        location /flyttad { return 301 /; }
        location /sonder { return 500; }
        location /tyst { return 444; }
      }
    }`;

  const probe = (url: string, more: Partial<HttpProbe> = {}): Promise<Outcome> =>
    takeProbe(Object.assign(new HttpProbe(), { id: 'nginx', url, timeoutMs: 5_000 }, more), {
      secureContext: createSecureContext({ ca: certificate }),
    });

  it('is up over HTTP, with every phase timed', async () => {
    const outcome = await probe(`http://127.0.0.1:${httpPort}/`);
    expect(outcome).toMatchObject({ state: 'up', statusCode: 200 });
    expect(outcome.timings).toEqual(
      expect.objectContaining({
        connectMs: expect.any(Number),
        ttfbMs: expect.any(Number),
        totalMs: expect.any(Number),
      }),
    );
  });

  it('is up over HTTPS, and tells how long the certificate lasts', async () => {
    const outcome = await probe(`https://localhost:${httpsPort}/`);
    expect(outcome).toMatchObject({ state: 'up', statusCode: 200, certDays: 30 });
    expect(outcome.timings.tlsMs).toBeGreaterThan(0);
  });

  const answers: [path: string, probe: Partial<HttpProbe>, outcome: Partial<Outcome>][] = [
    ['/flyttad', {}, { state: 'down', reason: 'status', statusCode: 301 }],
    ['/flyttad', { expectStatus: [301] }, { state: 'up', statusCode: 301 }],
    ['/sonder', {}, { state: 'down', reason: 'status', statusCode: 500 }],
    ['/tyst', {}, { state: 'down', reason: 'reset' }],
    ['/', { expectText: 'Välkommen' }, { state: 'up' }],
    ['/', { expectText: 'Adjö' }, { state: 'down', reason: 'content' }],
  ];
  it.each(answers)('%s with %j gives %j', async (path, more, expected) => {
    expect(await probe(`http://127.0.0.1:${httpPort}${path}`, more)).toMatchObject(expected);
  });
});
