import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { SmallCity } from './small-city.js';

const FILE = 'unit;period;process;closed;within_target\na;2026-09;bygglov;100;93\n';
const BEGINNING = [
  '--rand',
  'content-disposition: form-data; name="file"; filename="cases.csv"',
  'content-type: text/csv',
  '',
  FILE.slice(0, 30),
].join('\r\n');
const END = `${FILE.slice(30)}\r\n--rand--\r\n`;

async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

describe('a process that is asked to end', () => {
  let city: SmallCity;
  let upload: ClientRequest;
  let silent: Socket;
  let ended: Promise<void>;

  beforeAll(async () => {
    city = await SmallCity.start({ more: { leaveSeconds: 3 } });
    const { port } = new URL(city.address);
    silent = connect(Number(port), '127.0.0.1');
    await once(silent, 'connect');
    upload = request(`${city.address}/api/v1/uploads?dataset=cases`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer test-followup',
        'content-type': 'multipart/form-data; boundary=rand',
        'transfer-encoding': 'chunked',
      },
    });
    upload.write(BEGINNING);
    // It has come: another call that was made after it is answered.
    await city.call('/health/ready');
    ended = city.stop();
  });
  afterAll(async () => {
    silent.destroy();
    await ended;
    await rm(city.dataFolder, { recursive: true });
  });

  it('says so and still answers, each connection once', async () => {
    const ready = await city.call('/health/ready');
    expect(ready.body).toMatchObject({ status: 503, code: 'monitor/leaving', title: 'Tjänsten avslutas' });
    const answer = await city.call('/api/v1/catalogue/systems');
    expect(answer.status).toBe(200);
    expect([ready, answer].map(({ headers }) => headers.get('connection'))).toEqual(['close', 'close']);
  });

  it('then lets nobody in, and takes the file that is on its way', async () => {
    const isIn = (): Promise<boolean> =>
      city.call('/health/live').then(
        () => true,
        () => false,
      );
    while (await isIn()) await pause(20);
    // Longer than those are waited for who ask nothing.
    await pause(1_000);
    upload.end(END);
    const [answer] = (await once(upload, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(201);
    expect(JSON.parse(await textOf(answer))).toMatchObject({ dataset: 'cases', rows: 1 });
    await ended;
  });
});
