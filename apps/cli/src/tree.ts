/** A line with the lines that belong to it. */
export interface Branch {
  readonly text: string;
  readonly under?: readonly Branch[];
}

/** A heading with lines under it; nothing at all when there are none. */
export function branch(text: string, under: readonly (Branch | string)[]): Branch[] {
  if (under.length === 0) return [];
  return [{ text, under: under.map((line) => (typeof line === 'string' ? { text: line } : line)) }];
}

/** A tree for a terminal, drawn with lines. */
export function drawTree({ text, under = [] }: Branch, indent = ''): string {
  const lines = under.map((one, i) => {
    const last = i === under.length - 1;
    return `${indent}${last ? '└─ ' : '├─ '}${drawTree(one, `${indent}${last ? '   ' : '│  '}`)}`;
  });
  return `${text}\n${lines.join('')}`;
}
