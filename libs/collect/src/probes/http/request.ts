import { type HttpAsk, type HttpMethod } from '#catalogue';
import { proxyHeaders } from '../proxy.js';
import { ProbeFailure } from '../probe-failure.js';
import { textOf } from '../probe-settings.js';
import { type Route } from '../route.js';

/** One request on its way. */
export interface HttpRequest {
  readonly url: URL;
  readonly method: HttpMethod;
  /** What it is sent as: a path, or, for a proxy that forwards it, the whole address. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly isForwarded: boolean;
}

/** What of an ask changes on the way: where a redirect leads, and what a transaction has learnt. */
export interface Asked {
  readonly url: URL;
  readonly method: HttpMethod;
  readonly headers: HttpAsk['headers'];
  readonly body: HttpAsk['body'];
  /** Added as it is: cookies. */
  readonly more?: Readonly<Record<string, string>>;
}

/** What a header may hold; a line break in a secret would end it. */
const HEADER_TEXT = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The request as it is sent: no compression is asked for, and no second request on the connection. */
export function requestOf(asked: Asked, route: Route): HttpRequest {
  const { url, method } = asked;
  const isForwarded = route.connection?.proxy !== undefined && url.protocol === 'http:';
  const body = asked.body === undefined ? null : textOf(asked.body, route.settings);
  const headers: Record<string, string> = {
    Host: url.host,
    'User-Agent': 'Perspektiv',
    Accept: '*/*',
    ...(isForwarded ? proxyHeaders(route) : {}),
    ...asked.more,
  };
  for (const [name, wording] of Object.entries(asked.headers)) {
    const text = textOf(wording, route.settings);
    if (!HEADER_TEXT.test(text)) throw new ProbeFailure('other', 'unmonitored');
    const known = Object.keys(headers).find((other) => other.toLowerCase() === name.toLowerCase());
    headers[known ?? name] = text;
  }
  headers.Connection = 'close';
  if (body !== null) headers['Content-Length'] = String(Buffer.byteLength(body));
  const path = url.pathname + url.search;
  return {
    url,
    method,
    target: isForwarded ? `http://${url.host}${path}` : path,
    headers,
    body,
    isForwarded,
  };
}
