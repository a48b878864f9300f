import { extname } from 'node:path';

/** Names that senders give files which they have not finished, and that file systems keep for themselves. */
const UNFINISHED = /^[.~]|\.(?:tmp|temp|part|partial|filepart|crdownload|swp|lock)$/i;

/** Which names a pattern with `*` and `?` means; upper and lower case are alike, and what is unfinished is never meant. */
export function meantBy(files: string): (name: string) => boolean {
  const escaped = files
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${escaped}$`, 'iu');
  return (name) => !UNFINISHED.test(name) && pattern.test(name);
}

/** A name, and then the same with numbers, for when it is taken. */
export function* numbered(name: string): Generator<string> {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  yield name;
  for (let number = 2; ; number++) yield `${stem}-${number}${ending}`;
}

/** What the report beside a file is called. */
export function reportOf(name: string): string {
  return `${name}.rapport.txt`;
}
