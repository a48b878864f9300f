import { type Socket } from 'node:net';
import { failureOf, ProbeFailure } from './probe-failure.js';

/** So much is listened to, at most, before it is what was waited for. */
const MAX_HEARD_BYTES = 65_536;

/** Speaking in turns over a connection. Bytes are heard as Latin-1, one sign each. */
export class Talk {
  private heard = '';
  private check: () => void = () => undefined;
  private ended: ProbeFailure | null = null;

  constructor(private readonly socket: Socket) {
    socket.on('data', this.listen);
    socket.once('error', (error: Error) => {
      this.close(failureOf(error));
    });
    for (const event of ['end', 'close']) {
      socket.once(event, () => {
        this.close(new ProbeFailure('reset'));
      });
    }
  }

  /** Whether anything was heard since we spoke last. */
  get hasHeard(): boolean {
    return this.heard !== '';
  }

  /** What was heard before is done with. */
  say(words: string | Buffer): void {
    this.heard = '';
    this.socket.write(words);
  }

  /** Resolves to all that was heard since we spoke last, once it is enough. Throws a {@link ProbeFailure}. */
  hear(isEnough: (heard: string) => boolean): Promise<string> {
    return new Promise((resolve, reject) => {
      this.check = () => {
        if (isEnough(this.heard)) resolve(this.heard);
        else if (this.ended) reject(this.ended);
        else if (this.heard.length > MAX_HEARD_BYTES) reject(new ProbeFailure('protocol'));
      };
      this.check();
    });
  }

  /** Stops listening; the connection goes on. */
  end(): void {
    this.socket.off('data', this.listen).pause();
  }

  private readonly listen = (bytes: Buffer): void => {
    this.heard += bytes.toString('latin1');
    this.check();
  };

  private close(failure: ProbeFailure): void {
    this.ended ??= failure;
    this.check();
  }
}
