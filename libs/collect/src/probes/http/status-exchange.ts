import { type Socket } from 'node:net';
import { type Attempt } from '../attempt.js';
import { failureOf, ProbeFailure } from '../probe-failure.js';
import { ResponseHead } from '../response-head.js';
import { type HttpRequest } from './request.js';

function written({ method, target, headers, body }: HttpRequest): string {
  let text = `${method} ${target} HTTP/1.1\r\n`;
  for (const name in headers) text += `${name}: ${headers[name] ?? ''}\r\n`;
  return `${text}\r\n${body ?? ''}`;
}

/**
 * Asks, and reads no more than the head of the answer: the hot path, for probes that only look at the status code, which
 * is the answer. Throws a {@link ProbeFailure}.
 */
export function exchangeStatus(socket: Socket, request: HttpRequest, attempt: Attempt): Promise<number> {
  return new Promise((resolve, reject) => {
    const head = new ResponseHead();
    let isFirst = true;
    let isAnswered = false;
    // Every connection ends: a failure, with its trace of calls, is made only where it is one.
    const endEarly = (): void => {
      if (!isAnswered) reject(new ProbeFailure('reset'));
    };
    socket.once('error', (error: Error) => {
      reject(failureOf(error));
    });
    socket.once('end', endEarly).once('close', endEarly);
    socket.on('data', (bytes: Buffer) => {
      if (isFirst) attempt.markArrival('ttfbMs');
      isFirst = false;
      try {
        const statusCode = head.push(bytes);
        if (statusCode === null) return;
        isAnswered = true;
        resolve(statusCode);
      } catch (error) {
        reject(failureOf(error instanceof Error ? error : new ProbeFailure('other')));
      }
    });
    // Headers hold no sign beyond Latin-1 (request.ts), and written so they cost less.
    if (request.body === null) socket.write(written(request), 'latin1');
    else socket.write(written(request));
    attempt.mark();
  });
}
