/**
 * Hands out a few things that only one job may use at a time: first come, first served. With one thing it is a queue,
 * with several a pool.
 */
export class Turns<T extends object> {
  private readonly idle: T[];
  private readonly waiting: ((thing: T) => void)[] = [];
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(things: readonly T[]) {
    this.idle = [...things];
  }

  /** Runs the job with one of the things, when one is free. */
  async use<R>(job: (thing: T) => Promise<R>): Promise<R> {
    const thing = this.idle.pop() ?? (await new Promise<T>((resolve) => this.waiting.push(resolve)));
    const running = job(thing);
    this.underWay.add(running);
    try {
      return await running;
    } finally {
      this.underWay.delete(running);
      const next = this.waiting.shift();
      if (next) next(thing);
      else this.idle.push(thing);
    }
  }

  /** Resolves when every job that was asked for by now is over. */
  async settled(): Promise<void> {
    // Our own turn comes when all jobs before it have at least begun.
    await this.use(() => Promise.resolve());
    await Promise.allSettled([...this.underWay]);
  }
}
