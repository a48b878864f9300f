import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { type Outages, type Told } from './farm.js';

/**
 * The farm that both contenders probe, in a process of its own: `/<contender>/t/<n>` answers after a delay that belongs to
 * n, with 503 while the script has n out of order; `POST /script` brings the script; `/told/<contender>` tells when each
 * target was asked and how long the last answer took, and forgets it.
 */
const [, , keyFile = '', certFile = ''] = process.argv;

const told = new Map<string, Record<string, Told>>();
let outages: Outages = {};

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function isOut(target: number, atMs: number): boolean {
  return (outages[target] ?? []).some(({ startMs, endMs }) => atMs >= startMs && atMs < endMs);
}

const answer: RequestListener = (request, response) => {
  const [, who = '', what = ''] = (request.url ?? '').split('/');
  if (who === 'script') {
    void bodyOf(request).then((text) => {
      outages = JSON.parse(text) as Outages;
      response.end();
    });
    return;
  }
  if (who === 'told') {
    response.end(JSON.stringify(told.get(what) ?? {}));
    told.delete(what);
    return;
  }
  const askedMs = nowMs();
  const target = Number(request.url?.split('/t/')[1]);
  const ofThis = told.get(who) ?? {};
  told.set(who, ofThis);
  const before = ofThis[target] ?? { askedMs: [], tookMs: 0 };
  ofThis[target] = { ...before, askedMs: [...before.askedMs, askedMs] };
  setTimeout(
    () => {
      response.writeHead(isOut(target, askedMs) ? 503 : 200, { connection: 'close' }).end('OK');
      const now = told.get(who)?.[target];
      if (now) now.tookMs = nowMs() - askedMs;
    },
    5 + (target % 20),
  );
};

const plain = createServer(answer);
const secure = createSecureServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, answer);
plain.listen(0, '127.0.0.1', () => {
  secure.listen(0, '127.0.0.1', () => {
    const [http, https] = [plain, secure].map((server) => (server.address() as AddressInfo).port);
    console.log(`ports ${http} ${https}`);
  });
});
