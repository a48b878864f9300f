import {
  LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
} from 'yaml';

/** A line that changes; `null` where there is none before or after. */
export interface ChangedLine {
  /** Of the file as it is, counted from 1. */
  readonly line: number;
  readonly before: string | null;
  readonly after: string | null;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Found {
  readonly map: YAMLMap;
  readonly end: number;
}

/**
 * A YAML file of the config folder that holds a list, changed in place: what is not changed keeps its bytes, comments and order
 * among it. The file has been checked before.
 */
export class ListFile {
  private readonly items: readonly Node[];
  private readonly lines = new LineCounter();
  private readonly splices: Splice[] = [];

  constructor(private readonly text: string) {
    const { contents } = parseDocument(text, { lineCounter: this.lines });
    this.items = isSeq(contents) ? contents.items.filter(isNode) : [];
  }

  /** Writes a value under a key of an entry, in place of the one before. */
  set(id: string, key: string, value: unknown): void {
    const { map } = this.entry(id);
    const written = inline(value);
    const pair = pairOf(map, key);
    const old = pair?.value;
    if (isNode(old)) {
      this.splice(...spanOf(old, this.text), written);
      return;
    }
    const last = map.items.at(-1);
    const at = isNode(last?.value) ? spanOf(last.value, this.text)[1] : startOf(map);
    if (map.flow) this.splice(at, at, `, ${key}: ${written}`);
    else {
      const end = this.endOfLine(at);
      this.splice(end, end, `\n${' '.repeat(this.columnOf(startOf(map)))}${key}: ${written}`);
    }
  }

  /** Writes a new entry below another one. */
  add(below: string, entry: Readonly<Record<string, unknown>>): void {
    const { map, end } = this.entry(below);
    const at = this.endOfLine(end);
    const dash = ' '.repeat(Math.max(this.columnOf(startOf(map)) - 2, 0));
    const written = map.flow
      ? `${dash}- ${inline(entry)}`
      : Object.entries(entry)
          .map(([key, value], index) => `${dash}${index === 0 ? '- ' : '  '}${key}: ${inline(value)}`)
          .join('\n');
    this.splice(at, at, `${map.flow ? '' : '\n'}\n${written}`);
  }

  /** Writes another value wherever one stands under some keys, alone, in a list or in dated rows. */
  replaceUnder(keys: readonly string[], before: string, after: string): void {
    const visit = (node: unknown): void => {
      if (isScalar(node) && String(node.value) === before) this.splice(...spanOf(node, this.text), after);
      else if (isSeq(node)) node.items.forEach(visit);
      else if (isMap(node)) for (const { value } of node.items) visit(value);
    };
    for (const item of this.items) {
      if (isMap(item)) for (const key of keys) visit(pairOf(item, key)?.value);
    }
  }

  /** The whole file with its changes. */
  changed(): string {
    const inOrder = [...this.splices].sort((a, b) => a.start - b.start);
    let [text, at] = ['', 0];
    for (const { start, end, text: written } of inOrder) {
      text += this.text.slice(at, start) + written;
      at = end;
    }
    return text + this.text.slice(at);
  }

  /** What changes, line by line, from the top. */
  changedLines(): ChangedLine[] {
    const byLine = new Map<number, Splice[]>();
    for (const splice of [...this.splices].sort((a, b) => a.start - b.start)) {
      const { line } = this.lines.linePos(splice.start);
      byLine.set(line, [...(byLine.get(line) ?? []), splice]);
    }
    return [...byLine].flatMap(([line, splices]) => this.linesOf(line, splices));
  }

  private linesOf(line: number, splices: readonly Splice[]): ChangedLine[] {
    const start = this.lines.lineStarts[line - 1] ?? 0;
    const end = this.endOfLine(Math.max(...splices.map((splice) => splice.end)));
    const before = this.text.slice(start, end);
    let [after, at] = ['', start];
    for (const splice of splices) {
      after += this.text.slice(at, splice.start) + splice.text;
      at = splice.end;
    }
    after += this.text.slice(at, end);
    const [olds, news] = [before.split('\n'), after.split('\n')];
    const added = olds.length === 1 && news[0] === before ? news.slice(1) : null;
    if (added) return added.map((text) => ({ line, before: null, after: text }));
    return [
      ...olds.map((text, i) => ({ line: line + i, before: text, after: null })),
      ...news.map((text) => ({ line, before: null, after: text })),
    ];
  }

  private entry(id: string): Found {
    for (const item of this.items) {
      const written = isMap(item) ? pairOf(item, 'id')?.value : null;
      if (isMap(item) && isScalar(written) && String(written.value) === id)
        return { map: item, end: spanOf(item, this.text)[1] };
    }
    throw new RangeError(`The file has no entry "${id}"`);
  }

  private splice(start: number, end: number, text: string): void {
    this.splices.push({ start, end, text });
  }

  private endOfLine(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end === -1 ? this.text.length : end;
  }

  private columnOf(offset: number): number {
    return this.lines.linePos(offset).col - 1;
  }
}

/** One line of YAML: ids and days as they are, lists and rows in brackets. */
function inline(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Where a value begins and ends, without what is empty after it. */
function spanOf(node: Node, text: string): [start: number, end: number] {
  const [start, end] = node.range ?? [0, 0];
  return [start, start + text.slice(start, end).trimEnd().length];
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => nameOf(pair.key) === key);
}
