import { createServer } from 'node:net';
import { codeOf } from '#core';

/**
 * Below those that Linux gives by itself to whoever listens at port 0 or connects (from 32 768 on): else it may give a port
 * away that was just found free, before the server that it is meant for has started.
 */
const FROM = 20_000;
const COUNT = 12_000;

/** A port of the loopback that nobody uses just now, for a server that must be told one. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FROM + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (codeOf(error) === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
