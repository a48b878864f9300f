import { type Socket } from 'node:net';
import { unescape } from 'node:querystring';
import { type Attempt } from './attempt.js';
import { failureOf, ProbeFailure } from './probe-failure.js';
import { ResponseHead } from './response-head.js';

/** The head of every request that a probe sends: no compression, no second request on the connection. */
export function requestHeaders(url: URL): Record<string, string> {
  const credentials = `${unescape(url.username)}:${unescape(url.password)}`;
  return {
    Host: url.host,
    'User-Agent': 'Perspektiv',
    Accept: '*/*',
    Connection: 'close',
    ...(url.username ? { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } : {}),
  };
}

/**
 * Asks, and reads no more than the head of the answer: the hot path, for probes that only look at the status code.
 * Throws a {@link ProbeFailure}.
 */
export function exchangeStatus(socket: Socket, url: URL, attempt: Attempt): Promise<void> {
  return new Promise((resolve, reject) => {
    const head = new ResponseHead();
    let isFirst = true;
    socket.once('error', (error: Error) => {
      reject(failureOf(error));
    });
    for (const event of ['end', 'close']) {
      socket.once(event, () => {
        reject(new ProbeFailure('reset'));
      });
    }
    socket.on('data', (bytes: Buffer) => {
      if (isFirst) attempt.mark('ttfbMs');
      isFirst = false;
      try {
        const statusCode = head.push(bytes);
        if (statusCode === null) return;
        attempt.statusCode = statusCode;
        resolve();
      } catch (error) {
        reject(failureOf(error instanceof Error ? error : new ProbeFailure('other')));
      }
    });
    attempt.mark();
    const lines = Object.entries(requestHeaders(url)).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  });
}
