import { Worker } from 'node:worker_threads';
import { PerspektivError, type Sample, messageOf, threadScript } from '#core';
import { type ParsedSamples, type PushRules, parseSamples } from './parse-samples.js';
import { type PushErrand, type PushPiece } from './push-errand.js';

/** What is not larger is read at once: that costs less than to hand it over. */
const SMALL_BYTES = 16 * 1024;
/** A body of the largest size that was made to cost memory ends its thread, and nothing else. */
const MEMORY_MIB = 512;
const SECONDS = 60;
const MAX_WAITING = 16;

/** Reads the bodies of pushes: large ones in a thread, one at a time, so that neither probes nor callers wait meanwhile. */
export class PushReader {
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private targets: ReadonlySet<string>) {}

  /** Reads for other targets from now on; a push that has come is read as it was then. */
  renew(targets: ReadonlySet<string>): void {
    this.targets = targets;
  }

  /** What a push holds, in the order of time. Throws `collect/busy` when too many wait. */
  async read(
    bytes: Uint8Array,
    contentType: string,
    rules: Omit<PushRules, 'targets'>,
  ): Promise<ParsedSamples> {
    const { targets } = this;
    if (bytes.byteLength <= SMALL_BYTES) {
      return parseSamples(new TextDecoder().decode(bytes), contentType, { ...rules, targets });
    }
    if (this.waiting >= MAX_WAITING)
      throw new PerspektivError('collect/busy', `${MAX_WAITING} pushes wait to be read`);
    this.waiting++;
    const turn = this.last.then(() =>
      this.readInThread({ bytes, contentType, rules: { ...rules, targets } }),
    );
    this.last = turn.finally(() => this.waiting--).catch(() => undefined);
    return turn;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private async readInThread(errand: PushErrand): Promise<ParsedSamples> {
    const worker = (this.worker ??= this.start());
    worker.ref();
    try {
      const read = await answerOf(worker, errand);
      worker.unref();
      return read;
    } catch (error) {
      await this.close();
      const message = `the body took too much memory or time to read (${messageOf(error)})`;
      const hint = 'Send fewer samples at a time.';
      return { samples: [], problems: [{ index: null, message, hint }], refused: 0 };
    }
  }

  private start(): Worker {
    const { url, options } = threadScript('push-thread', import.meta.url);
    const worker = new Worker(url, {
      name: 'pushes',
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
      ...options,
    });
    // Who waits for an answer is told; when nobody does, a new one is started for the next push.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }
}

/** Gathers the pieces of an answer; rejects with what ended the thread, or when it takes too long. */
function answerOf(worker: Worker, errand: PushErrand): Promise<ParsedSamples> {
  return new Promise((resolve, reject) => {
    const samples: Sample[] = [];
    const late = setTimeout(() => {
      over(() => {
        reject(new Error(`${SECONDS} s`));
      });
    }, SECONDS * 1_000);
    const over = (then: () => void): void => {
      clearTimeout(late);
      worker.off('message', onPiece).off('error', onError).off('exit', onExit);
      then();
    };
    const onPiece = ({ samples: more, end }: PushPiece): void => {
      for (const sample of more) samples.push(sample);
      if (!end) worker.postMessage('next');
      else
        over(() => {
          resolve({ samples, ...end });
        });
    };
    const onError = (error: Error): void => {
      over(() => {
        reject(error);
      });
    };
    const onExit = (code: number): void => {
      over(() => {
        reject(new Error(`exit ${code}`));
      });
    };
    worker.on('message', onPiece).on('error', onError).on('exit', onExit);
    worker.postMessage(errand);
  });
}
