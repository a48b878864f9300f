import { type IncomingMessage, request } from 'node:http';
import { type Socket } from 'node:net';
import { type Attempt } from './attempt.js';
import { failureOf, ProbeFailure } from './probe-failure.js';
import { requestHeaders } from './status-exchange.js';

/** The text is looked for in this much of the body. */
const MAX_BODY_BYTES = 1_048_576;

/**
 * Asks, and reads the answer's body until the text is found, the body ends or a mebibyte has been searched; the answer
 * is whether it was found. Throws a {@link ProbeFailure}.
 */
export function exchangeBody(socket: Socket, url: URL, attempt: Attempt, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(failureOf(error));
    };
    attempt.mark();
    const asked = request({
      createConnection: () => socket,
      path: url.pathname + url.search,
      headers: requestHeaders(url),
    });
    asked.once('response', (response) => {
      attempt.mark('ttfbMs');
      attempt.statusCode = response.statusCode;
      searchBody(response, text, resolve);
      response.once('error', fail);
      response.once('aborted', () => {
        reject(new ProbeFailure('reset'));
      });
    });
    // After a 101 Node hands over the socket instead of an answer.
    asked.once('upgrade', (response) => {
      attempt.statusCode = response.statusCode;
      resolve(false);
    });
    asked.on('error', fail);
    asked.end();
  });
}

function searchBody(response: IncomingMessage, text: string, tell: (found: boolean) => void): void {
  const isLatin1 = /charset="?(?:iso-8859-1|windows-1252|latin1)/i.test(
    response.headers['content-type'] ?? '',
  );
  const needle = Buffer.from(text, isLatin1 ? 'latin1' : 'utf8');
  let searchedBytes = 0;
  // The end of what was searched, lest the text is cut in two by the network.
  let tail = Buffer.alloc(0);
  response.on('data', (chunk: Buffer) => {
    const room = chunk.subarray(0, Math.max(0, MAX_BODY_BYTES - searchedBytes));
    searchedBytes += room.length;
    const window = Buffer.concat([tail, room]);
    if (window.includes(needle)) tell(true);
    else if (searchedBytes >= MAX_BODY_BYTES) tell(false);
    tail = window.subarray(Math.max(0, window.length - needle.length + 1));
  });
  response.once('end', () => {
    tell(needle.length === 0);
  });
}
