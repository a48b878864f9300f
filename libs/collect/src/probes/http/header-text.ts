import { isUtf8 } from 'node:buffer';

/**
 * A header's text as its server meant it. Node gives bytes as Latin-1; what is UTF-8 beyond ASCII is read as such, as
 * browsers do.
 */
export function headerText(latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : latin1;
}
