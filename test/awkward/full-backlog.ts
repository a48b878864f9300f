import { connect, type Socket } from 'node:net';
import { Child } from '../child-process.js';
import { type AwkwardFarm } from './awkward-server.js';

/** So long an attempt to connect goes unanswered when the queue is full. */
const UNANSWERED_MS = 300;

/**
 * A port whose owner is stopped and whose queue of connections is full: the kernel answers no more attempts, as when a
 * firewall drops them. Resolves to the port.
 */
export async function fullBacklog(farm: AwkwardFarm): Promise<number> {
  const owner = new Child(new URL('./stopped-server.ts', import.meta.url), []);
  const port = Number((await owner.said('port ')).slice('port '.length));
  const held: Socket[] = [];
  farm.atClose(async () => {
    for (const socket of held) socket.destroy();
    await owner.kill();
  });
  for (;;) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    held.push(socket);
    const isAnswered = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => {
        resolve(true);
      });
      setTimeout(resolve, UNANSWERED_MS, false);
    });
    if (!isAnswered) return port;
  }
}
