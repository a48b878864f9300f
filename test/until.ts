import { setTimeout as pause } from 'node:timers/promises';

/** How patiently something is waited for. */
export interface Patience {
  /** After this long the wait is given up. */
  readonly withinMs?: number;
  /** Milliseconds from one look to the next. */
  readonly everyMs?: number;
  /** What else is known when the wait was vain. */
  readonly known?: () => string;
}

/**
 * Waits until something holds, and looks again and again. Throws a sentence with what did not happen. A time limit here is
 * no assertion of speed: it ends tests that would never end.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience: Patience = {},
): Promise<void> {
  await eventually(what, async () => ((await holds()) ? true : null), patience);
}

/** The first answer that is not `null`; questions that throw are asked again. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null>,
  { withinMs = 60_000, everyMs = 20, known }: Patience = {},
): Promise<T> {
  const deadlineMs = performance.now() + withinMs;
  let thrown: unknown = null;
  for (;;) {
    const answer = await ask().catch((error: unknown) => {
      thrown = error;
      return null;
    });
    if (answer !== null) return answer;
    if (performance.now() > deadlineMs) {
      const more = known ? `: ${known()}` : '';
      throw new Error(`Not within ${withinMs / 1_000} s: ${what}${more}`, { cause: thrown });
    }
    await pause(everyMs);
  }
}
