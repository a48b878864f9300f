import {
  type Document,
  LineCounter,
  type Node,
  type Pair,
  type YAMLError,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
} from 'yaml';
import { type ConfigFault, type Place, faultAt } from './config-fault.js';

/** Keys and list positions from the top of a document down to a value. */
export type Path = readonly (string | number)[];

/** Where a value stands that is reached by a path from where one is. */
export type PlaceOf = (...path: Path) => Place;

const REMEDIES: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'Indent what belongs together equally far.',
  DUPLICATE_KEY: 'Keep one of the two.',
  MISSING_CHAR: 'Close the quote or bracket, and write a colon and a space after a key.',
  TAB_AS_INDENT: 'Indent with spaces.',
};
const USUAL_REMEDY =
  'Put texts that hold ": ", " #" or begin with a sign such as [ { * & @ in quotes, and mind the indents.';

/** A YAML (or JSON) file that was read: its plain values, and where in the file each of them stands. */
export class YamlSource {
  private readonly lines = new LineCounter();
  private readonly document: Document;
  /** Faults of syntax; with any, there are no values. */
  readonly faults: readonly ConfigFault[];

  constructor(
    /** As faults name it. */
    readonly file: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
    this.faults = this.document.errors.map((error) =>
      faultAt(
        this.placeOf(error.pos[0]),
        `The file cannot be read here: ${error.message}.`.replace(/\.{2,}$/, '.'),
        REMEDIES[error.code] ?? USUAL_REMEDY,
      ),
    );
  }

  /** The whole content; keys with nothing after them are left out, as if they were not written. */
  content(): unknown {
    const document = this.document.clone();
    visit(document, { Pair: (_, pair) => (isEmpty(pair) ? visit.REMOVE : undefined) });
    return document.toJS();
  }

  /** Where a value stands (its key, in a map); of what is missing, where it should have stood. */
  placeAt(path: Path): Place {
    let node: unknown = this.document.contents;
    let offset = isNode(node) ? startOf(node) : 0;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => keyText(key) === String(step));
        if (!pair) break;
        offset = isNode(pair.key) ? startOf(pair.key) : offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        if (isNode(node)) offset = startOf(node);
      } else break;
    }
    return this.placeOf(offset);
  }

  private placeOf(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function keyText(key: unknown): string {
  return typeof key === 'object' && key !== null && 'value' in key ? String(key.value) : String(key);
}

/** The keys after which a `null` that is written is a value like any other. */
const MAY_BE_NULL = new Set(['equals']);

/** Whether nothing stands after a key; a `null` that is written means the same, unless it can be a value there. */
function isEmpty({ key, value }: Pair): boolean {
  if (value === null) return true;
  if (!isScalar(value) || value.value !== null) return false;
  return value.source === '' || !MAY_BE_NULL.has(keyText(key));
}
