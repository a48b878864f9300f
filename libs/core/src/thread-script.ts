/** A script that Node runs in a thread, and what it must be told to do so. */
export interface ThreadScript {
  readonly url: URL;
  readonly options: { readonly argv?: string[]; readonly execArgv?: string[] };
}

/**
 * The script of a thread, which stands beside who starts it (`here`, its `import.meta.url`). In the build it is JavaScript;
 * where the sources run as they are (tests, benches), test/run-thread.mjs knows how a thread runs them.
 */
export function threadScript(name: string, here: string): ThreadScript {
  if (!here.endsWith('.ts')) return { url: new URL(`./${name}.js`, here), options: {} };
  return {
    url: new URL('../../../../test/run-thread.mjs', here),
    options: { argv: [new URL(`./${name}.ts`, here).href], execArgv: ['--conditions=source'] },
  };
}
