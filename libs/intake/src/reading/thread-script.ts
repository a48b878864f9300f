/** A script that Node runs in a thread, and what it must be told to do so. */
export interface ThreadScript {
  readonly url: URL;
  readonly execArgv?: string[];
}

/**
 * The script of the reading thread. In the build it stands beside this one; where the sources run as they are (tests,
 * benches), a new thread needs what strips their types first.
 */
export function readingThread(): ThreadScript {
  if (!import.meta.url.endsWith('.ts')) return { url: new URL('./reading-thread.js', import.meta.url) };
  const runTypeScript = new URL('../../../../test/run-typescript.mjs', import.meta.url).href;
  return {
    url: new URL('./reading-thread.ts', import.meta.url),
    execArgv: ['--conditions=source', '--import', runTypeScript],
  };
}
