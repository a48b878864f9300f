/** Goes through what comes until a signal ends it, also when the next never comes. Throws what `reason` makes then. */
export async function* untilAborted<T>(
  coming: AsyncIterable<T>,
  signal: AbortSignal,
  reason: () => Error,
): AsyncGenerator<T> {
  const iterator = coming[Symbol.asyncIterator]();
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      reject(reason());
    };
  });
  aborted.catch(() => undefined);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    for (;;) {
      const next = iterator.next();
      next.catch(() => undefined);
      const step = await Promise.race([next, aborted]);
      if (step.done) return;
      yield step.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // Not waited for: it may be what hangs.
    iterator.return?.().catch(() => undefined);
  }
}
