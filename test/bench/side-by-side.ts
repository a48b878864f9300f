/** Something that is timed; what it answers is thrown away. */
export interface Contender {
  readonly name: string;
  /** Answers how long it took, in milliseconds, of whatever clock is meant (wall or processor). */
  readonly round: () => Promise<number>;
}

/** What came out for a contender. */
export interface Timing {
  readonly name: string;
  readonly medianMs: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/** Runs contenders in turn, A B A B, so that what else the machine does meets them alike; one round to warm up is not counted. */
export async function sideBySide(contenders: readonly Contender[], rounds: number): Promise<Timing[]> {
  const taken = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, round: run } of contenders) {
      const ms = await run();
      if (round > 0) taken.get(name)?.push(ms);
    }
  }
  return [...taken].map(([name, times]) => ({ name, ...spreadOf(times) }));
}

function spreadOf(times: readonly number[]): Omit<Timing, 'name'> {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return {
    medianMs: sorted[middle] ?? NaN,
    leastMs: sorted[0] ?? NaN,
    mostMs: sorted.at(-1) ?? NaN,
  };
}

/** How long some work takes by the clock on the wall. */
export async function wallMs(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** How long all processors together are busy with some work of this process. */
export async function processorMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
