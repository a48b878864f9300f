/** A name of a measurement, tag or field in a statement of InfluxQL. */
export function name(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** A text in a statement of InfluxQL. */
export function literal(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n');
  return `'${escaped}'`;
}

/** Beyond so many names, asking for all and leaving out is quicker than a long condition. */
const MOST_NAMED = 100;

/** That a tag is one of some texts; nothing when there are too many to say so. */
export function oneOf(tag: string, texts: readonly string[]): string[] {
  if (texts.length > MOST_NAMED) return [];
  return [`(${texts.map((text) => `${name(tag)} = ${literal(tagText(text))}`).join(' OR ')})`];
}

/** That the time lies in `[startMs, endMs)`. */
export function within({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }): string[] {
  return [`time >= ${bounded(startMs)}ms`, `time < ${bounded(endMs)}ms`];
}

/** The times that the server can tell apart, in milliseconds: those that fit into 64 bits of nanoseconds. */
const FURTHEST_MS = 9_223_372_036_000;

function bounded(timeMs: number): number {
  return Math.max(-FURTHEST_MS, Math.min(FURTHEST_MS, Math.ceil(timeMs)));
}

/** What line protocol cannot hold in a tag, or would mistake: a backslash and what breaks lines. */
const AWKWARD: Readonly<Record<string, string>> = {
  '\\': '%5C',
  '\n': '%0A',
  '\r': '%0D',
  '\t': '%09',
  '\0': '%00',
};
const PLAIN: Readonly<Record<string, string>> = {
  '%25': '%',
  ...Object.fromEntries(Object.entries(AWKWARD).map(([plain, written]) => [written, plain])),
};

/** A text as a tag holds it; almost always the text itself. */
export function tagText(text: string): string {
  return text
    .replace(/%(?=25|5C|0A|0D|09|00)/g, '%25')
    .replace(/[\\\n\r\t\0]/g, (awkward) => AWKWARD[awkward] ?? awkward);
}

/** The text that a tag holds. */
export function plainText(tag: string): string {
  return tag.replace(/%(?:25|5C|0A|0D|09|00)/g, (written) => PLAIN[written] ?? written);
}
