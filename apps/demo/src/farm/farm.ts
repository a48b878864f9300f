import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { messageOf, PerspektivError } from '#core';
import { AlertList } from './alert-list.js';
import { type Behaviour, behaviourAt, type FarmScript } from './behaviour.js';

/** Which farm. */
export interface FarmOptions {
  /** Of the script that services follow unless they have one of their own. */
  readonly seed: number;
  /** Of HTTP; 0: any free one. Default 4600. */
  readonly port?: number;
  /** Of the first of four plain TCP listeners, the others follow; 0: any free ones. Default 4601. */
  readonly tcpPortBase?: number;
  readonly services?: readonly { readonly id: string; readonly script: FarmScript }[];
}

/** A farm that runs. */
export interface Farm {
  readonly port: number;
  readonly tcpPorts: readonly number[];
  /** Lets go of every connection; resolves when nothing listens any more. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const TCP_LISTENERS = 4;
const SERVICE_PATH = /^\/s\/([a-z0-9-]+)\//;

/**
 * The services that the demo city's live probes reach, on loopback only: whatever stands below `/s/<systemId>/` answers
 * by that system's script, and the TCP listeners accept and hang up. `/larm` takes the city's alerts, and shows them. Throws
 * `farm/port-taken`.
 */
export async function startFarm({
  seed,
  port = 4600,
  tcpPortBase = 4601,
  services = [],
}: FarmOptions): Promise<Farm> {
  const scripts = new Map(services.map(({ id, script }) => [id, script]));
  const alerts = new AlertList();
  const web = createServer((request, response) => {
    const id = SERVICE_PATH.exec(request.url ?? '')?.[1];
    const nowMs = Date.now();
    if (request.url === '/larm') void alerts.serve(request, response);
    else if (id === undefined) response.writeHead(404).end();
    else behave(scripts.get(id)?.(nowMs) ?? behaviourAt(id, seed, nowMs), request, response);
  });
  const doors = Array.from({ length: TCP_LISTENERS }, () =>
    createTcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.resume().end();
    }),
  );
  const close = async (): Promise<void> => {
    web.closeAllConnections();
    await Promise.all([web, ...doors].filter((server) => server.listening).map(closed));
  };
  try {
    const webPort = await listen(web, port);
    const tcpPorts: number[] = [];
    for (const [i, door] of doors.entries()) {
      tcpPorts.push(await listen(door, tcpPortBase && tcpPortBase + i));
    }
    return { port: webPort, tcpPorts, close };
  } catch (error) {
    await close();
    throw new PerspektivError('farm/port-taken', messageOf(error), { cause: error });
  }
}

function behave({ delayMs, outcome }: Behaviour, request: IncomingMessage, response: ServerResponse): void {
  const timer = setTimeout(() => {
    switch (outcome) {
      case 'ok':
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('ok\n');
        break;
      case 'error':
        response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' }).end('out of order\n');
        break;
      case 'reset':
        request.socket.resetAndDestroy();
        break;
      case 'hang':
        break;
    }
  }, delayMs);
  response.once('close', () => {
    clearTimeout(timer);
  });
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
