import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import { generate } from 'selfsigned';
import { freePort } from '../free-port.js';
import { SmallCity } from '../pipeline/small-city.js';
import { DebianServer, describeWith } from './debian-server.js';

const EXAMPLE = resolve(import.meta.dirname, '../../deploy/nginx/perspektiv.conf');
const SMALL = resolve(import.meta.dirname, '../fixtures/config/small');
const NAME = 'perspektiv.example.se';
const LOCAL_TOKEN = 'bara-pa-den-har-maskinen';

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

describeWith('/usr/sbin/nginx', "behind Debian's nginx, as the example has it", () => {
  let city: SmallCity;
  let nginx: DebianServer;
  let configFolder: string;
  let agent: Agent;
  let httpsPort: number;
  let httpPort: number;

  beforeAll(async () => {
    const monitorPort = await freePort();
    [httpPort, httpsPort] = [await freePort(), await freePort()];
    const { cert, private: key } = await generate([{ name: 'commonName', value: NAME }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: NAME }] }],
    });
    agent = new Agent({ ca: cert, keepAlive: true });
    configFolder = await mkdtemp(join(tmpdir(), 'perspektiv-front-'));
    await writeFile(
      join(configFolder, 'perspektiv.yaml'),
      `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\nrules: { limits: { signInsPerMinute: 5 } }\n`,
    );
    const tokenSha256 = createHash('sha256').update(LOCAL_TOKEN).digest('hex');
    const principals = await readFile(join(SMALL, 'access.yaml'), 'utf8');
    await writeFile(
      join(configFolder, 'access.yaml'),
      `${principals}\n- { id: lokal, name: Lokal, roles: [admin], tokenSha256: ${tokenSha256}, loopbackOnly: true }\n`,
    );
    const publicAddress = `https://${NAME}`;
    const trustedProxies = ['127.0.0.1'];
    const more = { configFolder, port: monitorPort, publicAddress, trustedProxies };
    city = await SmallCity.start({ more });
    nginx = await DebianServer.start('/usr/sbin/nginx', async (folder) => {
      await mkdir(join(folder, 'tmp'));
      await writeFile(join(folder, 'fullchain.pem'), cert);
      await writeFile(join(folder, 'key.pem'), key);
      const example = (await readFile(EXAMPLE, 'utf8'))
        .replaceAll('/etc/ssl/perspektiv', folder)
        .replace('server 127.0.0.1:3000', `server 127.0.0.1:${monitorPort}`)
        .replace('listen 80;', `listen 127.0.0.1:${httpPort};`)
        .replace('listen 443 ssl;', `listen 127.0.0.1:${httpsPort} ssl;`);
      await writeFile(join(folder, 'perspektiv.conf'), example);
      await writeFile(
        join(folder, 'nginx.conf'),
        `pid nginx.pid; events {} http { access_log off;
         client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
         include ${join(folder, 'perspektiv.conf')}; }`,
      );
      const files = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
      return [...files, '-g', 'daemon off;'];
    });
    await nginx.answering(async () => (await call('/health/live')).status);
  });
  afterAll(async () => {
    agent.destroy();
    await nginx.stop();
    await city.remove();
    await rm(configFolder, { recursive: true });
  });

  function call(path: string, { body, headers = {}, ...options }: Asked = {}): Promise<Answer> {
    return new Promise((done, failed) => {
      const where = { host: '127.0.0.1', port: httpsPort, servername: NAME, path, agent };
      const asked = request({ ...where, ...options, headers: { ...headers, host: NAME } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => {
          done({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        });
      });
      asked.on('error', failed);
      asked.end(body);
    });
  }

  const withToken = (token: string, more: Record<string, string> = {}) => ({
    headers: { authorization: `Bearer ${token}`, ...more },
  });

  it('answers over TLS only, and browsers are told to stay there', async () => {
    const plain = await fetch(`http://127.0.0.1:${httpPort}/lamna`, { redirect: 'manual' });
    expect([plain.status, plain.headers.get('location')]).toEqual([301, `https://${NAME}/lamna`]);
    const page = await call('/status');
    expect(page).toMatchObject({ status: 200, headers: { 'strict-transport-security': 'max-age=31536000' } });
  });

  it('is no privilege: tokens for this machine are good for nothing', async () => {
    expect((await call('/api/v1/me', withToken(LOCAL_TOKEN))).status).toBe(401);
    const direct = { headers: { authorization: `Bearer ${LOCAL_TOKEN}` } };
    expect((await city.call('/api/v1/me', direct)).status).toBe(401); // a proxy that says nothing looks like this
    expect((await call('/api/v1/me', withToken('test-followup'))).status).toBe(200);
  });

  it('takes large files', async () => {
    const rows = 'a;2026-09;1200,50;actual;software\n'.repeat(60_000);
    const body = `--x\r\ncontent-disposition: form-data; name="file"; filename="k.csv"\r\n\r\nEnhet;Period;Belopp;Slag;Anskaffningsområde\n${rows}\r\n--x--\r\n`;
    const headers = {
      authorization: 'Bearer test-followup',
      'content-type': 'multipart/form-data; boundary=x',
    };
    const answer = await call('/api/v1/uploads?dataset=cost', { method: 'POST', headers, body });
    expect(answer.status).toBe(201);
  });

  it('stops who guesses tokens, whatever they claim of where they come from', async () => {
    const told: number[] = [];
    for (let n = 0; n < 8; n++) {
      const claimed = { 'x-forwarded-for': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` };
      told.push((await call('/api/v1/me', withToken(`gissning-${n}`, claimed))).status);
    }
    expect(told.slice(-2)).toEqual([429, 429]);
  });
});
