import { Worker } from 'node:worker_threads';
import { PerspektivError, threadScript } from '#core';
import { type Paper } from '#export';

/** What the press answers. */
export type Printed = { readonly pdf: Uint8Array } | { readonly failure: string };

/** An idle press is let go: its compiler holds a hundred megabytes. */
const IDLE_MS = 60_000;
/** What is not printed by then never will be. */
const LATE_MS = 60_000;

/**
 * Prints papers as PDF/UA-1, one at a time, in a thread that is started when something is to be printed: the compiler
 * computes for as long as it takes, and nothing else is to wait for it.
 */
export class Press {
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | null = null;

  /** The same bytes for the same paper. Throws `report/not-printed`. */
  print(paper: Paper): Promise<Uint8Array> {
    const turn = this.last.then(() => this.printNow(paper));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    if (this.idle) clearTimeout(this.idle);
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private async printNow(paper: Paper): Promise<Uint8Array> {
    if (this.idle) clearTimeout(this.idle);
    const worker = (this.worker ??= this.start());
    worker.ref();
    try {
      return await answerOf(worker, paper);
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      worker.unref();
      this.idle = setTimeout(() => void this.close(), IDLE_MS).unref();
    }
  }

  private start(): Worker {
    const { url, options } = threadScript('press-thread', import.meta.url);
    const worker = new Worker(url, { name: 'press', ...options });
    // Who waits for a paper is told; when nobody does, a new one is started for the next.
    worker.on('error', () => undefined);
    return worker;
  }
}

function answerOf(worker: Worker, paper: Paper): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const over = (outcome: Printed): void => {
      clearTimeout(late);
      worker.off('message', over).off('error', onError).off('exit', onExit);
      if ('pdf' in outcome) resolve(outcome.pdf);
      else reject(new PerspektivError('report/not-printed', outcome.failure));
    };
    const onError = (error: Error): void => {
      over({ failure: error.message });
    };
    const onExit = (code: number): void => {
      over({ failure: `exit ${code}` });
    };
    const late = setTimeout(() => {
      over({ failure: `not printed within ${LATE_MS / 1000} s` });
    }, LATE_MS);
    worker.on('message', over).on('error', onError).on('exit', onExit);
    worker.postMessage(paper);
  });
}
