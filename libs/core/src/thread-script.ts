/** A script that Node runs in a thread, and what it must be told to do so. */
export interface ThreadScript {
  readonly url: URL;
  readonly execArgv?: string[];
}

/**
 * The script of a thread, which stands beside who starts it (`here`, its `import.meta.url`). In the build it is JavaScript;
 * where the sources run as they are (tests, benches), a new thread needs what strips their types first.
 */
export function threadScript(name: string, here: string): ThreadScript {
  if (!here.endsWith('.ts')) return { url: new URL(`./${name}.js`, here) };
  const runTypeScript = new URL('../../../../test/run-typescript.mjs', here).href;
  return {
    url: new URL(`./${name}.ts`, here),
    execArgv: ['--conditions=source', '--import', runTypeScript],
  };
}
