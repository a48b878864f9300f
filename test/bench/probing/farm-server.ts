import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo } from 'node:net';

/**
 * The farm that both contenders probe, in a process of its own: `/t/<n>` answers after a delay that belongs to n, unless
 * the farm is out of order; `/out?for=<ms>` puts every fourth out of order; `/told` tells when each target was asked, and forgets it.
 */
const [, , keyFile = '', certFile = ''] = process.argv;

const asked = new Map<string, number[]>();
let outUntilMs = 0;

const answer: RequestListener = ({ url = '' }, response) => {
  if (url === '/told') {
    response.end(JSON.stringify(Object.fromEntries(asked)));
    asked.clear();
    return;
  }
  if (url.startsWith('/out?for=')) {
    outUntilMs = Date.now() + Number(url.slice('/out?for='.length));
    response.end();
    return;
  }
  const times = asked.get(url) ?? [];
  times.push(performance.timeOrigin + performance.now());
  asked.set(url, times);
  const target = Number(url.slice('/t/'.length));
  const delayMs = 5 + (target % 20);
  setTimeout(() => {
    const isOut = Date.now() < outUntilMs && target % 4 === 0;
    response.writeHead(isOut ? 503 : 200, { connection: 'close' }).end('OK');
  }, delayMs);
};

const plain = createServer(answer);
const secure = createSecureServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, answer);
plain.listen(0, '127.0.0.1', () => {
  secure.listen(0, '127.0.0.1', () => {
    const [http, https] = [plain, secure].map((server) => (server.address() as AddressInfo).port);
    console.log(`ports ${http} ${https}`);
  });
});
