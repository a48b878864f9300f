import { type HttpAsk, isExpectedStatus, type StatusRange, textsOf } from '#catalogue';
import { type IncomingHttpHeaders } from 'node:http';
import { openConnection } from '../connection.js';
import { ProbeFailure } from '../probe-failure.js';
import { proxyOf } from '../proxy.js';
import { destinationOf, parsedUrl, type Route } from '../route.js';
import { CookieJar } from './cookie-jar.js';
import { Expectations, looksIntoBody, readsForTextOnly } from './expectations.js';
import { exchange, type HttpAnswer } from './full-exchange.js';
import { readBody } from './read-body.js';
import { leadsTo, redirected } from './redirects.js';
import { type Asked, type HttpRequest, requestOf } from './request.js';
import { exchangeStatus } from './status-exchange.js';

/** Asks as told, and judges the answer. Throws a {@link ProbeFailure} for what is not as expected. */
export async function probeHttp(ask: HttpAsk, route: Route): Promise<void> {
  const asked = { ...ask, url: parsedUrl(ask.url), body: ask.body };
  if (looksAtStatusOnly(ask)) await askForStatus(asked, ask, route);
  else await askInFull(asked, ask, route);
}

function looksAtStatusOnly(ask: HttpAsk): boolean {
  return ask.followRedirects === 0 && ask.expectHeaders.length === 0 && !looksIntoBody(ask);
}

async function askForStatus(asked: Asked, { expectStatus }: HttpAsk, route: Route): Promise<void> {
  const { attempt, settings } = route;
  const request = requestOf(asked, route);
  settings.trace?.({ kind: 'asked', method: request.method, url: withoutQuery(request.url) });
  const statusCode = await exchangeStatus(await connected(request, route, 0), request, attempt);
  settings.trace?.({ kind: 'answered', statusCode, leadsTo: null });
  checkStatus(statusCode, expectStatus, route);
}

/** What was answered, after all redirects, and found to be as expected. */
export interface JudgedAnswer {
  readonly headers: IncomingHttpHeaders;
  /** Empty when nobody wanted it. */
  readonly text: string;
}

/** More to do on the way. */
interface InFull {
  /** Absent: cookies are kept for this ask and its redirects only, as a browser's first visit. */
  readonly cookies?: CookieJar;
  /** Whether all of the body is wanted, whatever is expected of it. */
  readonly wantsBody?: boolean;
}

/** Follows redirects, and judges headers and body. Throws a {@link ProbeFailure} for what is not as expected. */
export async function askInFull(
  asked: Asked,
  ask: HttpAsk,
  route: Route,
  { cookies = new CookieJar(), wantsBody = false }: InFull = {},
): Promise<JudgedAnswer> {
  const answer = await askOnwards(asked, ask, route, cookies);
  const expectations = new Expectations(route);
  checkStatus(answer.statusCode, ask.expectStatus, route);
  expectations.judgeHeaders(answer.headers, ask.expectHeaders);
  const { headers } = answer;
  if (!wantsBody && !looksIntoBody(ask)) return { headers, text: '' };
  const isOnlySought = !wantsBody && readsForTextOnly(ask);
  const { text, bytes } = await readBody(answer, {
    maxBytes: ask.maxBodyBytes,
    onlySought: isOnlySought ? textsOf(ask.expectText) : undefined,
  });
  route.settings.trace?.({ kind: 'read', bytes });
  expectations.judgeBody({ text, isHtml: /html/i.test(headers['content-type'] ?? '') }, ask);
  return { headers, text };
}

/** Follows redirects as far as may be; each hop is a new connection, resolved, checked and timed like the first. */
async function askOnwards(
  first: Asked,
  { followRedirects }: HttpAsk,
  route: Route,
  cookies: CookieJar,
): Promise<HttpAnswer> {
  let asked = first;
  for (let hop = 0; ; hop++) {
    const answer = await askOnce({ ...asked, more: cookies.headerFor(asked.url) }, route, hop);
    cookies.take(asked.url, answer.headers['set-cookie'] ?? []);
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

/** A proxy that wants to know us says nothing of the target, over TLS or not (RFC 9110, section 15.5.8). */
function checkStatus(statusCode: number, expected: readonly StatusRange[], route: Route): void {
  if (statusCode === 407 && proxyOf(route.connection)) throw new ProbeFailure('isolated', 'unmonitored');
  route.attempt.statusCode = statusCode;
  const holds = isExpectedStatus(statusCode, expected);
  route.settings.trace?.({
    kind: 'expected',
    what: `status ${expected.join(', ')}`,
    holds,
    found: String(statusCode),
  });
  if (!holds) throw new ProbeFailure('status');
}

/** What a redirect carries in its query may be a ticket: it is not shown. */
function withoutQuery({ origin, pathname, search }: URL): string {
  return origin + pathname + (search === '' ? '' : '?…');
}
