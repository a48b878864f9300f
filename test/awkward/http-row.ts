import { HttpProbe, type StatusRange, textsOf } from '#catalogue';
import { createServer, type Socket } from 'node:net';
import { type AwkwardPlace, type AwkwardServer, type Verdict } from './awkward-server.js';

export type Behaviour = (socket: Socket) => void;

/** Reads a request, then sends these pieces a moment apart, and ends. */
export function says(...pieces: readonly (string | Buffer)[]): Behaviour {
  return (socket) => {
    socket.once('data', () => {
      const send = (i: number): void => {
        const piece = pieces[i];
        if (piece === undefined) socket.end();
        else socket.write(piece, () => setTimeout(send, 5, i + 1));
      };
      send(0);
    });
  };
}

/** Reads a request, sends this, and resets the connection. */
export function saysAndResets(text: string): Behaviour {
  return (socket) => {
    socket.once('data', () => socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20)));
  };
}

/** Sends a beginning and then, again and again, some more. */
export function goesOn(begin: string, more: string | Buffer, everyMs: number): Behaviour {
  return (socket) => {
    socket.once('data', () => {
      socket.write(begin);
      const timer = setInterval(() => socket.writable && socket.write(more), everyMs);
      socket.once('close', () => {
        clearInterval(timer);
      });
    });
  };
}

/** Answers by the path that is asked for. */
export function byPath(answer: (path: string) => string): Behaviour {
  return (socket) => {
    socket.once('data', (request: Buffer) => {
      socket.end(answer(request.toString().split(' ')[1] ?? '/'));
    });
  };
}

/** It knows no ranges. */
function codesOf(range: StatusRange): number[] {
  const [first = 0, last = first] = String(range).split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** What blackbox_exporter is told so that it expects the same. */
export function settingsLike(parts: Partial<HttpProbe>): Record<string, unknown> {
  const sought = [...textsOf(parts.expectText), ...(parts.expectPattern ? [parts.expectPattern] : [])];
  return {
    valid_status_codes: (parts.expectStatus ?? [200]).flatMap(codesOf),
    follow_redirects: (parts.followRedirects ?? 0) > 0,
    preferred_ip_protocol: 'ip4',
    ...(parts.method && { method: parts.method }),
    ...(sought.length > 0 && { fail_if_body_not_matches_regexp: sought }),
  };
}

export interface Row {
  readonly does: string;
  readonly behaviour: Behaviour;
  readonly ours: Verdict;
  readonly blackbox: boolean;
  readonly difference?: string;
  readonly probe?: Partial<HttpProbe>;
}

export function awkward({ does, behaviour, ours, blackbox, difference, probe = {} }: Row): AwkwardServer {
  return {
    name: does,
    ours,
    blackboxSucceeds: blackbox,
    ...(difference === undefined ? {} : { difference }),
    start: async ({ listen }): Promise<AwkwardPlace> => {
      const server = createServer((socket) => {
        behaviour(socket);
        // An unread socket never sees that the other side has gone.
        socket.resume();
      });
      const url = `http://127.0.0.1:${await listen(server)}/`;
      const common = { id: 'awkward', url, timeoutMs: 1_000 };
      return {
        probe: Object.assign(new HttpProbe(), common, probe),
        blackbox: { prober: 'http', settings: settingsLike(probe) },
      };
    },
  };
}

export const UP: Verdict = { state: 'up', statusCode: 200 };
export const down = (reason: NonNullable<Verdict['reason']>, statusCode?: number): Verdict => ({
  state: 'down',
  reason,
  ...(statusCode === undefined ? {} : { statusCode }),
});
export const OK = 'HTTP/1.1 200 OK\r\n';
export const sought = { expectText: 'here' };
export const followed = { followRedirects: 3 };
