import { connect, type Socket } from 'node:net';
import { type Attempt } from './attempt.js';
import { failureOf, ProbeFailure } from './probe-failure.js';

/** After this long without an answer the next address is tried beside the one before (RFC 8305, section 5). */
const NEXT_ADDRESS_MS = 250;

/** A TCP connection, and the address that it leads to. */
export interface Opened {
  readonly socket: Socket;
  readonly address: string;
}

/**
 * Connects to the first of some addresses that answers. They are tried in order, each as soon as the one before has failed
 * or been silent for a moment, as browsers do; those that come later are closed. Throws the last {@link ProbeFailure} when
 * none answers.
 */
export function openFirst(addresses: readonly string[], port: number, attempt: Attempt): Promise<Opened> {
  if (addresses.length === 0) return Promise.reject(new ProbeFailure('unreachable'));
  return new Promise((resolve, reject) => {
    const open = new Set<Socket>();
    const waiting = [...addresses];
    let timer: NodeJS.Timeout | undefined;

    const tryNext = (): void => {
      clearTimeout(timer);
      const address = waiting.shift();
      if (address === undefined || attempt.isOver) return;
      const socket = attempt.race(connect({ host: address, port }));
      open.add(socket);
      socket.once('connect', () => {
        win(socket, address);
      });
      socket.once('error', (error: Error) => {
        lose(socket, error);
      });
      if (waiting.length > 0) timer = setTimeout(tryNext, NEXT_ADDRESS_MS);
    };
    const win = (socket: Socket, address: string): void => {
      clearTimeout(timer);
      waiting.length = 0;
      attempt.markArrival('connectMs');
      for (const late of open) if (late !== socket) late.destroy();
      resolve({ socket: attempt.hold(socket), address });
    };
    // Errors after the connection stands are for those who read from it.
    const lose = (socket: Socket, error: Error): void => {
      open.delete(socket);
      if (waiting.length > 0) tryNext();
      else if (open.size === 0) reject(failureOf(error));
    };
    tryNext();
  });
}
