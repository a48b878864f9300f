import { type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http';
import { type Socket } from 'node:net';
import { type Attempt } from '../attempt.js';
import { failureOf, ProbeFailure } from '../probe-failure.js';
import { MAX_HEAD_BYTES } from '../response-head.js';
import { type HttpRequest } from './request.js';

/** What came back. */
export interface HttpAnswer {
  readonly statusCode: number;
  /** By lower-case name; what came several times is joined by commas, cookies are a list. */
  readonly headers: IncomingHttpHeaders;
  /** The body, which is still to be read. */
  readonly response: IncomingMessage;
  /** Why the body ended early, where it broke the protocol: this is told of the request, not of the body. */
  readonly brokenBy: () => ProbeFailure | null;
}

/** Asks, and reads the head of the answer; the body is for who wants it. Throws a {@link ProbeFailure}. */
export function exchange(socket: Socket, request: HttpRequest, attempt: Attempt): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let failure: ProbeFailure | null = null;
    const tell = (response: IncomingMessage): void => {
      attempt.markArrival('ttfbMs');
      const { statusCode = 0, headers } = response;
      // Two framings that disagree are how requests are smuggled (RFC 9112, section 6.3).
      if (headers['transfer-encoding'] !== undefined && headers['content-length'] !== undefined) {
        reject(new ProbeFailure('protocol'));
        return;
      }
      resolve({ statusCode, headers, response, brokenBy: () => failure });
    };
    const asked = send({
      createConnection: () => socket,
      method: request.method,
      path: request.target,
      headers: request.headers,
      setHost: false,
      // Browsers take folded header lines (RFC 9112, section 5.2), and whatever else is lenient here.
      insecureHTTPParser: true,
      maxHeaderSize: MAX_HEAD_BYTES,
    });
    asked.once('response', tell);
    // After a 101 Node hands over the socket instead of an answer.
    asked.once('upgrade', (response) => {
      response.push(null);
      tell(response);
    });
    asked.on('error', (error: Error) => {
      failure = failureOf(error);
      reject(failure);
    });
    // An end before the head is seen here first when the answer was begun.
    socket.once('close', () => {
      reject(new ProbeFailure('reset'));
    });
    asked.end(request.body ?? undefined);
    attempt.mark();
  });
}
