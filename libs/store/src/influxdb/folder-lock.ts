import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { type Server, createServer } from 'node:net';
import { PerspektivError, codeOf } from '#core';

/**
 * Holds a folder for this process until it lets go or ends, however it ends: a name in the machine's own space of sockets,
 * which needs no file and is free again when the process is gone. Throws `store/held`.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const place = await realpath(folder);
  const name = createHash('sha256').update(place).digest('hex').slice(0, 32);
  const server = createServer().unref();
  try {
    await listen(server, `\0perspektiv-${name}`);
  } catch (thrown) {
    if (codeOf(thrown) !== 'EADDRINUSE') throw thrown;
    throw new PerspektivError(
      'store/held',
      `The folder ${folder} is in use by another process. Only one process may hold it: ask the running monitor ` +
        'instead, stop it first, or give this process a data folder of its own.',
    );
  }
  return () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
}

function listen(server: Server, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(name, resolve);
  });
}
