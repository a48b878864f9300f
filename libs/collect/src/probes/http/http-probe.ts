import { type HttpAsk } from '#catalogue';
import { openConnection } from '../connection.js';
import { ProbeFailure } from '../probe-failure.js';
import { destinationOf, parsedUrl, type Route } from '../route.js';
import { Expectations, looksIntoBody } from './expectations.js';
import { exchange, type HttpAnswer } from './full-exchange.js';
import { readBody } from './read-body.js';
import { leadsTo, redirected } from './redirects.js';
import { type Asked, type HttpRequest, requestOf } from './request.js';
import { exchangeStatus } from './status-exchange.js';

/** Asks as told, and judges the answer. Throws a {@link ProbeFailure} for what is not as expected. */
export async function probeHttp(ask: HttpAsk, route: Route): Promise<void> {
  const asked = { ...ask, url: parsedUrl(ask.url), body: ask.body };
  if (looksAtStatusOnly(ask) && !route.settings.trace) await askForStatus(asked, ask, route);
  else await askInFull(asked, ask, route);
}

function looksAtStatusOnly(ask: HttpAsk): boolean {
  return ask.followRedirects === 0 && ask.expectHeaders.length === 0 && !looksIntoBody(ask);
}

async function askForStatus(asked: Asked, { expectStatus }: HttpAsk, route: Route): Promise<void> {
  const request = requestOf(asked, route);
  const socket = await connected(request, route, 0);
  const statusCode = await exchangeStatus(socket, request, route.attempt);
  checkStatus(statusCode, expectStatus, route);
}

async function askInFull(asked: Asked, ask: HttpAsk, route: Route): Promise<void> {
  const answer = await askOnwards(asked, ask, route);
  const expectations = new Expectations(route);
  checkStatus(answer.statusCode, ask.expectStatus, route);
  expectations.judgeHeaders(answer.headers, ask.expectHeaders);
  if (!looksIntoBody(ask)) return;
  const isOnlySought = ask.refuseText === undefined && ask.expectJson.length === 0;
  const { text, bytes } = await readBody(answer.response, {
    maxBytes: ask.maxBodyBytes,
    onlySought: isOnlySought ? ask.expectText : undefined,
  });
  route.settings.trace?.({ kind: 'read', bytes });
  expectations.judgeBody(text, ask);
}

/** Follows redirects as far as may be; each hop is a new connection, resolved, checked and timed like the first. */
async function askOnwards(first: Asked, { followRedirects }: HttpAsk, route: Route): Promise<HttpAnswer> {
  let asked = first;
  for (let hop = 0; ; hop++) {
    const answer = await askOnce(asked, route, hop);
    const next = leadsTo(answer, asked.url);
    route.settings.trace?.({
      kind: 'answered',
      statusCode: answer.statusCode,
      leadsTo: next && withoutQuery(next),
    });
    if (!next || followRedirects === 0) return answer;
    if (hop >= followRedirects) {
      route.attempt.statusCode = answer.statusCode;
      throw new ProbeFailure('redirect');
    }
    asked = redirected(asked, next, answer.statusCode);
  }
}

async function askOnce(asked: Asked, route: Route, hop: number): Promise<HttpAnswer> {
  const request = requestOf(asked, route);
  route.settings.trace?.({ kind: 'asked', method: request.method, url: withoutQuery(request.url) });
  return exchange(await connected(request, route, hop), request, route.attempt);
}

async function connected({ url, isForwarded }: HttpRequest, route: Route, hop: number) {
  const startTls = url.protocol === 'https:' ? 'at-once' : undefined;
  const socket = await openConnection({ ...destinationOf(url), startTls, isForwarded, hop }, route);
  route.whenConnected?.();
  return socket;
}

function checkStatus(statusCode: number, expected: readonly number[], { attempt }: Route): void {
  attempt.statusCode = statusCode;
  if (!expected.includes(statusCode)) throw new ProbeFailure('status');
}

/** What a redirect carries in its query may be a ticket: it is not shown. */
function withoutQuery({ origin, pathname, search }: URL): string {
  return origin + pathname + (search === '' ? '' : '?…');
}
