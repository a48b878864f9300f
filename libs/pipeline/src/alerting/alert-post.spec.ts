import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Alert, type Notice } from '#core';
import { Webhook, noticeOf } from '#alert';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { AddressPolicy, OutgoingClient } from '#outgoing';
import { type Store, openStore } from '#store';
import { AlertJournal } from './alert-journal.js';
import { AlertPost } from './alert-post.js';
import { Failures, Journal } from '../stage.js';
import { until } from '../../../../test/until.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A receiver that answers as it is told, and remembers what it was sent. */
class Receiver {
  readonly told: string[] = [];
  answers: { status: number; headers?: Record<string, string> }[] = [];
  constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const { status, headers } = receiver.answers.shift() ?? { status: 204 };
        const { notices } = JSON.parse(body) as { notices: { id: string }[] };
        receiver.told.push(...notices.map(({ id }) => `${status} ${id}`));
        response.writeHead(status, headers).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closing.push(() => new Promise((done) => server.close(done)));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }
}

const NOTICE: Notice = noticeOf(
  {
    id: 'a',
    kind: 'system-down',
    severity: 'critical',
    subject: 'tjanst-a',
    system: 'tjanst-a',
    sinceMs: Date.now(),
    firedMs: Date.now(),
    detail: {},
    acknowledged: null,
    escalatedMs: null,
    resolvedMs: null,
  } satisfies Alert,
  'fired',
  Date.now(),
);

async function storeOf(catalogue: Catalogue): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-post-'));
  const store = await openStore(folder, catalogue.datasets.values(), {
    systems: () => catalogue.systems,
  });
  closing.push(() => rm(folder, { recursive: true, force: true }));
  closing.push(() => store.close());
  return store;
}

async function postTo(jour: Receiver, post: Receiver, refusedForMs: number): Promise<AlertPost> {
  const catalogue = await loadCatalogue(resolve('test/fixtures/config/small'));
  if (!catalogue.ok) throw new Error('the fixture is broken');
  const { ledger } = await storeOf(catalogue.value);
  const outgoing = new OutgoingClient(new AddressPolicy(['127.0.0.0/8']));
  closing.push(() => outgoing.close());
  const webhook = ({ url }: Receiver) =>
    new Webhook({ catalogue: catalogue.value, url, secret: null, outgoing });
  const alertPost = new AlertPost({
    journal: new AlertJournal(new Journal(ledger)),
    notifiers: new Map([
      ['jour', webhook(jour)],
      ['post', webhook(post)],
    ]),
    channelsFor: () => new Set(['jour']),
    groupMs: 0,
    refusedForMs,
    mayTell: () => Promise.resolve(true),
    failures: new Failures(),
    nowMs: Date.now,
  });
  closing.push(() => alertPost.close());
  return alertPost;
}

describe('a message that is turned away', () => {
  it('is tried again until it arrives, whatever a proxy says meanwhile', async () => {
    const [jour, other] = [await Receiver.start(), await Receiver.start()];
    jour.answers = [{ status: 404, headers: { 'retry-after': '1' } }, { status: 401 }];
    const alertPost = await postTo(jour, other, 60_000);
    alertPost.take([NOTICE]);
    await until(
      'the first try is refused',
      () => jour.told.length === 1 && alertPost.channels()[0]?.problem === 'answered 404',
    );
    expect(alertPost.channels()[0]).toMatchObject({ channel: 'jour', waiting: 1, givenUp: 0 });
    await until(
      'the third try arrives',
      () => jour.told.length === 3 && alertPost.channels()[0]?.waiting === 0,
    );
    expect(jour.told).toEqual(['404 a/fired', '401 a/fired', '204 a/fired']);
    expect(alertPost.channels()[0]).toMatchObject({ failingSinceMs: null, problem: undefined });
    expect(other.told).toEqual([]);
  });

  it('is told by another channel when it has been turned away for long enough', async () => {
    const [jour, other] = [await Receiver.start(), await Receiver.start()];
    jour.answers = [{ status: 410 }];
    const alertPost = await postTo(jour, other, 0);
    alertPost.take([NOTICE]);
    await until('the other channel is told', () => other.told.length === 1);
    expect(jour.told).toEqual(['410 a/fired']);
    expect(other.told).toEqual(['204 a/fired']);
    await until('nothing waits', () => alertPost.channels()[0]?.waiting === 0);
    expect(alertPost.channels()[0]).toMatchObject({ givenUp: 1, problem: 'answered 410' });
    expect(alertPost.channels()[0]?.failingSinceMs).toEqual(expect.any(Number));
  });
});
