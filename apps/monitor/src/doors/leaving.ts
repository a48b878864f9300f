import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

/** Who has come in and has not asked anything by then will not: browsers open connections that they may never use. */
const ASK_WITHIN_MS = 500;
/** How long those are waited for who are being answered, or are still sending what they ask. */
const FINISH_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * A process that was asked to end: at first it says so and still answers, so that whoever has a choice goes elsewhere; then
 * it lets nobody in, and ends when everybody is answered who was.
 */
@Injectable()
export class Leaving {
  private begun = false;
  private underWay = 0;

  get hasBegun(): boolean {
    return this.begun;
  }

  /** Counts what is asked; once leaving has begun, every connection ends with its answer. To be called before any route is there. */
  watch(app: NestFastifyApplication): void {
    const server = app.getHttpAdapter().getInstance();
    server.addHook('onRequest', (_request, reply, done) => {
      this.underWay++;
      // Also of those who go away before they are answered.
      reply.raw.once('close', () => this.underWay--);
      done();
    });
    server.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.begun) reply.header('connection', 'close');
      done();
    });
  }

  begin(): void {
    this.begun = true;
  }

  /** Lets nobody in any more; resolves when everybody is answered, or takes too long over it. */
  async close(app: NestFastifyApplication): Promise<void> {
    const closed = app.close();
    await Promise.race([closed, this.allAnswered()]);
    app.getHttpServer().closeAllConnections();
    await closed;
  }

  private async allAnswered(): Promise<void> {
    await pause(ASK_WITHIN_MS, undefined, { ref: false });
    const lastMs = performance.now() + FINISH_WITHIN_MS;
    while (this.underWay > 0 && performance.now() < lastMs)
      await pause(LOOK_EVERY_MS, undefined, { ref: false });
  }
}
