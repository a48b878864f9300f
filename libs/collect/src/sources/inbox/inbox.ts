import { type Stats } from 'node:fs';
import { link, lstat, mkdir, readdir, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, messageOf } from '#core';
import {
  type CollectContext,
  type Collected,
  type FileFate,
  type SourceCollector,
} from '../source-collector.js';
import { SourceFailure } from '../source-failure.js';
import { meantBy, numbered, reportOf } from './inbox-names.js';
import { InboxOptions } from './inbox-options.js';

/** Names of the files in a folder. Throws a `SourceFailure` when it cannot be listed. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (thrown) {
    const sv = `Mappen ${folder} går inte att läsa: ${messageOf(thrown)}.`;
    const en = `The folder ${folder} cannot be read: ${messageOf(thrown)}.`;
    throw new SourceFailure('folder-missing', { sv, en }, { isPassing: true });
  }
}

/** Of a file that is there still; another process may have taken it. */
async function stateOf(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return null;
    throw thrown;
  }
}

/** Moves a file to a folder under its name, or its name with a number when that is taken: nothing is overwritten. */
async function moveTo(folder: string, path: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const free of numbered(name)) {
    const target = join(folder, free);
    try {
      await link(path, target);
      await unlink(path);
      return target;
    } catch (thrown) {
      if (codeOf(thrown) === 'EEXIST') continue;
      if (codeOf(thrown) !== 'EPERM' && codeOf(thrown) !== 'ENOTSUP') throw thrown;
      // A file system without hard links: what is there already is looked for before.
      if (await stateOf(target)) continue;
      await rename(path, target);
      return target;
    }
  }
  throw new RangeError(`No name is left for ${path} in ${folder}`);
}

/** Moves a file to where its fate is seen, and lays the report beside it. */
async function settle(
  { folder, done, refused }: InboxOptions,
  name: string,
  { outcome, report }: FileFate,
): Promise<void> {
  const place = join(folder, outcome === 'refused' ? refused : done);
  const target = await moveTo(place, join(folder, name), name);
  await writeFile(reportOf(target), `${report}\n`);
}

/** Whether a file has lain unchanged for long enough to be whole. */
function hasSettled({ mtimeMs, ctimeMs }: Stats, { options, nowMs }: CollectContext<InboxOptions>): boolean {
  return options.settleSeconds === 0 || nowMs - Math.max(mtimeMs, ctimeMs) >= options.settleSeconds * 1_000;
}

/**
 * Files of a folder, each handed in as when somebody uploads it, oldest name first, and then moved to `done`, or to `refused`
 * with the report beside it. A process that dies in between finds the file again, and the same bytes again change nothing.
 */
export const inbox: SourceCollector<InboxOptions> = {
  id: 'inbox',
  version: 1,
  options: InboxOptions,
  monthByMonth: false,
  mayBeEmpty: true,
  async *collect(context): AsyncGenerator<Collected> {
    const { options } = context;
    const isMeant = meantBy(options.files);
    for (const name of await context.attempt(() => namesIn(options.folder))) {
      if (!isMeant(name)) continue;
      const path = join(options.folder, name);
      const state = await stateOf(path);
      if (!state?.isFile() || !hasSettled(state, context)) continue;
      yield {
        kind: 'file',
        name,
        bytes: { path },
        isDeliberate: true,
        settle: (fate) => settle(options, name, fate),
      };
    }
  },
};
