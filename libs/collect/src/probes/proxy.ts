import { type ConnectionOptions } from '#catalogue';
import { type Socket } from 'node:net';
import { failureOf, ProbeFailure } from './probe-failure.js';
import { textOf } from './probe-settings.js';
import { ResponseHead } from './response-head.js';
import { type Destination, type Route } from './route.js';

/** Answers of a proxy that did not reach the target. */
const UNREACHED = new Set([502, 503, 504]);

/** The proxy that connections go through; `null` when there is none. */
export function proxyOf(connection: ConnectionOptions | undefined): Destination | null {
  if (connection?.proxy === undefined) return null;
  const { hostname, port } = new URL(connection.proxy);
  return { hostname, port: port === '' ? 80 : Number(port) };
}

/** The header that a proxy wants, as an entry of none or one. */
export function proxyHeaders({ connection, settings }: Route): Record<string, string> {
  const secret = connection?.proxyAuthorization;
  return secret ? { 'Proxy-Authorization': textOf(secret, settings) } : {};
}

/** Asks a proxy for a tunnel (RFC 9110, section 9.3.6). What the proxy denies is no fault of the target's. */
export async function openTunnel(
  socket: Socket,
  { hostname, port }: Destination,
  route: Route,
): Promise<void> {
  const authority = `${hostname}:${port}`;
  const headers = Object.entries({ Host: authority, ...proxyHeaders(route) });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const answered = headOf(socket);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\n${lines}\r\n`);
  const statusCode = await answered;
  if (statusCode >= 200 && statusCode < 300) return;
  if (UNREACHED.has(statusCode)) throw new ProbeFailure('unreachable');
  throw new ProbeFailure('isolated', 'unmonitored');
}

function headOf(socket: Socket): Promise<number> {
  return new Promise((resolve, reject) => {
    const head = new ResponseHead();
    const read = (bytes: Buffer): void => {
      try {
        const statusCode = head.push(bytes);
        if (statusCode === null) return;
        socket.off('data', read).pause();
        if (head.rest.length > 0) socket.unshift(head.rest);
        resolve(statusCode);
      } catch (error) {
        reject(failureOf(error instanceof Error ? error : new ProbeFailure('other')));
      }
    };
    socket.on('data', read).once('end', () => {
      reject(new ProbeFailure('isolated', 'unmonitored'));
    });
  });
}
