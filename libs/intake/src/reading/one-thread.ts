import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Result, codeOf, failed, messageOf, ok, threadScript } from '#core';
import { type Fault, fileFault } from '../problem-codes.js';
import { type ReadingAnswer, type ReadingErrand, type ReadingKnowledge } from './reading-errand.js';

/** What a thread may use up before its file is given up. */
export interface ThreadLimits {
  readonly memoryMiB: number;
  readonly seconds: number;
}

/** A thread that reads one file at a time, and starts anew after one that was the end of it. */
export class OneThread {
  private worker: Worker | null = null;

  constructor(
    /** What a new thread is given. */
    private readonly knowledge: () => ReadingKnowledge,
    private readonly limits: ThreadLimits,
  ) {}

  /** Answers what a file was read as, or what made that impossible. */
  async read(errand: ReadingErrand): Promise<Result<ReadingAnswer, Fault>> {
    const worker = (this.worker ??= this.start());
    worker.ref();
    const answer = await this.answerOf(worker, errand);
    if (answer.ok) worker.unref();
    else await this.close();
    return answer;
  }

  /** Ends the thread; what it held of memory goes with it. */
  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private start(): Worker {
    const { url, options } = threadScript('reading-thread', import.meta.url);
    const { memoryMiB } = this.limits;
    const worker = new Worker(url, {
      name: 'reading',
      workerData: this.knowledge(),
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
      ...options,
    });
    // Told of to whoever waits for its answer; when nobody does, a new one is started for the next file.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }

  private async answerOf(worker: Worker, errand: ReadingErrand): Promise<Result<ReadingAnswer, Fault>> {
    const { seconds } = this.limits;
    const over = new AbortController();
    const { signal } = over;
    const answered = once(worker, 'message', { signal }).then(([answer]) => ok(answer as ReadingAnswer));
    const ended = once(worker, 'exit', { signal }).then(([code]) =>
      failed(ourFault(errand, `its thread ended with exit code ${String(code)}`)),
    );
    const late = delay(seconds * 1000, failed(fileFault('reading-too-slow', { seconds })), { signal });
    worker.postMessage(errand);
    try {
      return await Promise.race([answered, ended, late]);
    } catch (thrown) {
      // What the thread threw, or ran out of.
      return failed(this.faultOf(errand, thrown));
    } finally {
      over.abort();
      await Promise.allSettled([answered, ended, late]);
    }
  }

  private faultOf(errand: ReadingErrand, error: unknown): Fault {
    return codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY'
      ? fileFault('file-too-demanding', { maxMiB: this.limits.memoryMiB })
      : ourFault(errand, messageOf(error));
  }
}

/** Who hands in is told that the fault is ours; what it is, those who run the program. */
function ourFault({ dataset, fileName }: ReadingErrand, reason: string): Fault {
  process.emitWarning(`The reading of ${fileName} (${dataset}) failed: ${reason}`);
  return fileFault('reading-failed');
}
