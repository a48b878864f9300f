import { ProbeFailure } from '../probe-failure.js';
import { headerText } from './header-text.js';
import { type HttpAnswer } from './full-exchange.js';
import { type Asked } from './request.js';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads; `null` when it is no redirect. Throws a {@link ProbeFailure} `redirect` when that is nowhere. */
export function leadsTo({ statusCode, headers: { location } }: HttpAnswer, from: URL): URL | null {
  if (!REDIRECTS.has(statusCode) || location === undefined) return null;
  const written = headerText(location);
  if (!URL.canParse(written, from.href)) throw new ProbeFailure('redirect');
  const url = new URL(written, from.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new ProbeFailure('redirect');
  return url;
}

/** What is asked where a redirect leads (RFC 9110, section 15.4): secrets stay with whom they were meant for. */
export function redirected(asked: Asked, url: URL, statusCode: number): Asked {
  const becomesGet =
    statusCode === 303 ? asked.method !== 'HEAD' : statusCode < 303 && asked.method === 'POST';
  const isSameOrigin = url.origin === asked.url.origin;
  const headers = Object.entries(asked.headers).filter(([name, text]) => {
    if (!isSameOrigin && (typeof text !== 'string' || /^(?:authorization|cookie)$/i.test(name))) return false;
    return !(becomesGet && /^content-/i.test(name));
  });
  const method = becomesGet ? 'GET' : asked.method;
  // A body, too, may hold what is not for others.
  const body = becomesGet || !isSameOrigin ? undefined : asked.body;
  return { url, method, headers: Object.fromEntries(headers), body };
}
